package mixtura.ood;

import mixtura.data.Execution;
import mixtura.data.Rows;

/// A rule that says how strange a row is. Higher means stranger; the unit is the rule's own.
public sealed interface Detector
        permits LogitScore, MahalanobisDistance, MixtureDensity, NearestNeighbours, RelativeMahalanobis {
    /// Its name on the command line and in files.
    String word();

    /// What it does, in a few words.
    String title();

    /// One score for each row.
    ///
    /// @param rows  with the columns of the rows that it was fitted to
    double[] scores(Rows rows, Execution execution);

    /// Whether columns are to be centred and divided by their standard deviations before it sees them.
    boolean wantsStandardised();
}
