package mixtura.app.dataset;

import java.util.List;
import java.util.Map;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.data.ImageShape;
import mixtura.data.Labels;
import mixtura.data.Levels;
import mixtura.data.Rows;
import mixtura.mixture.ColumnKind;
import org.jspecify.annotations.Nullable;

/// A table, as far as a command is concerned with it: the rows to work on and what stands beside them.
///
/// @param name          the file as the user typed it
/// @param rows          the columns chosen, weighted if a weight column was named; in the file's units
/// @param named         whether the file names its columns
/// @param missingCells  in these columns, before rows were dropped
/// @param droppedRows   rows left out because cells were missing
/// @param rowNumbers    place of each row in the file, from 0, or null when it is the row's own
/// @param classes       known classes, or null
/// @param ids           identifier of each row, or null
/// @param levels        of two-valued columns that were turned into 0 and 1, one for each column; empty for numbers
/// @param kinds         type of each column in a mixture over mixed columns, by name; else empty
/// @param originals     the file's cells for `--keep-columns`, or null
/// @param imageShape    if each row is a picture, else null
/// @param hints         sentences for the user that came up while it was read
/// @param seconds       reading took
public record Dataset(
        String name,
        Rows rows,
        boolean named,
        long missingCells,
        long droppedRows,
        long @Nullable [] rowNumbers,
        @Nullable Classes classes,
        @Nullable Identifiers ids,
        List<Levels> levels,
        Map<String, ColumnKind> kinds,
        @Nullable Originals originals,
        @Nullable ImageShape imageShape,
        List<String> hints,
        double seconds) {
    /// Known classes of the rows.
    ///
    /// @param name    the column or file that they come from
    /// @param labels  one a row
    public record Classes(String name, Labels labels) {
        /// Place of each row's class among [#words], −1 for none.
        public int[] codes() {
            return labels.codes();
        }

        /// The classes' names.
        public List<String> words() {
            return labels.levels();
        }
    }

    /// An identifier for each row.
    ///
    /// @param column  its name
    public record Identifiers(String column, Texts texts) {}

    /// One text for each row.
    @FunctionalInterface
    public interface Texts {
        /// The text of row `row`, from 0.
        String of(long row);
    }

    /// The file's own cells.
    ///
    /// @param columnNames  of all columns
    /// @param columns      as many
    public record Originals(List<String> columnNames, List<Texts> columns) {}

    /// The known classes, which the command cannot do without.
    public Classes requireClasses() {
        if (classes != null) return classes;
        throw Failure.of(Trouble.MISSING_ARGUMENT, "the known classes are missing")
                .with("try", "--label COLUMN   or   --labels FILE");
    }

    /// Number of the row in the file, from 1.
    public long rowNumber(long row) {
        return 1 + (rowNumbers == null ? row : rowNumbers[Math.toIntExact(row)]);
    }

    /// The same with other rows.
    public Dataset withRows(Rows other) {
        return new Dataset(
                name,
                other,
                named,
                missingCells,
                droppedRows,
                rowNumbers,
                classes,
                ids,
                levels,
                kinds,
                originals,
                imageShape,
                hints,
                seconds);
    }

    /// The same with the time that reading took.
    public Dataset after(double took) {
        return new Dataset(
                name,
                rows,
                named,
                missingCells,
                droppedRows,
                rowNumbers,
                classes,
                ids,
                levels,
                kinds,
                originals,
                imageShape,
                hints,
                took);
    }
}
