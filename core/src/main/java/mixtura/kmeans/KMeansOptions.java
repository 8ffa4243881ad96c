package mixtura.kmeans;

import java.util.List;
import java.util.function.Consumer;
import mixtura.data.Missing;
import mixtura.seeding.Seeding;

/// How a k-means is fitted. Options are immutable; `with…` gives a copy with one of them changed.
public final class KMeansOptions {
    /// Iterations of one start when nothing else is said.
    public static final int DEFAULT_MAX_ITERATIONS = 500;

    private final Settings settings;

    /// Written only before it is shared.
    private static final class Settings implements Cloneable {
        int k = 1;
        Geometry geometry = Geometry.EUCLIDEAN;
        double trim = 0;
        double fuzzifier = 1;
        int batchRows = 0;
        boolean bisecting = false;
        Missing missing = Missing.ERROR;
        Seeding start = Seeding.kMeansPlusPlus();
        int restarts = 1;
        boolean breathing = false;
        boolean exchanges = false;
        int maxIterations = DEFAULT_MAX_ITERATIONS;
        double tolerance = 0;
        long seed = 0;
        int threads = Runtime.getRuntime().availableProcessors();
        String kernels = "auto";

        @Override
        protected Settings clone() {
            try {
                return (Settings) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError("settings can be cloned", e);
            }
        }
    }

    private KMeansOptions(Settings settings) {
        this.settings = settings;
    }

    /// k clusters: greedy k-means++, one start, until nothing moves, seed 0, all processors.
    public static KMeansOptions of(int k) {
        Settings settings = new Settings();
        settings.k = atLeast(1, k, "k", "there must be at least one cluster");
        return new KMeansOptions(settings);
    }

    private KMeansOptions with(Consumer<Settings> change) {
        Settings changed = settings.clone();
        change.accept(changed);
        return new KMeansOptions(changed);
    }

    private static int atLeast(int least, int value, String name, String rule) {
        if (value < least) throw new IllegalArgumentException(name + " is " + value + "; " + rule);
        return value;
    }

    /// Clusters, at least 1.
    public int k() {
        return settings.k;
    }

    /// What "near" means, and where a cluster's centroid belongs.
    public Geometry geometry() {
        return settings.geometry;
    }

    /// The share of the weight that is left out, those rows that are farthest from their centroids; 0 for none.
    public double trim() {
        return settings.trim;
    }

    /// The exponent m of memberships in fuzzy c-means; 1 stands for k-means, where a row belongs to one cluster alone.
    public double fuzzifier() {
        return settings.fuzzifier;
    }

    /// Rows that one step of mini-batch k-means looks at; 0 for all of them.
    public int batchRows() {
        return settings.batchRows;
    }

    /// Whether clusters are found by splitting one after the other in two.
    public boolean bisecting() {
        return settings.bisecting;
    }

    /// What to do about missing cells.
    public Missing missing() {
        return settings.missing;
    }

    /// How the first centroids are chosen.
    public Seeding start() {
        return settings.start;
    }

    /// Independent starts, of which the one with the lowest distortion is returned.
    public int restarts() {
        return settings.restarts;
    }

    /// Whether each start goes on with breaths: some clusters more, and as many merged again, as long as that lowers
    /// the distortion.
    public boolean breathing() {
        return settings.breathing;
    }

    /// Whether each start ends with exchanges: rows that change their cluster one at a time, as long as that lowers the
    /// distortion.
    public boolean exchanges() {
        return settings.exchanges;
    }

    /// Iterations of one start at most, batches in mini-batch k-means; not converging by then is a flag, not an error.
    public int maxIterations() {
        return settings.maxIterations;
    }

    /// Relative fall of the distortion at which a start has converged; 0: until no centroid moves, or, in geometries
    /// whose centres are not unique and with memberships, until the distortion falls no more.
    public double tolerance() {
        return settings.tolerance;
    }

    /// Same rows, options and seed: same model, bit for bit, on any number of threads.
    public long seed() {
        return settings.seed;
    }

    /// Threads to use; they change nothing but the time.
    public int threads() {
        return settings.threads;
    }

    /// The same with another treatment of missing cells: [Missing#ERROR], [Missing#EXPECTED],
    /// [Missing#expected(double[], double[])] or [Missing#PARTIAL].
    public KMeansOptions withMissing(Missing other) {
        if (other.treatment() == Missing.Treatment.INTEGRATED_OUT) {
            throw new IllegalArgumentException("k-means has no density to integrate missing cells out of;"
                    + " use expected or partial distances, or a mixture");
        }
        return with(s -> s.missing = other);
    }

    /// The same in another geometry: k-medians with [Geometry#MANHATTAN], spherical k-means with [Geometry#COSINE].
    public KMeansOptions withGeometry(Geometry other) {
        return with(s -> s.geometry = other);
    }

    /// The same with a share of the weight left out (trimmed k-means), those rows that are farthest from their
    /// centroids.
    ///
    /// @param share  0 for none, below 1
    public KMeansOptions withTrim(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("trim is " + share + "; it is a share from 0 to below 1, such as 0.05");
        }
        return with(s -> s.trim = share);
    }

    /// The same with memberships instead of labels (fuzzy c-means, Bezdek 1981).
    ///
    /// @param exponent  m > 1, mostly 2; the nearer to 1, the more like k-means; 1 is k-means itself
    public KMeansOptions withFuzzifier(double exponent) {
        if (!(exponent >= 1) || exponent == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "fuzzifier is " + exponent + "; it is above 1, such as 2, or 1 for plain k-means");
        }
        return with(s -> s.fuzzifier = exponent);
    }

    /// The same by mini-batches (Sculley 2010): quicker on many rows, and a little worse. An iteration is a batch.
    ///
    /// @param rows  in a batch, such as 1024; 0 for plain k-means
    public KMeansOptions withMiniBatch(int rows) {
        return with(s -> s.batchRows = atLeast(0, rows, "batchRows", "give a number such as 1024, or 0 for all"));
    }

    /// The same by bisection: the cluster of the largest distortion is split in two until there are k.
    public KMeansOptions withBisecting(boolean other) {
        return with(s -> s.bisecting = other);
    }

    /// The same for another number of clusters.
    public KMeansOptions withK(int other) {
        return with(s -> s.k = atLeast(1, other, "k", "there must be at least one cluster"));
    }

    /// The same with another way to choose the first centroids.
    public KMeansOptions withStart(Seeding other) {
        return with(s -> s.start = other);
    }

    /// The same with that many independent starts.
    public KMeansOptions withRestarts(int other) {
        return with(s -> s.restarts = atLeast(1, other, "restarts", "there must be at least one start"));
    }

    /// The same with breaths after each start ([#breathing]), or without. They cost some tens of starts and
    /// end lower than as many starts would. They are for squared Euclidean distances with nothing left out;
    /// elsewhere they change nothing.
    public KMeansOptions withBreathing(boolean other) {
        return with(s -> s.breathing = other);
    }

    /// The same with exchanges of single rows at the end of each start ([#exchanges]), or without. They look at
    /// all rows on one thread, in a copy of 8 bytes a cell. They are for squared Euclidean distances with nothing
    /// left out; elsewhere they change nothing.
    public KMeansOptions withExchanges(boolean other) {
        return with(s -> s.exchanges = other);
    }

    /// The same with another iteration limit.
    public KMeansOptions withMaxIterations(int other) {
        return with(s -> s.maxIterations = atLeast(0, other, "maxIterations", "it cannot be negative"));
    }

    /// The same with another tolerance.
    public KMeansOptions withTolerance(double other) {
        if (!(other >= 0) || other == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("tolerance is " + other + "; it must be finite and not negative");
        }
        return with(s -> s.tolerance = other);
    }

    /// The same with another seed.
    public KMeansOptions withSeed(long other) {
        return with(s -> s.seed = other);
    }

    /// The inner loops asked for: auto, simd or scalar. They change nothing but the time.
    public String kernels() {
        return settings.kernels;
    }

    /// The same on other inner loops: `auto` chooses by the work and the processor, `simd` screens in single
    /// precision on the Vector API and certifies each label, `scalar` is the definition. There is no product here
    /// that a BLAS does.
    ///
    /// @throws IllegalArgumentException if there are none of that name
    public KMeansOptions withKernels(String other) {
        if (!List.of("auto", "bf16", "onednn", "simd", "scalar").contains(other)) {
            throw new IllegalArgumentException(
                    "kernels are '" + other + "'; k-means has auto, bf16, onednn, simd and scalar");
        }
        return with(s -> s.kernels = other);
    }

    /// The same on that many threads.
    public KMeansOptions withThreads(int other) {
        return with(s -> s.threads = atLeast(1, other, "threads", "there must be at least one"));
    }
}
