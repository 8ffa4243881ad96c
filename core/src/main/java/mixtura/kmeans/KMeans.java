package mixtura.kmeans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import mixtura.Certificate;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.Step;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Missing;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import mixtura.internal.kernel.ByteRows;
import mixtura.internal.kernel.Frame;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.NarrowRows;
import mixtura.internal.kernel.PackedRows;
import mixtura.seeding.DistinctRows;
import mixtura.seeding.Given;
import org.jspecify.annotations.Nullable;

/// Fits k-means: k centroids that minimise the distortion Σ_n w_n ‖x_n − c‖², c being the nearest
/// centroid of x_n, as far as Lloyd's iteration from one or several starts can. Its relatives measure
/// otherwise ([Geometry]), leave rows out ([KMeansOptions#withTrim]) or share them
/// ([KMeansOptions#withFuzzifier]); the loop is the same. Two others get by with less work: mini-batches
/// ([KMeansOptions#withMiniBatch]) and bisection ([KMeansOptions#withBisecting]).
public final class KMeans {
    /// A rise of the distortion above this share of it is no rounding.
    static final double ROUNDING = 1e-11;

    /// Binary exponents of values whose squares, summed over the rows, still are numbers.
    private static final int MOST_SQUARED = 505;

    private static final int LEAST_SQUARED = -560;

    /// Binary exponents of the largest value within which squares and their sums neither overflow nor vanish.
    private static final int SAFE_EXPONENT = 200;

    private KMeans() {}

    /// [#fit(Rows, KMeansOptions, Progress)] without listening to the iterations.
    public static Fit<KMeansModel> fit(Rows rows, KMeansOptions options) {
        return fit(rows, options, Progress.silent());
    }

    /// Fits a k-means.
    ///
    /// When the thread is interrupted, or `progress` says so, the best model so far is returned, and its
    /// certificate says that it was interrupted.
    ///
    /// @throws DataException            if a cell is missing or infinite, or a row has no direction and needs
    ///                                  one; it names the first one
    /// @throws IllegalArgumentException if there are fewer than k distinct rows of positive weight, or if the
    ///                                  start does not fit the rows
    /// @throws PassInterruptedException if interrupted before there is any model
    public static Fit<KMeansModel> fit(Rows rows, KMeansOptions options, Progress progress) {
        return fit(rows, options, progress, null);
    }

    /// @param bare  where centroids stay in columns of which no cell is there; null to refuse such columns
    static Fit<KMeansModel> fit(Rows rows, KMeansOptions options, Progress progress, double @Nullable [] bare) {
        requireOneChange(options);
        if (options.missing().treatment() == Missing.Treatment.EXPECTED) return expected(rows, options, progress);
        if (options.bisecting()) return Bisection.fit(rows, options, progress);
        Execution execution = Blocks.execution(options.threads(), rows.dimension());
        Metric metric = Metric.of(options.geometry(), options.missing());
        Rows seen = metric.view(rows);
        ColumnSummary summary = checked(seen, metric.takesMissingCells(), bare != null, execution);
        metric.check(seen, execution);
        if (metric instanceof Metric.Euclidean) checkSquares(summary);
        double factor = scale(summary);
        Rows safe = factor == 1 ? seen : seen.scaled(factor);
        Rows whole = summary.missing() == 0 ? safe : safe.filled(means(summary, factor, bare));
        DistinctRows.require(whole, options.k(), execution); // whatever the start: a cluster more would stay empty
        Frame frame = Assignments.frame(summary, factor);
        boolean plain = metric instanceof Metric.Euclidean && options.trim() == 0 && options.fuzzifier() == 1;
        PackedRows packed = plain && options.batchRows() == 0
                ? PackedRows.choose(options.kernels(), frame, safe.rowCount(), safe.dimension(), options.k())
                : null;
        Lloyd.Problem problem = new Lloyd.Problem(
                summary.missing() == 0 ? safe : withoutBlankRows(safe),
                frame,
                SumsPlan.of(whole, summary, factor),
                execution,
                options.kernels(),
                packed,
                plain ? narrow(safe, options) : null,
                plain ? bytes(safe, summary, factor, options) : null,
                Acceleration.Use.AUTO);
        Fit<KMeansModel> fit = new Restarts(problem, whole, metric, options, factor, progress).fit(rows.columnNames());
        // A thread may be at work for some time after an interruption: then the collector gives the memory back.
        if (packed != null && !fit.certificate().interrupted()) packed.close();
        return fit;
    }

    private static @Nullable NarrowRows narrow(Rows rows, KMeansOptions options) {
        if (options.batchRows() > 0) return null;
        Kernels kernels = Assignments.kernels(rows, options.k(), options.kernels());
        return NarrowRows.choose(kernels, rows.rowCount(), rows.dimension(), options.k());
    }

    private static @Nullable ByteRows bytes(Rows rows, ColumnSummary summary, double factor, KMeansOptions options) {
        if (options.batchRows() > 0 || !rows.isFloat()) return null;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < summary.dimension(); j++) {
            least = Math.min(least, summary.minimum(j) * factor);
            greatest = Math.max(greatest, summary.maximum(j) * factor);
        }
        Kernels kernels = Assignments.kernels(rows, options.k(), options.kernels());
        return ByteRows.choose(kernels, rows.rowCount(), rows.dimension(), options.k(), least, greatest);
    }

    private static Fit<KMeansModel> expected(Rows rows, KMeansOptions options, Progress progress) {
        if (options.geometry() != Geometry.EUCLIDEAN || options.trim() > 0 || options.fuzzifier() > 1) {
            throw new IllegalArgumentException(
                    "expected distances are those of k-means and of bisecting k-means: where rows are left out, shared or"
                            + " measured otherwise, what a gap adds to a distance is no constant that falls out; use"
                            + " partial distances, or leave rows with gaps out");
        }
        ColumnSummary summary = checked(rows, true, false, Blocks.execution(options.threads(), rows.dimension()));
        Missing missing = options.missing().of(summary);
        Fit<KMeansModel> filled = fit(rows.filled(missing.means()), options.withMissing(Missing.ERROR), progress);
        return ExpectedDistances.of(filled, missing, summary);
    }

    private static double[] means(ColumnSummary summary, double factor, double @Nullable [] bare) {
        double[] means = new double[summary.dimension()];
        for (int j = 0; j < means.length; j++) {
            means[j] = (bare != null && summary.isMissing(j) ? bare[j] : summary.mean(j)) * factor;
        }
        return means;
    }

    /// Rows of which nothing is there have no distance to anything, and must not count.
    static Rows withoutBlankRows(Rows rows) {
        if (rows.rowCount() > Integer.MAX_VALUE - 8) return rows;
        double[] weights = new double[(int) rows.rowCount()];
        double[] row = new double[rows.dimension()];
        boolean any = false;
        for (int n = 0; n < weights.length; n++) {
            rows.copyRow(n, row);
            boolean blank = true;
            for (double value : row) blank &= Double.isNaN(value);
            weights[n] = blank ? 0 : rows.weight(n);
            any |= blank;
        }
        return any ? rows.weighted(weights) : rows;
    }

    /// Mini-batches, bisection and memberships are for squared Euclidean distances without trimming, and
    /// one at a time.
    private static void requireOneChange(KMeansOptions options) {
        List<String> changes = new ArrayList<>();
        if (options.fuzzifier() > 1) changes.add("a fuzzifier");
        if (options.batchRows() > 0) changes.add("mini-batches");
        if (options.bisecting()) changes.add("bisection");
        if (changes.isEmpty()) return;
        if (options.batchRows() > 0 && options.missing().treatment() == Missing.Treatment.PARTIAL) {
            changes.add("partial distances");
        }
        if (options.trim() > 0) changes.add("trim");
        if (options.geometry() != Geometry.EUCLIDEAN)
            changes.add("the geometry " + options.geometry().word());
        if (changes.size() > 1) {
            throw new IllegalArgumentException(
                    String.join(" and ", changes) + " do not go together; leave out all but one");
        }
    }

    /// All starts of one fit, one after the other.
    private static final class Restarts {
        private final Lloyd.Problem problem;
        private final Rows whole; // without gaps, for starts
        private final Metric metric;
        private final KMeansOptions options;
        private final double factor; // the rows are those of the caller times this power of two
        private final double unit; // of the objective
        private final Progress progress;
        private final long begun = System.nanoTime();
        private final List<Alternation.Run> runs = new ArrayList<>();

        Restarts(
                Lloyd.Problem problem,
                Rows whole,
                Metric metric,
                KMeansOptions options,
                double factor,
                Progress progress) {
            this.problem = problem;
            this.whole = whole;
            this.metric = metric;
            this.unit = Math.scalb(1.0, -metric.degree() * Math.getExponent(factor));
            this.options = options;
            this.factor = factor;
            this.progress = progress;
        }

        Fit<KMeansModel> fit(List<String> columnNames) {
            RandomGeneratorFactory<SplittableGenerator> factory = RandomGeneratorFactory.of("L64X128MixRandom");
            SplittableGenerator source = factory.create(options.seed());
            for (int r = 0; r < options.restarts(); r++) {
                // Each start has its own split, taken before it runs: what one start draws is nothing to the next.
                SplittableGenerator random = source.split();
                try {
                    runs.add(run(r, random));
                } catch (PassInterruptedException e) {
                    if (runs.isEmpty()) throw e;
                    return result(columnNames, true);
                }
                if (runs.getLast().interrupted()) return result(columnNames, true);
            }
            return result(columnNames, false);
        }

        private Alternation.Run run(int restart, SplittableGenerator random) {
            Rows rows = problem.rows();
            double[][] start = options.batchRows() > 0
                    ? MiniBatch.start(rows, options, random, problem.execution())
                    : options.start().choose(whole, options.k(), random, problem.execution());
            if (options.start() instanceof Given) start = scaled(start);
            Centroids placed = metric.placed(Centroids.of(start));
            Alternation.Listener listener = (iteration, distortion, change) -> {
                double seconds = (System.nanoTime() - begun) * 1e-9;
                return progress.step(new Progress.Report(
                                restart, options.restarts(), iteration, distortion * unit, change * unit, seconds))
                        == Progress.Answer.STOP;
            };
            if (options.batchRows() > 0) return new MiniBatch(problem, options, random).run(placed, listener);
            Alternation.Halves<?> halves = halves();
            Alternation.Run run = Alternation.run(halves, placed, options, listener);
            if (!(halves instanceof Lloyd)) return run;
            if (options.breathing()) run = Breathing.improve(run, problem, options, random, listener);
            return options.exchanges() ? new Exchanges(problem, options, listener).improve(run) : run;
        }

        private Alternation.Halves<?> halves() {
            Rows rows = problem.rows();
            if (options.fuzzifier() > 1) {
                double[] origin = new double[rows.dimension()];
                whole.copyRow(0, origin);
                boolean partial = metric.takesMissingCells();
                return new FuzzyHalves(rows, origin, options.k(), options.fuzzifier(), partial, problem.execution());
            }
            if (metric instanceof Metric.Euclidean && options.trim() == 0) return new Lloyd(problem);
            return new GeometricHalves(rows, metric, options.trim(), problem.frame(), problem.execution());
        }

        private double[][] scaled(double[][] centroids) {
            return Centroids.of(centroids).scaled(factor).toRows();
        }

        private Fit<KMeansModel> result(List<String> columnNames, boolean interrupted) {
            double seconds = (System.nanoTime() - begun) * 1e-9;
            int winner = 0;
            for (int r = 1; r < runs.size(); r++) {
                if (runs.get(r).objective() < runs.get(winner).objective()) winner = r;
            }
            Alternation.Run best = runs.get(winner);
            KMeansModel model = KMeansModel.of(best.centroids().scaled(1 / factor), best.mass(), columnNames)
                    .withGeometry(options.geometry())
                    .withCutoff(best.cutoff() * unit)
                    .withFuzzifier(options.fuzzifier())
                    .withMissing(options.missing());
            var trace = best.trace().stream()
                    .map(step -> new Step(step.iteration(), step.objective() * unit))
                    .toList();
            boolean monotone =
                    best.setback() <= ROUNDING * best.trace().getFirst().objective();
            Certificate certificate = new Certificate(
                    "distortion",
                    monotone,
                    best.setback() * unit,
                    best.mass(),
                    new double[0],
                    List.of(),
                    best.evidence().repairs(),
                    best.evidence().kernels(),
                    runs.stream().mapToDouble(run -> run.objective() * unit).toArray(),
                    winner,
                    interrupted,
                    seconds,
                    medianSeconds(best.nanoseconds()),
                    best.evidence().doubtfulRows()
                            / (double) Math.max(1, best.evidence().assignedRows()),
                    0);
            return new Fit<>(
                    model, trace, best.converged(), best.iterations(), warnings(best, interrupted), certificate);
        }

        private List<String> warnings(Alternation.Run best, boolean interrupted) {
            List<String> warnings = new ArrayList<>();
            if (!best.converged() && !interrupted) {
                warnings.add(
                        "not converged after " + options.maxIterations() + " iterations; allow more with --max-iter");
            }
            if (!best.evidence().repairs().isEmpty()) {
                warnings.add(best.evidence().repairs().size()
                        + " times a cluster was empty and took a far row; use fewer clusters");
            }
            return warnings;
        }
    }

    /// Median over the iterations after the third, NaN when there are none.
    private static double medianSeconds(long[] nanoseconds) {
        if (nanoseconds.length <= 3) return Double.NaN;
        long[] sorted = Arrays.copyOfRange(nanoseconds, 3, nanoseconds.length);
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0 * 1e-9;
    }

    /// The rows' summary, once it is known that every cell is a finite number, or missing where that is
    /// allowed.
    private static ColumnSummary checked(
            Rows rows, boolean takesMissing, boolean takesMissingColumns, Execution execution) {
        if (rows.rowCount() == 0) throw new DataException("there are no rows", "give at least one row");
        ColumnSummary summary = ColumnSummary.of(rows, execution);
        for (int j = 0; j < rows.dimension(); j++) {
            String column = rows.columnNames().get(j);
            if (summary.isMissing(j) && !takesMissingColumns) {
                throw new DataException(
                        "every cell of column '" + column + "' is missing",
                        "leave the column out with --columns '!" + column + "'",
                        0,
                        column);
            }
            if (summary.missing(j) > 0 && !takesMissing) {
                long row = summary.firstMissing(j) + 1;
                throw new DataException(
                        "row " + row + ", column '" + column + "': the cell is missing",
                        "--missing expected or partial keeps such rows, --missing drop leaves them out; or fit a mixture"
                                + " with --missing em",
                        row,
                        column);
            }
            if (summary.firstInfinite(j) >= 0) {
                long row = summary.firstInfinite(j) + 1;
                throw new DataException(
                        "row " + row + ", column '" + column + "': the cell is infinite",
                        "mend the cell, or name it as missing with --na and leave the row out with --missing drop",
                        row,
                        column);
            }
        }
        return summary;
    }

    /// Refuses values of which the squares, and so the distortion in the units of the data, are no double.
    private static void checkSquares(ColumnSummary summary) {
        double largest = largest(summary);
        int exponent = Math.getExponent(largest);
        if (largest == 0 || (exponent <= MOST_SQUARED && exponent >= LEAST_SQUARED)) return;
        throw new DataException(
                "the values reach " + largest + ", and double precision cannot hold their squares",
                "give the columns in other units");
    }

    private static double largest(ColumnSummary summary) {
        double largest = 0;
        for (int j = 0; j < summary.dimension(); j++) {
            if (summary.isMissing(j)) continue;
            largest = Math.max(largest, Math.max(Math.abs(summary.minimum(j)), Math.abs(summary.maximum(j))));
        }
        return largest;
    }

    /// A power of two that brings the values into a range where their squares neither overflow nor vanish:
    /// 1 unless they are extreme.
    private static double scale(ColumnSummary summary) {
        double largest = largest(summary);
        int exponent = Math.getExponent(largest);
        return largest == 0 || Math.abs(exponent) <= SAFE_EXPONENT
                ? 1
                : Math.scalb(1.0, Math.clamp(-exponent, -1000, 1000));
    }
}
