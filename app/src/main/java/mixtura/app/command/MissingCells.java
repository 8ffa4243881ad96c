package mixtura.app.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.app.dataset.Dataset;
import mixtura.app.dataset.Preparation;
import mixtura.app.dataset.RowCheck;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Missing;
import mixtura.data.Rows;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.Variant;
import mixtura.mixture.Mixture;

/// `--missing`: what is done about missing cells, by the method that is fitted or the model that is used.
enum MissingCells {
    /// Refused.
    ERROR,
    /// Their rows are left out as the file is read.
    DROP,
    /// Filled with the mean of their column, which the model keeps.
    MEAN,
    /// Integrated out by a mixture.
    EM,
    /// k-means by distances over the cells that are there.
    PARTIAL,
    /// k-means by expected distances.
    EXPECTED;

    private static final String EM_WORDS = "--missing em   integrate them out";

    /// @param text  as typed, with the numbers of `expected:m,c`
    static MissingCells of(String text, Method method) {
        MissingCells treatment = valueOf(head(text).toUpperCase(Locale.ROOT));
        boolean kMeans = !method.isMixture();
        if (treatment == EM && kMeans) {
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS,
                            "--missing em belongs to mixtures: k-means has no density to integrate missing cells out of")
                    .with("try", "--missing expected | partial | drop   or   -m gmm --covariance spherical");
        }
        if (treatment == EXPECTED || treatment == PARTIAL) {
            Variant variant = method.variant();
            if (variant == null) {
                throw Failure.of(
                                Trouble.CONFLICTING_OPTIONS,
                                "--missing " + treatment.word() + " belongs to k-means, not to -m " + method.word())
                        .with("try", "--missing em | mean | drop");
            }
            String why = why(treatment, variant);
            if (!why.isEmpty()) {
                throw Failure.of(
                                Trouble.CONFLICTING_OPTIONS,
                                "--missing " + treatment.word() + " does not go with -m " + method.word() + ": " + why)
                        .with("try", "--missing " + ways(variant).replace(" | ", "   or   --missing "));
            }
        }
        if (treatment == EXPECTED) expected(text);
        return treatment;
    }

    /// Why a relative of k-means has no such distances; empty if it has.
    private static String why(MissingCells treatment, Variant variant) {
        if (variant == Variant.SPHERICAL) return "a row with missing cells has no direction";
        if (treatment == PARTIAL) return "";
        return switch (variant) {
            case K_MEDIANS ->
                "the expected L1 distance of a missing cell is not that of its mean plus a constant, so no median"
                        + " minimises it";
            case TRIMMED -> "the variance of its gaps would decide whether a row is left out";
            case FUZZY -> "the variance of its gaps would even out the memberships of a row";
            default -> "";
        };
    }

    private static String ways(Variant variant) {
        return switch (variant) {
            case K_MEANS, BISECTING -> "expected | partial | mean";
            case K_MEDIANS, TRIMMED, FUZZY -> "partial | mean | drop";
            case SPHERICAL -> "mean | drop";
        };
    }

    private static String head(String text) {
        return text.split(":", 2)[0];
    }

    /// The same for k-means.
    Missing forKMeans(String text) {
        return switch (this) {
            case ERROR, DROP, MEAN, EM -> Missing.ERROR;
            case PARTIAL -> Missing.PARTIAL;
            case EXPECTED -> expected(text);
        };
    }

    private static Missing expected(String text) {
        String[] parts = text.split(":", 2);
        if (parts.length == 1) return Missing.EXPECTED;
        String[] numbers = parts[1].split(",", -1);
        try {
            if (numbers.length == 2) {
                return Missing.expected(
                        new double[] {Double.parseDouble(numbers[0])}, new double[] {Double.parseDouble(numbers[1])});
            }
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, "--missing " + text + " is not understood: " + e.getMessage())
                    .with("try", "--missing expected:0,1   (mean 0, variance 1)")
                    .because(e);
        }
        throw Failure.of(Trouble.INVALID_VALUE, "--missing " + text + " needs a mean and a variance")
                .with("try", "--missing expected:0,1   or   --missing expected   (those of each column)");
    }

    /// What is worth a line before a fit that meets missing cells.
    Optional<String> hint(ColumnSummary summary) {
        if (summary.missing() == 0 || this != EXPECTED) return Optional.empty();
        return Optional.of("expected distances put every row where filling its gaps with m does: c adds the same to the"
                + " distance to each centroid; --missing partial and mixtures with --missing em do not fill in");
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The summary of the rows to fit, once missing cells are known to be wanted.
    ColumnSummary check(Rows rows, Dataset table, Method method, Execution execution) {
        if (this == ERROR) {
            Variant variant = method.variant();
            String instead = "--missing "
                    + (variant == null ? "em | mean" : ways(variant).replace(" | drop", ""));
            return RowCheck.complete(rows, table, instead, execution);
        }
        ColumnSummary summary = RowCheck.of(rows, table, execution);
        RowCheck.refuseEmptyColumns(summary, rows, table);
        return summary;
    }

    /// The preparation that remembers the treatment.
    Preparation prepare(Preparation preparation, ColumnSummary summary) {
        return switch (this) {
            case ERROR, DROP -> preparation.withMissing(ERROR.word(), null);
            case MEAN -> {
                double[] means = new double[summary.dimension()];
                for (int j = 0; j < means.length; j++) means[j] = summary.mean(j);
                yield preparation.withMissing(word(), means);
            }
            case EM, PARTIAL, EXPECTED -> preparation.withMissing(word(), null);
        };
    }

    /// The same for the library.
    Missing forMixture() {
        return this == EM ? Missing.EM : Missing.ERROR;
    }

    /// Refuses missing cells in rows that a model is used on, unless the model was fitted with such cells or they
    /// were asked for, and its family has a density of the cells that are there.
    static void checkForUse(String word, Object model, Rows rows, Dataset table, Execution execution) {
        Optional<String> why = switch (model) {
            case Mixture<?> mixture -> mixture.family().whyNoMissingCells();
            case KMeansModel parts when parts.takesMissingCells() -> Optional.empty();
            default -> Optional.of("k-means has no density to integrate missing cells out of");
        };
        boolean wanted = List.of(EM, PARTIAL, EXPECTED).stream()
                .anyMatch(treatment -> treatment.word().equals(word));
        if (!wanted) {
            RowCheck.complete(rows, table, why.isEmpty() ? EM_WORDS : "", execution);
        } else if (RowCheck.of(rows, table, execution).missing() > 0 && why.isPresent()) {
            throw Failure.of(Trouble.WRONG_MODEL, why.get())
                    .with("file", table.name())
                    .with("try", "--missing drop   or a mixture:   mixtura fit DATA -k N --missing em");
        }
    }
}
