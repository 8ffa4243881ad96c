package mixtura.kmeans;

import java.util.Arrays;
import java.util.List;
import mixtura.Certificate;
import mixtura.Fit;
import mixtura.Step;
import mixtura.data.ColumnSummary;
import mixtura.data.Missing;

/// k-means by expected squared distances, where a missing cell of column j is N(m_j, c_j):
/// `E‖x − c‖² = Σ_there (x_j − c_j)² + Σ_missing (m_j − c_j)² + Σ_missing c_j`. The last sum is the same for
/// every centroid, so labels and centroids are those of the rows filled with m, and the objective is larger by what c
/// adds, a constant.
final class ExpectedDistances {
    private ExpectedDistances() {}

    /// The fit to the filled rows as one of expected distances.
    ///
    /// @param summary  of the rows with their gaps
    static Fit<KMeansModel> of(Fit<KMeansModel> filled, Missing missing, ColumnSummary summary) {
        double constant = missing.constant(summary);
        List<Step> trace = filled.trace().stream()
                .map(step -> new Step(step.iteration(), step.objective() + constant))
                .toList();
        Certificate before = filled.certificate();
        Certificate certificate = new Certificate(
                before.objective(),
                before.monotone(),
                before.largestSetback(),
                before.mass(),
                before.conditionNumbers(),
                before.flagged(),
                before.repairs(),
                before.kernels(),
                Arrays.stream(before.restartObjectives())
                        .map(objective -> objective + constant)
                        .toArray(),
                before.winner(),
                before.interrupted(),
                before.seconds(),
                before.secondsPerIteration(),
                before.doubtfulRows(),
                before.expectedRise());
        return new Fit<>(
                filled.model().withMissing(missing),
                trace,
                filled.converged(),
                filled.iterations(),
                filled.warnings(),
                certificate);
    }
}
