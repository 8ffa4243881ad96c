package mixtura.kmeans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import mixtura.Step;
import mixtura.data.Execution;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.NearestCentroid;
import mixtura.seeding.Given;
import mixtura.seeding.LabelMeans;
import mixtura.seeding.Seeding;

/// Mini-batch k-means (Sculley 2010, algorithm 1): each step draws a few rows, assigns them, and moves each centroid
/// towards them with the step size w / v, v being the weight of all rows that the centroid has seen. So a centroid is
/// the weighted mean of its rows so far, under the labels that they had when they were drawn.
///
/// Rows are drawn with equal probability and counted by their weights. The fit ends when the smoothed distortion of the
/// batches has not fallen for [#PATIENCE] batches, or after `maxIterations` batches. Then all rows are assigned once,
/// and the distortion reported is theirs; the trace holds that of the start and that of the end, and the better of the
/// two is returned. Random starts are chosen among [#SAMPLE_BATCHES] batches of rows, since to seed from all rows would
/// take longer than the fit.
final class MiniBatch {
    /// Batches without a fall of the smoothed distortion after which the fit ends, as in scikit-learn.
    private static final int PATIENCE = 10;

    private static final int SAMPLE_BATCHES = 3;

    private final Lloyd.Problem problem;
    private final KMeansOptions options;
    private final RandomGenerator random;
    private final int batchRows;
    private final double[] batch;
    private final double[] weights;
    private final int[] labels;

    MiniBatch(Lloyd.Problem problem, KMeansOptions options, RandomGenerator random) {
        this.problem = problem;
        this.options = options;
        this.random = random;
        batchRows = (int) Math.min(options.batchRows(), problem.rows().rowCount());
        batch = new double[Math.multiplyExact(batchRows, problem.rows().dimension())];
        weights = new double[batchRows];
        labels = new int[batchRows];
    }

    /// The first centroids, by the options' start.
    static double[][] start(Rows rows, KMeansOptions options, RandomGenerator random, Execution execution) {
        Seeding seeding = options.start();
        long wanted = Math.max((long) SAMPLE_BATCHES * options.batchRows(), 10L * options.k());
        if (seeding instanceof Given || seeding instanceof LabelMeans || wanted >= rows.rowCount()) {
            return seeding.choose(rows, options.k(), random, execution);
        }
        int d = rows.dimension();
        double[] sample = new double[Math.multiplyExact((int) wanted, d)];
        double[] weights = new double[(int) wanted];
        draw(rows, random, sample, weights);
        try {
            return seeding.choose(Rows.wrap(sample, (int) wanted, d).weighted(weights), options.k(), random, execution);
        } catch (IllegalArgumentException e) {
            // Too few distinct rows in the sample: all rows are known to have enough.
            return seeding.choose(rows, options.k(), random, execution);
        }
    }

    private static void draw(Rows rows, RandomGenerator random, double[] values, double[] weights) {
        int d = rows.dimension();
        long[] drawn = random.longs(weights.length, 0, rows.rowCount()).sorted().toArray();
        double[] row = new double[d];
        for (int i = 0; i < drawn.length; i++) {
            rows.copyRow(drawn[i], row);
            System.arraycopy(row, 0, values, i * d, d);
            weights[i] = rows.weight(drawn[i]);
        }
    }

    /// @throws PassInterruptedException if interrupted before the distortion of the start is known
    Alternation.Run run(Centroids start, Alternation.Listener listener) {
        Lloyd lloyd = new Lloyd(problem);
        Lloyd.State before = lloyd.assign(start, null);
        List<Long> nanoseconds = new ArrayList<>();
        double[] values = start.values().clone();
        boolean stopped = listener.stopsAfter(0, before.objective(), Double.NaN);
        boolean converged = false;
        double[] seen = new double[start.k()];
        double total = Arrays.stream(before.mass()).sum();
        double smoothing = Math.min(1, 2.0 * batchRows / (problem.rows().rowCount() + 1));
        double smoothed = Double.NaN;
        double lowest = Double.POSITIVE_INFINITY;
        int waited = 0;
        while (!stopped && !converged && nanoseconds.size() < options.maxIterations()) {
            long begun = System.nanoTime();
            double mean = step(new Centroids(values, start.k(), start.dimension()), seen);
            nanoseconds.add(System.nanoTime() - begun);
            double last = smoothed;
            smoothed = Double.isNaN(smoothed) ? mean : smoothed + smoothing * (mean - smoothed);
            waited = smoothed < lowest * (1 - options.tolerance()) ? 0 : waited + 1;
            lowest = Math.min(lowest, smoothed);
            converged = waited >= PATIENCE;
            stopped = listener.stopsAfter(nanoseconds.size(), smoothed * total, (smoothed - last) * total)
                    || Thread.currentThread().isInterrupted();
        }
        return result(
                lloyd, before, new Centroids(values, start.k(), start.dimension()), nanoseconds, converged, stopped);
    }

    /// Draws a batch and moves the centroids, in place.
    ///
    /// @return the batch's distortion for each unit of weight, before the move
    private double step(Centroids centroids, double[] seen) {
        int d = centroids.dimension();
        draw(problem.rows(), random, batch, weights);
        Kernels kernels = problem.kernels(centroids.k());
        NearestCentroid nearest = Assignments.of(centroids, Rows.wrap(batch, batchRows, d), problem.frame(), kernels);
        nearest.newWorker().assign(batch, 0, batchRows, labels);
        double distortion = 0;
        double weight = 0;
        double[] before = centroids.values().clone();
        double[] after = centroids.values();
        for (int n = 0; n < batchRows; n++) {
            if (weights[n] == 0) continue;
            int at = labels[n] * d;
            distortion += weights[n] * kernels.squaredDistance(batch, n * d, before, at, d);
            weight += weights[n];
            seen[labels[n]] += weights[n];
            double rate = weights[n] / seen[labels[n]];
            for (int j = 0; j < d; j++) after[at + j] += rate * (batch[n * d + j] - after[at + j]);
        }
        return weight == 0 ? Double.NaN : distortion / weight;
    }

    /// All rows are assigned; an empty cluster costs one whole iteration, which fills it.
    private Alternation.Run result(
            Lloyd lloyd,
            Lloyd.State before,
            Centroids centroids,
            List<Long> nanoseconds,
            boolean converged,
            boolean stopped) {
        Lloyd.State after = before;
        boolean interrupted = Thread.interrupted(); // the last walk is short, and the result is worth it
        try {
            after = lloyd.assign(centroids, before);
            if (Arrays.stream(after.mass()).anyMatch(mass -> mass == 0)) {
                after = lloyd.assign(lloyd.update(after, nanoseconds.size()), after);
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
        if (after.objective() > before.objective()) after = before;
        return new Alternation.Run(
                after.centroids(),
                after.mass(),
                after.cutoff(),
                List.of(new Step(0, before.objective()), new Step(1, after.objective())),
                nanoseconds.size(),
                converged,
                stopped,
                0,
                nanoseconds.stream().mapToLong(Long::longValue).toArray(),
                lloyd.evidence(after));
    }
}
