package mixtura.app.command;

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
    EM;

    private static final String EM_WORDS = "--missing em   integrate them out";

    static MissingCells of(String word, Method method) {
        MissingCells treatment = valueOf(word.toUpperCase(Locale.ROOT));
        if (treatment == EM && !method.isMixture()) {
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS,
                            "--missing em belongs to mixtures: k-means has no density to integrate missing cells out of")
                    .with("try", "--missing mean   or   --missing drop   or   -m gmm --covariance spherical");
        }
        return treatment;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The summary of the rows to fit, once missing cells are known to be wanted.
    ColumnSummary check(Rows rows, Dataset table, Execution execution) {
        if (this == ERROR) return RowCheck.complete(rows, table, "--missing em | mean", execution);
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
            case EM -> preparation.withMissing(word(), null);
        };
    }

    /// The same for the library.
    Missing forMixture() {
        return this == EM ? Missing.EM : Missing.ERROR;
    }

    /// Refuses missing cells in rows that a model is used on, unless the model was fitted with such cells or they
    /// were asked for, and its family has a density of the cells that are there.
    static void checkForUse(String word, Object model, Rows rows, Dataset table, Execution execution) {
        Optional<String> why = model instanceof Mixture<?> mixture
                ? mixture.family().whyNoMissingCells()
                : Optional.of("k-means has no density to integrate missing cells out of");
        if (!word.equals(EM.word())) {
            RowCheck.complete(rows, table, why.isEmpty() ? EM_WORDS : "", execution);
        } else if (RowCheck.of(rows, table, execution).missing() > 0 && why.isPresent()) {
            throw Failure.of(Trouble.WRONG_MODEL, why.get())
                    .with("file", table.name())
                    .with("try", "--missing drop   or a mixture:   mixtura fit DATA -k N --missing em");
        }
    }
}
