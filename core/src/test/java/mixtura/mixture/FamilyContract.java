package mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.evaluate.InformationCriteria;
import mixtura.mixture.families.Families;
import mixtura.save.ModelFile;
import mixtura.save.SavedModel;
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
        return bound(family(), rows);
    }

    private Family<C, S> bound(Family<C, S> family, Rows rows) {
        return family.boundTo(
                rows, ColumnSummary.of(rows, Execution.of(1)), components().size(), Execution.of(1));
    }

    /// log p(x_n | θ_k), `N × K`.
    protected final double[][] logDensities(double[][] x, List<C> components) {
        return logDensities(bound(Rows.of(rows())), x, components);
    }

    private double[][] logDensities(Family<C, S> bound, double[][] x, List<C> components) {
        Rows rows = Rows.of(x);
        Prepared<S> prepared = bound.prepare(components);
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
        return statistics(bound(Rows.of(rows())), x, responsibilities, components, blockRows);
    }

    private S statistics(
            Family<C, S> bound, double[][] x, double[] responsibilities, List<C> components, int blockRows) {
        Rows rows = Rows.of(x);
        Prepared<S> prepared = bound.prepare(components);
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
        double[] r = randomResponsibilities(x.length, components().size());
        beatsItsNeighbours(family(), x, r, maximized(x, r));
    }

    /// The components that the bound is largest at: those of one M-step, where it has a closed form.
    protected List<C> maximized(double[][] x, double[] r) {
        return step(x, r, components());
    }

    /// One M-step from `current`.
    protected final List<C> step(double[][] x, double[] r, List<C> current) {
        return bound(Rows.of(x)).maximize(statistics(x, r, current, 16), current, new ArrayList<>());
    }

    /// One M-step of a family with smoothing, or of rows with gaps.
    protected final void oneStepBeatsItsNeighbours(Family<C, S> family, double[][] x) {
        double[] r = randomResponsibilities(x.length, components().size());
        Family<C, S> bound = bound(family, Rows.of(x));
        S statistics = statistics(bound, x, r, components(), 16);
        beatsItsNeighbours(family, x, r, bound.maximize(statistics, components(), new ArrayList<>()));
    }

    private void beatsItsNeighbours(Family<C, S> family, double[][] x, double[] r, List<C> best) {
        Family<C, S> bound = bound(family, Rows.of(x));
        double atBest = bound(bound, x, r, best);
        for (List<C> near : neighbours(best))
            assertThat(bound(bound, x, r, near)).isLessThanOrEqualTo(atBest + 1e-9);
    }

    /// With the log prior, if the family has one.
    private double bound(Family<C, S> bound, double[][] x, double[] r, List<C> components) {
        double[][] logDensities = logDensities(bound, x, components);
        int k = components.size();
        double sum = bound.logPrior(components);
        for (int n = 0; n < x.length; n++) for (int c = 0; c < k; c++) sum += r[n * k + c] * logDensities[n][c];
        return sum;
    }

    private Mixture<C> mixture() {
        int k = components().size();
        int d = rows()[0].length;
        double[] proportions = new double[k];
        Arrays.fill(proportions, 1.0 / k);
        List<String> names = IntStream.range(0, d).mapToObj(j -> "c" + j).toList();
        return family().mixture(new Outline(proportions, names, new TreeMap<>()), components());
    }

    /// The same components, proportions, trace and criteria, for as many iterations from the same start.
    @Test
    void rowsThatStandTwiceCountLikeWeights() {
        double[][] x = rows();
        double[] weights = new double[x.length];
        List<double[]> repeated = new ArrayList<>();
        for (int n = 0; n < x.length; n++) {
            weights[n] = n % 4;
            for (int copy = 0; copy < n % 4; copy++) repeated.add(x[n]);
        }
        Rows weighted = Rows.of(x).weighted(weights);
        Rows duplicated = Rows.of(repeated.toArray(double[][]::new));
        MixtureOptions options = MixtureOptions.of(components().size())
                .withStart(Start.from(mixture()))
                .withTolerance(0)
                .withMaxIterations(6);
        Fit<Mixture<C>> one = Mixture.fit(weighted, family(), options);
        Fit<Mixture<C>> other = Mixture.fit(duplicated, family(), options);
        assertThat(one.trace()).hasSameSizeAs(other.trace());
        double scale = repeated.size() + Math.abs(other.objective());
        for (int t = 0; t < one.trace().size(); t++) {
            assertThat(one.trace().get(t).objective())
                    .isCloseTo(other.trace().get(t).objective(), offset(1e-10 * scale));
        }
        assertThat(one.model().mixingProportions())
                .containsExactly(other.model().mixingProportions(), offset(1e-10));
        for (int k = 0; k < components().size(); k++) {
            double[] mean = other.model().components().get(k).mean();
            for (int j = 0; j < mean.length; j++) {
                assertThat(one.model().components().get(k).mean()[j])
                        .isCloseTo(mean[j], offset(1e-9 * (1 + Math.abs(mean[j]))));
            }
        }
        var criteria = InformationCriteria.of(one.model(), weighted);
        var expected = InformationCriteria.of(other.model(), duplicated);
        assertThat(criteria.bic()).isCloseTo(expected.bic(), offset(1e-9 * scale));
        assertThat(criteria.icl()).isCloseTo(expected.icl(), offset(1e-9 * scale));
        assertThat(criteria.parameters()).isEqualTo(expected.parameters());
    }

    /// A stream begins with statistics made from components, lets old ones fade, and merges those of batches.
    @Test
    void aFamilyThatLearnsFromStreamsGoesOnFromAModel() {
        if (!(family() instanceof StreamFamily<C, S> plain)) return;
        int k = components().size();
        double[] proportions = new double[k];
        Arrays.fill(proportions, 1.0 / k);
        double[] mass = new double[k];
        Arrays.setAll(mass, c -> 100 + c);
        StreamFamily<C, S> family = plain.boundToStream(components(), proportions);
        S made = family.statisticsOf(components(), mass);
        assertThat(made.mass()).containsExactly(mass, offset(1e-9));
        List<C> back = family.maximize(family.scaled(made, 0.25), components(), new ArrayList<>());
        double[][] before = logDensities(rows(), components());
        double[][] after = logDensities(rows(), back);
        for (int n = 0; n < before.length; n++) assertThat(after[n]).containsExactly(before[n], offset(1e-7));
        assertThat(made.mass()).as("scaling makes new statistics").containsExactly(mass, offset(1e-9));

        Rows rows = Rows.of(rows());
        Mixture<C> start = mixture();
        StepwiseEm<C> stream = StepwiseEm.from(start, 1);
        for (int pass = 0; pass < 20; pass++) {
            for (int from = 0; from < rows().length; from += 20) {
                stream = stream.partialFit(rows.range(from, Math.min(rows().length, from + 20)));
            }
        }
        assertThat(stream.model().meanLogDensity(rows)).isGreaterThan(start.meanLogDensity(rows));
    }

    @Test
    void aSampleHasTheMeansOfItsComponent() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        int count = 20_000;
        for (C component : components()) {
            Component.Sampler sampler = component.sampler();
            int d = component.dimension();
            double[] sum = new double[d];
            double[] squares = new double[d];
            double[] row = new double[d];
            for (int n = 0; n < count; n++) {
                sampler.draw(random, row, 0);
                for (int j = 0; j < d; j++) {
                    sum[j] += row[j] / count;
                    squares[j] += row[j] * row[j] / count;
                }
            }
            for (int j = 0; j < d; j++) {
                double error = Math.sqrt(Math.max(0, squares[j] - sum[j] * sum[j]) / count);
                assertThat(sum[j]).isCloseTo(component.mean()[j], offset(5 * error + 1e-12));
            }
        }
    }

    /// The models of listed families come back from a file. (What a Gaussian's mean has beyond double precision does
    /// not.)
    @Test
    void aModelFileKeepsEveryParameter() throws IOException {
        if (Families.named(family().name()).isEmpty()) return;
        double[][] x = rows();
        Fit<Mixture<C>> fit = Mixture.fit(
                Rows.of(x),
                family(),
                MixtureOptions.of(components().size())
                        .withStart(Start.from(mixture()))
                        .withMaxIterations(3));
        var file = new ByteArrayOutputStream();
        ModelFile.write(SavedModel.of(fit, 0), file);
        Mixture<?> read = (Mixture<?>) ModelFile.read(new ByteArrayInputStream(file.toByteArray()), "model")
                .model();
        assertThat(read.logDensity(Rows.of(x))).containsExactly(fit.model().logDensity(Rows.of(x)), offset(1e-10));
        assertThat(read.getClass()).isEqualTo(fit.model().getClass());
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
