package mixtura.app.command;

import java.util.List;
import java.util.Locale;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.data.Labels;
import mixtura.mixture.Covariance;
import mixtura.mixture.Ridge;
import mixtura.ood.OodOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What tells strangers from the rest, and where its threshold lies.
final class DetectorOptions {
    private static final String AUTO = "auto";

    private static final int COMPONENTS_WITHOUT_CLASSES = 10;

    /// Where no rows choose.
    private static final double USUAL_RIDGE = 1e-3;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            description = "mixture (default), mahalanobis, mahalanobis-classwise, relative-mahalanobis or neighbours.")
    private String detector = OodOptions.Kind.MIXTURE.word();

    @Option(
            names = {"-k", "--components"},
            paramLabel = "N",
            description = "Components of the mixture: a number, or a range such as 1..20 of which BIC takes the best."
                    + " Without it two for each class, but one where two leave fewer than ten rows for each column and"
                    + " component; 10 without classes. One for each class starts from the class means, others with"
                    + " k-means.")
    private @Nullable String components;

    @Option(names = "--covariance", paramLabel = "SHAPE", description = "full (default), tied, diag or spherical.")
    private String covariance = "full";

    @Option(
            names = "--ridge",
            paramLabel = "X",
            description =
                    "Added to variances, on standardised columns: 1e-3 (default), or auto: of 1e-3, 1e-4, 1e-5 and 1e-6"
                            + " the one under which a fifth of the withheld rows are most likely; these rows do not set"
                            + " the threshold.")
    private String ridge = "1e-3";

    @Option(names = "--raw", description = "Leave columns as they are instead of standardising them.")
    private boolean raw;

    @Option(names = "--classwise", description = "Rows stay with the component of their class.")
    private boolean classwise;

    @Option(names = "--neighbour", paramLabel = "K", description = "Which neighbour counts (50).")
    private int neighbour = 50;

    @Option(names = "--tol", paramLabel = "X", description = "EM stops below this gain a row, in nats (0.001).")
    private double tolerance = 1e-3;

    @Option(
            names = "--false-alarms",
            paramLabel = "RATE",
            description = "Share of familiar rows that the threshold may call strange (1%%).")
    private String falseAlarms = "1%";

    /// The sizes to try, or null when classes and rows decide.
    @Nullable
    Sizes sizes() {
        return components == null ? null : Sizes.of(components);
    }

    /// The rule.
    OodOptions.Kind kind() {
        List<OodOptions.Kind> kinds = List.of(OodOptions.Kind.values());
        String[] words = kinds.stream().map(OodOptions.Kind::word).toArray(String[]::new);
        return kinds.get(List.of(words).indexOf(Choice.of("--detector", detector.toLowerCase(Locale.ROOT), words)));
    }

    /// The rate of false alarms, in (0, 1).
    double falseAlarmRate() {
        boolean share = falseAlarms.endsWith("%");
        try {
            double number =
                    Double.parseDouble(share ? falseAlarms.substring(0, falseAlarms.length() - 1) : falseAlarms);
            double rate = share ? number / 100 : number;
            if (rate > 0 && rate < 1) return rate;
        } catch (NumberFormatException e) {
            throw wrongRate().because(e);
        }
        throw wrongRate();
    }

    private Failure wrongRate() {
        return Failure.of(
                Trouble.INVALID_VALUE, "--false-alarms is '" + falseAlarms + "'; it is a share such as 1% or 0.01");
    }

    /// Whether withheld rows choose the ridge of this detector.
    boolean choosesRidge() {
        return ridge.equals(AUTO) && kind() == OodOptions.Kind.MIXTURE;
    }

    /// The options of a fit, with a ridge that no rows have chosen and the usual number of components.
    ///
    /// @param labels  or null
    OodOptions options(@Nullable Labels labels, long seed, int threads, String kernels) {
        try {
            return (labels == null ? OodOptions.of(COMPONENTS_WITHOUT_CLASSES) : OodOptions.of(labels))
                    .withKind(kind())
                    .withCovariance(shape())
                    .withRidge(ridge.equals(AUTO) ? Ridge.absolute(USUAL_RIDGE) : Ridge.parse(ridge))
                    .withStandardise(!raw)
                    .withClasswise(classwise)
                    .withNeighbours(neighbour)
                    .withTolerance(tolerance)
                    .withSeed(seed)
                    .withThreads(threads)
                    .withKernels(kernels);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, String.valueOf(e.getMessage()))
                    .because(e);
        }
    }

    private Covariance shape() {
        List<Covariance> shapes = List.of(Covariance.values());
        String[] words = shapes.stream().map(Covariance::word).toArray(String[]::new);
        return shapes.get(List.of(words).indexOf(Choice.of("--covariance", covariance, words)));
    }
}
