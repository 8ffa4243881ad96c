package mixtura.ood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.Progress;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.Ridge;

/// The ridge of a mixture chosen by familiar rows that it was not fitted to: of several ridges the one under which
/// those rows are most likely on average. No stranger is needed, and none is asked.
///
/// Rows that chose must not set the threshold too: they would look a little more familiar than new ones do.
///
/// @param tried   every ridge, largest first
/// @param chosen  the one of the highest mean log density, the larger of equal ones
public record RidgeChoice(List<Tried> tried, Tried chosen) {
    /// The fits that are compared stop at this many times the tolerance: ridges differ by more than the last
    /// iterations do, and these are most of the time.
    private static final double COARSE = 20;

    /// From 1e-3 to 1e-6 of a standardised column's variance.
    public static final List<Double> CANDIDATES = List.of(1e-3, 1e-4, 1e-5, 1e-6);

    /// One ridge.
    ///
    /// @param ridge           added to all variances
    /// @param meanLogDensity  of the rows that choose, in nats a row, on the columns that the mixture sees, less
    ///                        half the squared distance in columns that were constant
    public record Tried(double ridge, double meanLogDensity) {}

    /// @param tried  at least one
    public RidgeChoice {
        tried = List.copyOf(tried);
    }

    /// Fits a mixture with each of the candidates and has the withheld rows choose.
    ///
    /// @param features  rows to fit to
    /// @param withheld  familiar rows that neither the network nor the mixture has seen
    /// @param options   of a mixture; their ridge is not used
    /// @throws IllegalArgumentException if the detector is no mixture
    /// @throws ArithmeticException if the mixture cannot be fitted with the largest ridge
    public static RidgeChoice of(Rows features, Rows withheld, OodOptions options, Progress progress) {
        if (options.kind() != OodOptions.Kind.MIXTURE) {
            throw new IllegalArgumentException(
                    "'" + options.kind().word() + "' has no density by which a ridge could be chosen");
        }
        OodOptions coarse = options.withTolerance(COARSE * options.tolerance());
        Execution execution = Execution.of(options.threads());
        List<Tried> tried = new ArrayList<>();
        for (double ridge : CANDIDATES) {
            OodDetector detector;
            try {
                detector = OodDetector.fit(features, coarse.withRidge(Ridge.absolute(ridge)), progress);
            } catch (ArithmeticException e) {
                // what is singular with this ridge is so with less of it
                if (tried.isEmpty()) throw e;
                break;
            }
            double mean = -Arrays.stream(detector.scores(withheld, execution))
                    .average()
                    .orElse(Double.NaN);
            tried.add(new Tried(ridge, mean));
        }
        Tried best = tried.getFirst();
        for (Tried one : tried) if (one.meanLogDensity() > best.meanLogDensity()) best = one;
        return new RidgeChoice(tried, best);
    }
}
