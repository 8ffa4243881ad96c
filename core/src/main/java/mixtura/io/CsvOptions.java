package mixtura.io;

import java.util.List;
import java.util.Optional;

/// How a text table is to be read; what is not said is found out.
///
/// @param delimiter  between cells; found among comma, semicolon, tab, bar and space when not given. Of spaces there
///                   may be several
/// @param header     whether the first line has the columns' names
/// @param decimal    the decimal point: `.` or `,`
/// @param missing    texts that mean a missing cell; numbers among them also in other spellings (−999, −999.0). An
///                   empty cell and `nan` always do
/// @param label      the column of known classes, by name or by number from 1
/// @param id         the column of row names
/// @param weights    the column of sample weights
/// @param memory     bytes of cells that are kept in memory; with more of them a temporary file is used
public record CsvOptions(
        Optional<Character> delimiter,
        Header header,
        char decimal,
        List<String> missing,
        Optional<String> label,
        Optional<String> id,
        Optional<String> weights,
        long memory) {
    /// Whether the first line has the columns' names.
    public enum Header {
        /// Found out: names are texts above numbers, or texts that do not come again.
        AUTO,
        /// It has.
        YES,
        /// It is data.
        NO
    }

    public CsvOptions {
        if (decimal != '.' && decimal != ',') {
            throw new IllegalArgumentException("the decimal point is '" + decimal + "'; it must be . or ,");
        }
        if (delimiter.isPresent() && (delimiter.get() == decimal || delimiter.get() == '"' || delimiter.get() > 127)) {
            throw new IllegalArgumentException(
                    "the delimiter cannot be '" + delimiter.get() + "'; choose another character");
        }
        if (memory < 0) throw new IllegalArgumentException("memory is " + memory + "; it cannot be negative");
        missing = List.copyOf(missing);
    }

    /// Everything found out; `NA` means missing; in memory is what takes up to a quarter of the heap.
    public static CsvOptions auto() {
        return new CsvOptions(
                Optional.empty(),
                Header.AUTO,
                '.',
                List.of("NA"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                CellStore.memoryLimit());
    }

    /// The same with a delimiter given.
    public CsvOptions withDelimiter(char character) {
        return new CsvOptions(Optional.of(character), header, decimal, missing, label, id, weights, memory);
    }

    /// The same, told about the header.
    public CsvOptions withHeader(Header other) {
        return new CsvOptions(delimiter, other, decimal, missing, label, id, weights, memory);
    }

    /// The same with another decimal point.
    public CsvOptions withDecimal(char point) {
        return new CsvOptions(delimiter, header, point, missing, label, id, weights, memory);
    }

    /// The same with other texts that mean a missing cell.
    public CsvOptions withMissing(List<String> texts) {
        return new CsvOptions(delimiter, header, decimal, texts, label, id, weights, memory);
    }

    /// The same with a column of known classes, by name or by number from 1.
    public CsvOptions withLabel(String column) {
        return new CsvOptions(delimiter, header, decimal, missing, Optional.of(column), id, weights, memory);
    }

    /// The same with a column of row names, by name or by number from 1.
    public CsvOptions withId(String column) {
        return new CsvOptions(delimiter, header, decimal, missing, label, Optional.of(column), weights, memory);
    }

    /// The same with a column of sample weights, by name or by number from 1.
    public CsvOptions withWeights(String column) {
        return new CsvOptions(delimiter, header, decimal, missing, label, id, Optional.of(column), memory);
    }

    /// The same with another bound on the cells that are kept in memory, in bytes.
    public CsvOptions withMemory(long bytes) {
        return new CsvOptions(delimiter, header, decimal, missing, label, id, weights, bytes);
    }
}
