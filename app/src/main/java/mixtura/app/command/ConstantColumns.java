package mixtura.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mixtura.app.console.Numbers;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.Mixture;

/// Columns that held one value in the fit, and so are outside the density, but hold another one in new rows: the scores
/// do not see that these rows are unlike all that the model knows.
final class ConstantColumns {
    /// Columns that a sentence names.
    private static final int NAMED = 8;

    private ConstantColumns() {}

    /// What to say about such columns; empty if there is none.
    static Optional<String> sentence(Mixture<?> mixture, Rows rows, Execution execution) {
        int[] columns = mixture.constantColumns().keySet().stream()
                .mapToInt(Integer::intValue)
                .toArray();
        if (columns.length == 0) return Optional.empty();
        ColumnSummary found = ColumnSummary.of(rows.select(columns), execution);
        List<String> others = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            double value = mixture.constantColumns().getOrDefault(columns[i], Double.NaN);
            if (!(found.minimum(i) < value || found.maximum(i) > value)) continue;
            others.add("'" + mixture.columnNames().get(columns[i]) + "' (" + Numbers.plain(value) + " in the fit, now "
                    + Numbers.plain(found.minimum(i)) + " to " + Numbers.plain(found.maximum(i)) + ")");
        }
        if (others.isEmpty()) return Optional.empty();
        int more = others.size() - NAMED;
        return Optional.of((others.size() == 1 ? "column " : "columns ")
                + String.join(", ", others.subList(0, Math.min(NAMED, others.size())))
                + (more > 0 ? " and " + more + " more" : "")
                + (others.size() == 1 ? " was" : " were")
                + " constant in the fit and outside the density: the scores do not see other values there");
    }
}
