package mixtura.mixture;

import mixtura.data.Labels;
import mixtura.data.Rows;
import org.jspecify.annotations.Nullable;

/// Checks of rows whose class is known, once, before a fit.
final class KnownClasses {
    private KnownClasses() {}

    /// How many classes labels speak of: components from there on are free.
    static int count(Labels known) {
        int largest = -1;
        for (int n = 0; n < known.rowCount(); n++) largest = Math.max(largest, known.code(n));
        return Math.max(largest + 1, known.levels().size());
    }

    /// Refuses labels that do not suit the rows or the number of components.
    static void check(@Nullable Labels known, Rows rows, MixtureOptions options) {
        if (known == null) {
            if (options.start() instanceof Start.ClassMeans) {
                throw new IllegalArgumentException(
                        "a start from class means needs known classes; give them by withKnown");
            }
            return;
        }
        if (known.rowCount() != rows.rowCount()) {
            throw new IllegalArgumentException("there are " + known.rowCount() + " labels for " + rows.rowCount()
                    + " rows; give one for each row, negative where unknown");
        }
        int k = options.k();
        boolean[] seen = new boolean[k];
        for (int n = 0; n < known.rowCount(); n++) {
            int code = known.code(n);
            if (code >= k) {
                throw new IllegalArgumentException(
                        "row " + (n + 1) + " has the class " + name(known, code) + ", number " + (code + 1)
                                + ", but k is " + k + "; use -k " + count(known) + " or more, or fewer classes");
            }
            if (code >= 0 && rows.weight(n) > 0) seen[code] = true;
        }
        for (int c = 0; c < count(known) && c < k; c++) {
            if (!seen[c]) {
                throw new IllegalArgumentException("no row of positive weight has the class " + name(known, c)
                        + "; leave the class out, or label a row with it");
            }
        }
        switch (options.start()) {
            case Start.ClassMeans ignored -> {}
            case Start.Labels ignored -> {}
            case Start.Means ignored -> {}
            case Start.Model ignored -> {}
            case Start.Responsibilities ignored -> {}
            default ->
                throw new IllegalArgumentException("with known classes each component has its class from the start;"
                        + " start from the classes (the default), --start model:FILE or --start file:FILE");
        }
    }

    private static String name(Labels known, int code) {
        return code < known.levels().size() ? "'" + known.levels().get(code) + "'" : String.valueOf(code);
    }
}
