package mixtura.app.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Where an axis is marked, and with what.
///
/// @param at        values, rising
/// @param labels    one a value; empty for a mark without a number
/// @param exponent  the labels are to be read times 10^exponent; said in the axis title where it is not 0
record Ticks(double[] at, List<String> labels, int exponent) {
    /// Steps that people count in, relative to a power of ten.
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};
    /// Numbers from here on are written with a power of ten in the axis title.
    private static final double LARGE = 1e6;

    private static final double SMALL = 1e-3;

    Ticks {
        labels = List.copyOf(labels);
        if (at.length != labels.size()) throw new IllegalArgumentException("as many labels as ticks");
    }

    /// Multiples of 1, 2, 2.5 or 5 times a power of ten within [min, max]: at most `most` of them, and at least two
    /// when `most` is 3 or more.
    static Ticks linear(double min, double max, int most) {
        return every(step(max - min, most), min, max);
    }

    /// Whole numbers within [min, max], at most `most` of them if that is possible.
    static Ticks whole(double min, double max, int most) {
        double step = Math.max(1, step(max - min, most));
        return every(step == 2.5 ? 5 : step, min, max);
    }

    /// Powers of ten within [min, max], `most` of them at most; for less than one decade, as on a linear axis.
    static Ticks logarithmic(double min, double max, int most) {
        int first = (int) Math.ceil(Math.log10(min) - 1e-9);
        int last = (int) Math.floor(Math.log10(max) + 1e-9);
        if (last - first < 1) return linear(min, max, most);
        int stride = Math.max(1, Math.ceilDiv(last - first + 1, Math.max(1, most)));
        List<Double> at = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int power = first; power <= last; power += stride) {
            at.add(Math.pow(10, power));
            labels.add(
                    power >= -3 && power <= 4 ? Numbers.plain(Math.pow(10, power)) : "10" + Numbers.superscript(power));
        }
        return new Ticks(at.stream().mapToDouble(Double::doubleValue).toArray(), labels, 0);
    }

    private static double step(double range, int most) {
        double raw = range / Math.max(1, most);
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        for (double factor : STEPS) {
            if (factor * power >= raw * (1 - 1e-9)) return factor * power;
        }
        return 10 * power;
    }

    private static Ticks every(double step, double min, double max) {
        double largest = Math.max(Math.abs(min), Math.abs(max));
        int exponent = 0;
        if (largest >= LARGE || largest < SMALL) exponent = 3 * Math.floorDiv((int) Math.floor(Math.log10(largest)), 3);
        double tolerance = step * 1e-9;
        double first = Math.ceil((min - tolerance) / step);
        double last = Math.floor((max + tolerance) / step);
        List<Double> at = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (double i = first; i <= last; i++) {
            at.add(i * step + 0.0);
            labels.add(label(i, step, exponent));
        }
        return new Ticks(at.stream().mapToDouble(Double::doubleValue).toArray(), labels, exponent);
    }

    private static String label(double multiple, double step, int exponent) {
        // in decimal arithmetic: 3 · 0.1 is 0.3, and a step has at most two digits
        int power = (int) Math.floor(Math.log10(step) + 1e-9);
        BigDecimal digits =
                BigDecimal.valueOf(Math.round(step / Math.pow(10, power) * 10)).movePointLeft(1);
        BigDecimal value = digits.multiply(BigDecimal.valueOf(multiple)).scaleByPowerOfTen(power - exponent);
        int decimals =
                Math.max(0, exponent - power + (digits.remainder(BigDecimal.ONE).signum() == 0 ? 0 : 1));
        return Numbers.minus(value.setScale(decimals, RoundingMode.HALF_UP).toPlainString());
    }
}
