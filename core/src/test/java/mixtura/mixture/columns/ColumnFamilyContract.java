package mixtura.mixture.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import mixtura.Fit;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Missing;
import mixtura.data.Rows;
import mixtura.mixture.Component;
import mixtura.mixture.FamilyContract;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import org.junit.jupiter.api.Test;

/// What families with a log density that is linear in sums over columns promise besides.
public abstract class ColumnFamilyContract<C extends Component> extends FamilyContract<C, ColumnSums> {
    @Override
    protected abstract ColumnFamily<C> family();

    private double[][] rowsWithGaps() {
        double[][] x = rows();
        for (int n = 0; n < x.length; n++) {
            if (n % 3 == 0) x[n][n % x[n].length] = Double.NaN;
            if (n % 7 == 0) x[n][(n + 1) % x[n].length] = Double.NaN;
        }
        return x;
    }

    @Test
    void theMStepWithSmoothingBeatsItsNeighbours() {
        oneStepBeatsItsNeighbours(family().withSmoothing(0.7), rows());
    }

    @Test
    void theMStepBeatsItsNeighboursWhereCellsAreMissing() {
        if (family().whyNoMissingCells().isPresent()) return;
        oneStepBeatsItsNeighbours(family(), rowsWithGaps());
        oneStepBeatsItsNeighbours(family().withSmoothing(0.7), rowsWithGaps());
    }

    /// p(x_1 … x_d) = p(x_j) p(the others), so taking out a cell takes off what it adds alone.
    @Test
    void aMissingCellTakesItsOwnDensityWithItAndNothingElse() {
        if (family().whyNoMissingCells().isPresent()) return;
        int d = rows()[0].length;
        Mixture<C> one = new Mixture<>(
                family(),
                new double[] {1},
                components().subList(0, 1),
                java.util.stream.IntStream.range(0, d).mapToObj(j -> "c" + j).toList(),
                new java.util.TreeMap<>());
        for (double[] row : Arrays.copyOf(rows(), 20)) {
            double all = one.logDensity(row);
            double sum = 0;
            for (int j = 0; j < d; j++) {
                double[] alone = new double[d];
                Arrays.fill(alone, Double.NaN);
                alone[j] = row[j];
                sum += one.logDensity(alone);
            }
            assertThat(sum).isCloseTo(all, offset(1e-9 * (1 + Math.abs(all))));
        }
    }

    @Test
    void theLogPosteriorNeverFallsWithSmoothingAndGaps() {
        boolean gaps = family().whyNoMissingCells().isEmpty();
        Fit<Mixture<C>> fit = Mixture.fit(
                Rows.of(gaps ? rowsWithGaps() : rows()),
                family().withSmoothing(0.5),
                MixtureOptions.of(3)
                        .withStart(Start.partition())
                        .withTolerance(0)
                        .withMaxIterations(100)
                        .withMissing(gaps ? Missing.EM : Missing.ERROR));
        assertThat(fit.certificate().monotone()).isTrue();
        for (int t = 1; t < fit.trace().size(); t++) {
            double before = fit.trace().get(t - 1).logPosterior();
            assertThat(fit.trace().get(t).logPosterior()).isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
        }
    }

    /// Hard clusters may leave a value out of a component altogether.
    @Test
    void noRowIsImpossibleAtAStart() {
        double[][] x = rows();
        int[] labels = new int[x.length];
        Arrays.fill(labels, 1);
        labels[0] = 0;
        labels[1] = 0;
        var family = family().boundTo(Rows.of(x), ColumnSummary.of(Rows.of(x), Execution.of(1)), 2, Execution.of(1));
        Fit<Mixture<C>> fit = Mixture.fit(
                Rows.of(x),
                family,
                MixtureOptions.of(2).withStart(Start.labels(labels)).withMaxIterations(0));
        for (double[] row : fit.model().responsibilities(Rows.of(x)))
            assertThat(row[0]).isPositive();
    }
}
