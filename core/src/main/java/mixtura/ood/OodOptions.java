package mixtura.ood;

import java.util.Locale;
import java.util.function.Consumer;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.Ridge;
import org.jspecify.annotations.Nullable;

/// How a detector of strangers is fitted. Options are immutable; `with…` gives a copy with one of them
/// changed.
public final class OodOptions {
    /// The rule that scores.
    public enum Kind {
        /// −log density of a Gaussian mixture.
        MIXTURE(false),
        /// Distance to the nearest class, one covariance for all.
        MAHALANOBIS(true),
        /// Distance to the nearest class, a covariance for each.
        MAHALANOBIS_CLASSWISE(true),
        /// Distance to the nearest class less that to all rows.
        RELATIVE_MAHALANOBIS(true),
        /// Distance to the k-th nearest familiar row.
        NEIGHBOURS(false);

        private final boolean needsLabels;

        Kind(boolean needsLabels) {
            this.needsLabels = needsLabels;
        }

        /// Its name on the command line and in files.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// Whether it cannot be fitted without classes.
        public boolean needsLabels() {
            return needsLabels;
        }
    }

    /// Chosen on digits that were left out in turn: docs/strangers.md.
    private static final int COMPONENTS_A_CLASS = 2;

    /// For each column and component where there are two for each class; smaller tables were not tried.
    private static final int ROWS_A_COLUMN = 10;

    private static final int DECIDED_AT_THE_FIT = 0;

    private final Settings settings;

    /// Written only before it is shared.
    private static final class Settings implements Cloneable {
        Kind kind = Kind.MIXTURE;
        int k = DECIDED_AT_THE_FIT;
        Covariance covariance = Covariance.FULL;
        Ridge ridge = Ridge.absolute(1e-3);
        boolean standardise = true;
        boolean classwise = false;

        @Nullable
        Labels labels = null;

        int neighbours = 50;
        double tolerance = 1e-4;
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

    private OodOptions(Settings settings) {
        this.settings = settings;
    }

    /// A mixture of k Gaussians of full covariance, on columns divided by their standard deviations, with a ridge
    /// of 1e-3; neighbour 50 where neighbours are asked for; tolerance 1e-4, seed 0, all processors.
    public static OodOptions of(int k) {
        if (k < 1) throw new IllegalArgumentException("k is " + k + "; there must be at least one component");
        Settings settings = new Settings();
        settings.k = k;
        return new OodOptions(settings);
    }

    /// The same with two components for each class, or with one where rows are few: [#k(Rows)].
    public static OodOptions of(Labels labels) {
        return new OodOptions(new Settings()).withLabels(labels);
    }

    private OodOptions with(Consumer<Settings> change) {
        Settings changed = settings.clone();
        change.accept(changed);
        return new OodOptions(changed);
    }

    /// The rule that scores.
    public Kind kind() {
        return settings.kind;
    }

    /// Components of a mixture that is fitted to these rows: as many as were asked for, or what classes decide.
    ///
    /// These give two for each class, started by k-means, if there are at least ten rows for each column and
    /// component, n ≥ 10 · d · 2 · classes. Fewer rows determine a full covariance poorly, and smaller tables were
    /// not tried: there, for other rules than a mixture, and with components that are classes, it is one for each
    /// class, started from the class means.
    ///
    /// @throws IllegalArgumentException if classes should decide and were taken away
    public int k(Rows features) {
        if (settings.k != DECIDED_AT_THE_FIT) return settings.k;
        Labels labels = settings.labels;
        if (labels == null) throw new IllegalArgumentException("neither k nor classes are given");
        int classes = Math.max(1, labels.levels().size());
        if (settings.kind != Kind.MIXTURE || settings.classwise) return classes;
        int several = COMPONENTS_A_CLASS * classes;
        return features.rowCount() >= (long) ROWS_A_COLUMN * features.dimension() * several ? several : classes;
    }

    /// Structure of the mixture's covariances.
    public Covariance covariance() {
        return settings.covariance;
    }

    /// Added to all covariances.
    public Ridge ridge() {
        return settings.ridge;
    }

    /// Whether columns are centred and divided by their standard deviations first.
    public boolean standardise() {
        return settings.standardise;
    }

    /// Whether each row stays with the component of its class; else classes are where EM starts.
    public boolean classwise() {
        return settings.classwise;
    }

    /// A class for each row, or null.
    public @Nullable Labels labels() {
        return settings.labels;
    }

    /// Which neighbour counts.
    public int neighbours() {
        return settings.neighbours;
    }

    /// EM stops when the log-likelihood rises by no more than this a row.
    public double tolerance() {
        return settings.tolerance;
    }

    /// Decides starts without classes, and which rows are kept as neighbours.
    public long seed() {
        return settings.seed;
    }

    /// Threads to use; they change nothing but the time.
    public int threads() {
        return settings.threads;
    }

    /// `auto`, `scalar`, `simd` or `blas`.
    public String kernels() {
        return settings.kernels;
    }

    /// The same with another rule.
    public OodOptions withKind(Kind other) {
        return with(s -> s.kind = other);
    }

    /// The same with another number of components.
    public OodOptions withK(int other) {
        if (other < 1) throw new IllegalArgumentException("k is " + other + "; there must be at least one component");
        return with(s -> s.k = other);
    }

    /// The same with another structure of covariances.
    public OodOptions withCovariance(Covariance other) {
        return with(s -> s.covariance = other);
    }

    /// The same with another ridge.
    public OodOptions withRidge(Ridge other) {
        return with(s -> s.ridge = other);
    }

    /// The same with columns standardised, or as they are.
    public OodOptions withStandardise(boolean other) {
        return with(s -> s.standardise = other);
    }

    /// The same with rows that stay with the component of their class.
    public OodOptions withClasswise(boolean other) {
        return with(s -> s.classwise = other);
    }

    /// The same with classes.
    public OodOptions withLabels(@Nullable Labels other) {
        return with(s -> s.labels = other);
    }

    /// The same with another neighbour.
    public OodOptions withNeighbours(int other) {
        if (other < 1) throw new IllegalArgumentException("neighbours is " + other + "; the first is 1");
        return with(s -> s.neighbours = other);
    }

    /// The same with another tolerance.
    public OodOptions withTolerance(double other) {
        return with(s -> s.tolerance = other);
    }

    /// The same with another seed.
    public OodOptions withSeed(long other) {
        return with(s -> s.seed = other);
    }

    /// The same on that many threads.
    public OodOptions withThreads(int other) {
        return with(s -> s.threads = other);
    }

    /// The same on other kernels.
    public OodOptions withKernels(String other) {
        return with(s -> s.kernels = other);
    }
}
