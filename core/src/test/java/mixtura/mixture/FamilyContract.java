package mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import org.junit.jupiter.api.Test;

/// What every family promises to EM. A new family extends this.
public abstract class FamilyContract<C extends Component, S extends Statistics<S>> {
    /// The family, by maximum likelihood.
    protected abstract Family<C, S> family();

    /// Rows that it can describe, at least 60 of them.
    protected abstract double[][] rows();

    /// A few components that differ from each other.
    protected abstract List<C> components();

    /// Components close to the given ones, on all sides.
    protected abstract List<List<C>> neighbours(List<C> components);

    /// Σ or ∫ p(x | θ) over all x.
    protected abstract double totalProbability(C component);

    private Family<C, S> bound(Rows rows) {
        return family().boundTo(
                        rows,
                        ColumnSummary.of(rows, Execution.of(1)),
                        components().size(),
                        Execution.of(1));
    }

    /// log p(x_n | θ_k), `N × K`.
    protected final double[][] logDensities(double[][] x, List<C> components) {
        Rows rows = Rows.of(x);
        Prepared<S> prepared = bound(Rows.of(rows())).prepare(components);
        double[][] all = new double[x.length][components.size()];
        FamilyPass<S> pass = prepared.newPass(x.length);
        rows.aggregate(
                Execution.of(1).withBlockRows(x.length),
                () -> new Once(block -> {
                    double[] out = new double[components.size() * x.length];
                    pass.load(block);
                    pass.logDensity(out, x.length);
                    for (int n = 0; n < x.length; n++) {
                        for (int k = 0; k < components.size(); k++) {
                            all[n][k] = out[k * x.length + n] + prepared.commonLogDensity();
                        }
                    }
                }));
        return all;
    }

    private S statistics(double[][] x, double[] responsibilities, List<C> components, int blockRows) {
        Rows rows = Rows.of(x);
        Prepared<S> prepared = bound(Rows.of(rows())).prepare(components);
        int k = components.size();
        return rows.aggregate(Execution.of(1).withBlockRows(blockRows), () -> {
            FamilyPass<S> pass = prepared.newPass(blockRows);
            return new Pass<S>() {
                @Override
                public void add(RowBlock block) {
                    double[] r = new double[k * blockRows];
                    for (int n = 0; n < block.rowCount(); n++) {
                        for (int c = 0; c < k; c++) {
                            r[c * blockRows + n] = responsibilities[((int) block.firstRow() + n) * k + c];
                        }
                    }
                    pass.load(block);
                    pass.add(r, blockRows);
                }

                @Override
                public S finish() {
                    return pass.finish();
                }
            };
        });
    }

    private static double[] randomResponsibilities(int rows, int k) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(17);
        double[] r = new double[rows * k];
        for (int n = 0; n < rows; n++) {
            double sum = 0;
            for (int c = 0; c < k; c++) sum += r[n * k + c] = random.nextDouble();
            for (int c = 0; c < k; c++) r[n * k + c] /= sum;
        }
        return r;
    }

    @Test
    void theDensityAddsUpToOne() {
        for (C component : components()) assertThat(totalProbability(component)).isCloseTo(1, offset(1e-6));
    }

    @Test
    void statisticsOfPartsMergeIntoThoseOfTheWhole() {
        double[][] x = rows();
        double[] r = randomResponsibilities(x.length, components().size());
        List<String> repairs = new ArrayList<>();
        Family<C, S> family = bound(Rows.of(x));
        List<C> whole = family.maximize(statistics(x, r, components(), x.length), components(), repairs);
        List<C> merged = family.maximize(statistics(x, r, components(), 7), components(), repairs);
        double[][] a = logDensities(x, whole);
        double[][] b = logDensities(x, merged);
        for (int n = 0; n < x.length; n++) assertThat(b[n]).containsExactly(a[n], offset(1e-8));
    }

    @Test
    void massesAddUpToTheRows() {
        double[][] x = rows();
        double[] r = randomResponsibilities(x.length, components().size());
        double sum = Arrays.stream(statistics(x, r, components(), 16).mass()).sum();
        assertThat(sum).isCloseTo(x.length, offset(1e-9));
    }

    /// The bound that the M-step maximises: Σ_n Σ_k r_nk log p(x_n | θ_k).
    @Test
    void theMStepBeatsItsNeighbours() {
        double[][] x = rows();
        int k = components().size();
        double[] r = randomResponsibilities(x.length, k);
        List<C> best = bound(Rows.of(x)).maximize(statistics(x, r, components(), 16), components(), new ArrayList<>());
        double atBest = bound(x, r, best);
        for (List<C> near : neighbours(best)) assertThat(bound(x, r, near)).isLessThanOrEqualTo(atBest + 1e-9);
    }

    private double bound(double[][] x, double[] r, List<C> components) {
        double[][] logDensities = logDensities(x, components);
        int k = components.size();
        double sum = 0;
        for (int n = 0; n < x.length; n++) for (int c = 0; c < k; c++) sum += r[n * k + c] * logDensities[n][c];
        return sum;
    }

    private record Seen() implements mixtura.data.Mergeable<Seen> {
        @Override
        public Seen merge(Seen later) {
            return this;
        }
    }

    private record Once(java.util.function.Consumer<RowBlock> action) implements Pass<Seen> {
        @Override
        public void add(RowBlock block) {
            action.accept(block);
        }

        @Override
        public Seen finish() {
            return new Seen();
        }
    }
}
