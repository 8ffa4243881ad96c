package mixtura.ood;

import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.gaussian.GaussianMixture;

/// The squared Mahalanobis distance to the nearest class less that to all rows taken as one Gaussian (Ren and
/// others 2021): directions in which all classes vary alike say nothing about strangers near the classes. Columns that
/// were constant in the fit are such directions: what they would add to both distances cancels.
///
/// @param classes     a Gaussian for each class, tied
/// @param background  one Gaussian for all rows
public record RelativeMahalanobis(GaussianMixture classes, GaussianMixture background) implements Detector {
    @Override
    public String word() {
        return "relative-mahalanobis";
    }

    @Override
    public String title() {
        return "squared Mahalanobis distance to the nearest class less that to all rows";
    }

    @Override
    public double[] scores(Rows rows, Execution execution) {
        MahalanobisDistance.Distances near = MahalanobisDistance.Distances.of(classes);
        MahalanobisDistance.Distances all = MahalanobisDistance.Distances.of(background);
        return RowScores.of(rows, execution, () -> {
            RowScores.Rule toClasses = near.rule();
            RowScores.Rule toAll = all.rule();
            return (values, offset) -> toClasses.of(values, offset) - toAll.of(values, offset);
        });
    }

    @Override
    public boolean wantsStandardised() {
        return true;
    }
}
