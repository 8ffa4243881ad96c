package mixtura.app.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers as they are written on plots: the same in every locale, with a true minus sign.
final class Numbers {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Numbers() {}

    /// The hyphen of a number made a minus sign.
    static String minus(String number) {
        return number.startsWith("-") ? "−" + number.substring(1) : number;
    }

    /// Without a power of ten and without zeros at the end.
    static String plain(double value) {
        return minus(
                new BigDecimal(value, new MathContext(12)).stripTrailingZeros().toPlainString());
    }

    /// To so many decimals.
    static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) return infinite(value);
        return minus(BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString());
    }

    /// To so many significant digits, with a power of ten where that is shorter.
    static String significant(double value, int digits) {
        if (!Double.isFinite(value)) return infinite(value);
        if (value == 0) return "0";
        int power = (int) Math.floor(Math.log10(Math.abs(value)));
        if (power >= -4 && power < Math.max(7, digits + 3)) {
            return plain(new BigDecimal(value, new MathContext(digits)).doubleValue());
        }
        BigDecimal mantissa = new BigDecimal(value, new MathContext(digits)).movePointLeft(power);
        return minus(mantissa.stripTrailingZeros().toPlainString()) + "×10" + superscript(power);
    }

    /// A share as per cent with one decimal.
    static String percent(double share) {
        return fixed(100 * share, 1) + " %";
    }

    /// A count with a thin gap between thousands.
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', '\u00a0');
    }

    static String superscript(int power) {
        var text = new StringBuilder(power < 0 ? "⁻" : "");
        for (char digit : Integer.toString(Math.abs(power)).toCharArray())
            text.append(SUPERSCRIPTS.charAt(digit - '0'));
        return text.toString();
    }

    private static String infinite(double value) {
        if (Double.isNaN(value)) return "not a number";
        return value > 0 ? "∞" : "−∞";
    }
}
