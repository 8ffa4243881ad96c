package mixtura.app.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import mixtura.data.Rows;

/// Columns that name rows rather than measure them: a different whole number in each row, and either a name that says
/// so (`ID`, `customer_id`, `PassengerId`, `row`, `index`) or numbers that go up by one from row to row. A fit takes
/// such a column for a measurement as any other, and often for the only one that matters.
public final class RowNames {
    /// Enough to tell; the first rows of a table speak for it.
    private static final int LOOKED_AT = 1000;

    /// Fewer whole numbers may differ, or stand in order, by chance.
    private static final int LEAST = 20;

    private static final Pattern TELLING =
            Pattern.compile("(?i:id|index|key|row|rownames|row[ _.]?(number|no|nr|id)|no|nr|number|unnamed: 0)"
                    + "|.*[ _.-](?i:id|key|index)|.*[a-z]I[dD]");

    private RowNames() {}

    /// A sentence for each such column, with what to type.
    public static List<String> hints(Rows rows) {
        int count = (int) Math.min(LOOKED_AT, rows.rowCount());
        if (count < LEAST || rows.dimension() < 2) return List.of();
        double[][] columns = new double[rows.dimension()][count];
        double[] row = new double[rows.dimension()];
        for (int n = 0; n < count; n++) {
            rows.copyRow(n, row);
            for (int j = 0; j < row.length; j++) columns[j][n] = row[j];
        }
        List<String> hints = new ArrayList<>();
        for (int j = 0; j < columns.length; j++) {
            String name = rows.columnNames().get(j);
            boolean named = TELLING.matcher(name.strip()).matches();
            if (counts(columns[j]) || (named && tellsApart(columns[j]))) {
                hints.add("column '" + name + "' has another whole number in each row, as if it named the rows; --id '"
                        + name + "' keeps it out of the fit");
            }
        }
        return hints;
    }

    private static boolean counts(double[] cells) {
        if (cells[0] != Math.rint(cells[0])) return false;
        for (int n = 1; n < cells.length; n++) if (cells[n] != cells[n - 1] + 1) return false;
        return true;
    }

    private static boolean tellsApart(double[] cells) {
        return Arrays.stream(cells).allMatch(cell -> cell == Math.rint(cell))
                && Arrays.stream(cells).distinct().count() == cells.length;
    }
}
