package mixtura.mixture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansOptions;

/// Moves that lead EM out of a local maximum: two components become one and a third becomes two (Ueda,
/// Nakano, Ghahramani and Hinton 2000).
///
/// Components are merged that claim the same rows, by the cosine of their responsibilities; one is split
/// that fits its rows badly, by the Kullback-Leibler divergence of its density from that of its rows. We
/// depart from the paper in how the halves are made, by k-means with k = 2 over the rows of the
/// component, so that any family can be split, and in that all components are fitted again at once.
final class SplitAndMerge<C extends Component, S extends Statistics<S>> {
    /// Pairs to merge that are tried, and components to split for each.
    private static final int PAIRS = 3;

    private static final int SPLITS = 2;

    /// Components `first` and `second` become `first`; component `split` becomes `split` and `second`.
    record Move(int first, int second, int split) {}

    private final Rows rows;
    private final Rows clustered; // as k-means is to see them
    private final Prepared<S> prepared;
    private final double[] proportions;
    private final Kernels kernels;
    private final Execution execution;
    private final int componentCount;

    /// @param clustered   the same rows without missing cells, as [Family#forClusters] shows them
    /// @param components  of the mixture to be changed
    SplitAndMerge(
            Rows rows,
            Rows clustered,
            Family<C, S> family,
            double[] proportions,
            List<C> components,
            Kernels kernels,
            Execution execution) {
        this.rows = rows;
        this.clustered = clustered;
        this.prepared = family.prepare(components);
        this.proportions = proportions;
        this.kernels = kernels;
        this.execution = execution.withBlockRows(prepared.readRows());
        this.componentCount = components.size();
    }

    /// The moves that promise most, the best first; none with fewer than three components.
    List<Move> moves() {
        if (componentCount < 3) return List.of();
        Claims claims = rows.aggregate(execution, () -> new Walk<>(expectation(), new Claims(componentCount)));
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < componentCount; i++) for (int j = 0; j < i; j++) pairs.add(new int[] {j, i});
        pairs.sort(Comparator.comparingDouble(pair -> -claims.cosine(pair[0], pair[1])));
        List<Move> moves = new ArrayList<>();
        for (int[] pair : pairs.subList(0, Math.min(PAIRS, pairs.size()))) {
            IntStream.range(0, componentCount)
                    .filter(k -> k != pair[0] && k != pair[1])
                    .boxed()
                    .sorted(Comparator.comparingDouble(k -> -claims.misfit(k, proportions[k])))
                    .limit(SPLITS)
                    .forEach(k -> moves.add(new Move(pair[0], pair[1], k)));
        }
        return moves;
    }

    /// How a move shares out the rows: the responsibilities of the mixture with those of the components
    /// concerned changed. Empty when the rows of the component to split are all the same.
    ///
    /// @param seed  of the two clusters
    Optional<IntFunction<Initialisation.Allocation>> allocation(Move move, long seed) {
        Weights weights = new Weights(new double[(int) rows.rowCount()], move.split);
        rows.aggregate(execution, () -> new Walk<>(expectation(), weights));
        int[] halves;
        try {
            Rows ofSplit = clustered.weighted(weights.weights);
            KMeansOptions two = KMeansOptions.of(2).withSeed(seed).withThreads(execution.threads());
            halves = KMeans.fit(ofSplit, two).model().predict(ofSplit);
        } catch (IllegalArgumentException e) { // fewer than two distinct rows
            return Optional.empty();
        }
        return Optional.of(blockRows -> {
            Expectation<S> current = new Expectation<>(prepared, proportions, null, blockRows, kernels, null);
            return (block, r, stride) -> share(current, move, halves, block, r, stride);
        });
    }

    private void share(Expectation<S> current, Move move, int[] halves, RowBlock block, double[] r, int stride) {
        current.of(block);
        double[] before = current.responsibilities();
        for (int n = 0; n < block.rowCount(); n++) {
            double w = block.weight(n);
            for (int k = 0; k < componentCount; k++) r[k * stride + n] = w * before[k * current.stride() + n];
            double divided = r[move.split * stride + n];
            r[move.first * stride + n] += r[move.second * stride + n];
            boolean moves = halves[(int) block.rowNumber(n)] == 1;
            r[move.second * stride + n] = moves ? divided : 0;
            r[move.split * stride + n] = moves ? 0 : divided;
        }
    }

    private Expectation<S> expectation() {
        return new Expectation<>(prepared, proportions, null, prepared.blockRows(), kernels, null);
    }

    /// What is learned of the rows of a block from their responsibilities.
    private interface Findings<F> extends Mergeable<F> {
        void add(RowBlock block, Expectation<?> expectation);

        F empty();
    }

    private static final class Walk<F extends Findings<F>> implements Pass<F> {
        private final Expectation<?> expectation;
        private F findings;

        Walk(Expectation<?> expectation, F findings) {
            this.expectation = expectation;
            this.findings = findings;
        }

        @Override
        public void add(RowBlock block) {
            expectation.pass().split(block, this::addPart);
        }

        private void addPart(RowBlock block) {
            expectation.of(block);
            findings.add(block, expectation);
        }

        @Override
        public F finish() {
            F result = findings;
            findings = result.empty();
            return result;
        }
    }

    /// Σ w r_i r_j, and Σ w r_k log p(x_n).
    private static final class Claims implements Findings<Claims> {
        private final int count;
        private final double[] products;
        private final double[] mass;
        private final double[] logDensities;

        Claims(int count) {
            this.count = count;
            products = new double[count * count];
            mass = new double[count];
            logDensities = new double[count];
        }

        @Override
        public void add(RowBlock block, Expectation<?> expectation) {
            double[] r = expectation.responsibilities();
            int stride = expectation.stride();
            for (int n = 0; n < block.rowCount(); n++) {
                double w = block.isBlank(n) ? 0 : block.weight(n);
                double logDensity = expectation.logDensity()[n];
                if (w == 0 || Double.isInfinite(logDensity)) continue;
                for (int i = 0; i < count; i++) {
                    double claim = w * r[i * stride + n];
                    mass[i] += claim;
                    logDensities[i] += claim * logDensity;
                    for (int j = 0; j <= i; j++) products[i * count + j] += claim * r[j * stride + n];
                }
            }
        }

        /// ⟨r_i, r_j⟩ / (‖r_i‖ ‖r_j‖).
        double cosine(int j, int i) {
            double lengths = Math.sqrt(products[i * count + i] * products[j * count + j]);
            return lengths > 0 ? products[i * count + j] / lengths : 1;
        }

        /// Σ_n f log(f / p(x_n | k)) with f = w r_nk / N_k, where r_nk = π_k p(x_n | k) / p(x_n).
        double misfit(int k, double proportion) {
            return mass[k] > 0 ? Math.log(proportion / mass[k]) - logDensities[k] / mass[k] : Double.NEGATIVE_INFINITY;
        }

        @Override
        public Claims empty() {
            return new Claims(count);
        }

        @Override
        public Claims merge(Claims later) {
            for (int i = 0; i < products.length; i++) products[i] += later.products[i];
            for (int k = 0; k < count; k++) {
                mass[k] += later.mass[k];
                logDensities[k] += later.logDensities[k];
            }
            return this;
        }
    }

    /// w_n r_nk for one component, in an array that all threads share: each writes the places of its own
    /// rows.
    private static final class Weights implements Findings<Weights> {
        private final double[] weights;
        private final int component;

        Weights(double[] weights, int component) {
            this.weights = weights;
            this.component = component;
        }

        @Override
        public void add(RowBlock block, Expectation<?> expectation) {
            double[] r = expectation.responsibilities();
            for (int n = 0; n < block.rowCount(); n++) {
                weights[(int) block.rowNumber(n)] = block.weight(n) * r[component * expectation.stride() + n];
            }
        }

        @Override
        public Weights empty() {
            return this;
        }

        @Override
        public Weights merge(Weights later) {
            return this;
        }
    }
}
