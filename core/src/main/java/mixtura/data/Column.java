package mixtura.data;

import java.util.List;
import java.util.Optional;

/// What is known of a table's column.
///
/// A table keeps its cells as doubles: a number as itself, a missing cell as NaN, and a text as a NaN that carries
/// the text's code, an index into [#texts]. Columns without texts can so be read as rows of numbers as they are.
///
/// @param numericCount  cells that are numbers, infinite ones included
/// @param textCount     cells that are neither numbers nor missing
/// @param missingCount  cells that are missing, or [#UNCOUNTED]
/// @param texts         the distinct texts in order of appearance; only the first of them when there are very many
/// @param firstText     the first cell that is text
public record Column(
        String name,
        long numericCount,
        long textCount,
        long missingCount,
        List<String> texts,
        Optional<FirstText> firstText) {
    /// How many cells are missing is not known: an array that is mapped has not been walked over yet.
    public static final long UNCOUNTED = -1;

    /// The code of texts that were too many to be kept.
    public static final int NOT_KEPT = Integer.MAX_VALUE;

    private static final long TEXT_BITS = 0x7ff8_0001L; // a quiet NaN; the one that arithmetic makes ends in zeros

    /// A cell that is text.
    ///
    /// @param row   the data row, counted from 1
    /// @param line  the line in the file, counted from 1, or 0 when unknown
    public record FirstText(long row, long line, String text) {}

    /// What a column holds.
    public enum Kind {
        /// Numbers and missing cells.
        NUMERIC,
        /// Texts and missing cells.
        TEXT,
        /// Numbers and texts.
        MIXED,
        /// Missing cells alone.
        EMPTY
    }

    public Column {
        texts = List.copyOf(texts);
    }

    /// A column of numbers.
    public static Column numeric(String name, long count) {
        return new Column(name, count, 0, 0, List.of(), Optional.empty());
    }

    /// A column of numbers among which cells may be missing: nobody has counted them.
    public static Column uncounted(String name, long count) {
        return new Column(name, count, 0, UNCOUNTED, List.of(), Optional.empty());
    }

    /// What the column holds.
    public Kind kind() {
        if (textCount == 0) return numericCount == 0 ? Kind.EMPTY : Kind.NUMERIC;
        return numericCount == 0 ? Kind.TEXT : Kind.MIXED;
    }

    /// The cell that stands for the text of that code.
    public static double textCell(int code) {
        return Double.longBitsToDouble(TEXT_BITS << 32 | code);
    }

    /// The code of a cell that stands for a text, or −1 if it is a number or missing.
    public static int textCode(double cell) {
        long bits = Double.doubleToRawLongBits(cell);
        return bits >>> 32 == TEXT_BITS ? (int) bits : -1;
    }

    /// The cell as text: a number in its shortest form, a missing cell as the empty text.
    public String text(double cell) {
        int code = textCode(cell);
        if (code >= 0) return code < texts.size() ? texts.get(code) : "…";
        return Double.isNaN(cell) ? "" : Levels.text(cell);
    }
}
