package mixtura.ood;

import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.DataException;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.GaussianMixture;
import org.jspecify.annotations.Nullable;

/// Fits the detectors to rows that are standardised already.
final class DetectorFit {
    private final Rows rows;
    private final OodOptions options;
    private final Progress progress;

    DetectorFit(Rows rows, OodOptions options, Progress progress) {
        this.rows = rows;
        this.options = options;
        this.progress = progress;
    }

    /// A detector with the fit of its mixture.
    ///
    /// @param mixture  null for a detector without iterations
    record Fitted(Detector detector, @Nullable Fit<GaussianMixture> mixture) {}

    Fitted fit() {
        return switch (options.kind()) {
            case MIXTURE -> {
                Fit<GaussianMixture> fit = GaussianMixture.fit(rows, mixtureOptions(), progress);
                yield new Fitted(new MixtureDensity(fit.model()), fit);
            }
            case MAHALANOBIS -> new Fitted(new MahalanobisDistance(classes(Covariance.TIED)), null);
            case MAHALANOBIS_CLASSWISE -> new Fitted(new MahalanobisDistance(classes(Covariance.FULL)), null);
            case RELATIVE_MAHALANOBIS ->
                new Fitted(new RelativeMahalanobis(classes(Covariance.TIED), background()), null);
            case NEIGHBOURS ->
                new Fitted(
                        NearestNeighbours.of(rows, Math.min(options.neighbours(), neighbourCount()), options.seed()),
                        null);
        };
    }

    private int neighbourCount() {
        return (int) Math.min(rows.rowCount(), NearestNeighbours.MOST_ROWS);
    }

    private MixtureOptions mixtureOptions() {
        int k = options.k(rows);
        MixtureOptions all = base(k, options.covariance());
        Labels labels = options.labels();
        if (labels == null) {
            if (options.classwise()) throw withoutLabels("components that are classes");
            return all;
        }
        check(labels);
        if (options.classwise()) {
            if (k != labels.levels().size()) {
                throw new IllegalArgumentException("k is " + k + " with "
                        + labels.levels().size() + " classes; components that are classes are as many");
            }
            return all.withKnown(labels);
        }
        // Class means say where components are only when there is one for each class.
        return k == labels.levels().size() ? all.withStart(Start.labels(labels.codes())) : all;
    }

    private MixtureOptions base(int k, Covariance covariance) {
        return MixtureOptions.of(k)
                .withCovariance(covariance)
                .withRidge(options.ridge())
                .withTolerance(options.tolerance())
                .withSeed(options.seed())
                .withThreads(options.threads())
                .withKernels(options.kernels());
    }

    /// A Gaussian for each class: one M-step with the classes known.
    private GaussianMixture classes(Covariance covariance) {
        Labels labels = options.labels();
        if (labels == null) throw withoutLabels("'" + options.kind().word() + "'");
        check(labels);
        return GaussianMixture.fit(
                        rows,
                        base(labels.levels().size(), covariance)
                                .withKnown(labels)
                                .withMaxIterations(1))
                .model();
    }

    private GaussianMixture background() {
        return GaussianMixture.fit(rows, base(1, Covariance.FULL)).model();
    }

    private static DataException withoutLabels(String what) {
        return new DataException(
                what + " cannot be fitted: the labels are missing", "--label COLUMN   or   --labels FILE");
    }

    private void check(Labels labels) {
        if (labels.rowCount() == rows.rowCount()) return;
        throw new DataException(
                "there are " + labels.rowCount() + " labels for " + rows.rowCount() + " rows",
                "give one label for each row");
    }
}
