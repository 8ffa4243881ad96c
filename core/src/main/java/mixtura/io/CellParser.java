package mixtura.io;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import mixtura.data.Roles;

/// Turns the bytes of a cell into a number, a missing cell or a text. One for each thread.
///
/// Numbers are written as in C or Java: sign, digits with a decimal point, exponent; `inf` and `infinity` in any
/// case. Hexadecimal numbers and suffixes such as `1f` are texts. Blanks around a cell do not count.
final class CellParser {
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int LONGEST_EXPONENT = 10_000;

    private final byte point;
    private final Set<String> missingTexts;
    private final double[] missingNumbers;
    private final boolean[] verbatim;
    private double number;

    /// @param dimension  the table's columns; the label and the id among them keep their texts, so that `007` is
    ///                   no 7
    CellParser(CsvOptions options, Roles roles, int dimension) {
        point = (byte) options.decimal();
        missingTexts = new HashSet<>(options.missing());
        missingNumbers = options.missing().stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .filter(text -> text.length > 0 && isNumber(text, 0, text.length))
                .mapToDouble(text -> {
                    isNumber(text, 0, text.length);
                    return number;
                })
                .toArray();
        verbatim = new boolean[dimension];
        if (roles.label() >= 0) verbatim[roles.label()] = true;
        if (roles.id() >= 0) verbatim[roles.id()] = true;
    }

    /// What a cell turned out to be.
    enum Kind {
        NUMBER,
        MISSING,
        TEXT
    }

    /// What the text of a cell is.
    Kind kind(String text) {
        CellBatch batch = new CellBatch(1, 1);
        batch.beginRow(1);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(batch, bytes, 0, bytes.length, false);
        CellBatch.Tally tally = batch.tally(0);
        return tally.textCount > 0 ? Kind.TEXT : tally.missingCount > 0 ? Kind.MISSING : Kind.NUMBER;
    }

    /// Adds the cell in `bytes[from … to − 1]` to the batch's row.
    void add(CellBatch batch, byte[] bytes, int from, int to) {
        if (batch.fits()) add(batch, bytes, from, to, verbatim[batch.column()]);
    }

    private void add(CellBatch batch, byte[] bytes, int from, int to, boolean asText) {
        while (from < to && (bytes[from] == ' ' || bytes[from] == '\t')) from++;
        while (from < to && (bytes[to - 1] == ' ' || bytes[to - 1] == '\t')) to--;
        if (from == to) {
            batch.missing();
        } else if (asText) {
            addVerbatim(batch, bytes, from, to);
        } else if (isNumber(bytes, from, to)) {
            if (missingNumbers.length > 0 && isMissing(number)) batch.missing();
            else batch.number(number);
        } else {
            addText(batch, new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
    }

    private boolean isMissing(double value) {
        for (double missing : missingNumbers) {
            if (value == missing) return true;
        }
        return false;
    }

    private void addText(CellBatch batch, String text) {
        if (missingTexts.contains(text)) {
            batch.missing();
            return;
        }
        if (text.length() <= 9) {
            String unsigned =
                    (text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
            if (unsigned.equals("nan")) {
                batch.missing();
                return;
            }
            if (unsigned.equals("inf") || unsigned.equals("infinity")) {
                batch.number(text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
                return;
            }
        }
        batch.text(text);
    }

    /// Only a whole number in its plain form is kept as a number: everything else could not be written out again as
    /// it was.
    private void addVerbatim(CellBatch batch, byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (missingTexts.contains(text) || text.equalsIgnoreCase("nan")) {
            batch.missing();
        } else if (to - from <= 15 && isNumber(bytes, from, to) && text.equals(Long.toString((long) number))) {
            batch.number(number);
        } else {
            batch.text(text);
        }
    }

    /// Whether the bytes are a number, which is then in [#number].
    ///
    /// Up to 2⁵³ and with a power of ten up to 10²², both factors are doubles without error, so that one division
    /// or multiplication rounds correctly (Clinger, "How to read floating point numbers accurately", 1990). The
    /// rest is the library's.
    private boolean isNumber(byte[] bytes, int from, int to) {
        int i = from;
        boolean negative = bytes[i] == '-';
        if (negative || bytes[i] == '+') i++;
        long digits = 0;
        int first = i;
        while (i < to && isDigit(bytes[i])) digits = 10 * digits + (bytes[i++] - '0');
        int count = i - first;
        int exponent = 0;
        if (i < to && bytes[i] == point) {
            first = ++i;
            while (i < to && isDigit(bytes[i])) digits = 10 * digits + (bytes[i++] - '0');
            exponent = first - i;
            count -= exponent;
        }
        if (count == 0) return false;
        if (i < to && (bytes[i] | 0x20) == 'e') {
            i++;
            boolean negativePower = i < to && bytes[i] == '-';
            if (negativePower || i < to && bytes[i] == '+') i++;
            if (i == to) return false;
            int power = 0;
            while (i < to && isDigit(bytes[i])) power = Math.min(LONGEST_EXPONENT, 10 * power + (bytes[i++] - '0'));
            exponent += negativePower ? -power : power;
        }
        if (i != to) return false;
        if (count <= 18 && digits <= 1L << 53 && Math.abs(exponent) <= 22) {
            double value = exponent < 0 ? digits / POWERS_OF_TEN[-exponent] : digits * POWERS_OF_TEN[exponent];
            number = negative ? -value : value;
        } else {
            number = slowly(bytes, from, to);
        }
        return true;
    }

    private double slowly(byte[] bytes, int from, int to) {
        if (point == '.') return JavaDoubleParser.parseDouble(bytes, from, to - from);
        return JavaDoubleParser.parseDouble(
                new String(bytes, from, to - from, StandardCharsets.US_ASCII).replace((char) point, '.'));
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
