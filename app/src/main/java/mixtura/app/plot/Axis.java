package mixtura.app.plot;

import java.util.ArrayList;
import java.util.List;

/// A scale from values to the share 0 … 1 of an axis' length, with a title and with its marks.
///
/// @param title  what is measured and, where there is one, its unit
/// @param min    the value at the beginning, less than `max`
/// @param max    the value at the end
/// @param kind   how values are placed and marked
/// @param marked the value from which on the axis has marks
/// @param names  of the categories, which lie at 0, 1, 2, …; empty on other axes
record Axis(String title, double min, double max, Kind kind, double marked, List<String> names) {
    enum Kind {
        LINEAR,
        WHOLE,
        LOGARITHMIC,
        CATEGORIES,
        BARE
    }

    Axis {
        names = List.copyOf(names);
        if (!(min < max)) throw new IllegalArgumentException("an axis from " + min + " to " + max + " has no length");
    }

    static Axis linear(String title, double min, double max) {
        return of(title, min, max, Kind.LINEAR);
    }

    /// Over all finite values, with a margin of 4 % on both sides.
    static Axis fitting(String title, double[]... values) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double[] part : values) {
            for (double value : part) {
                if (!Double.isFinite(value)) continue;
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        if (min > max) return linear(title, 0, 1);
        return linear(title, min, max).widened(0.04);
    }

    /// Counts, such as iterations or numbers of clusters.
    static Axis whole(String title, double min, double max) {
        return of(title, min, max, Kind.WHOLE);
    }

    static Axis logarithmic(String title, double min, double max) {
        if (!(min > 0)) throw new IllegalArgumentException("a logarithmic axis begins above 0, not at " + min);
        return min < max
                ? new Axis(title, min, max, Kind.LOGARITHMIC, min, List.of())
                : new Axis(title, min / 2, max * 2, Kind.LOGARITHMIC, min / 2, List.of());
    }

    /// One place each, half a place free at both ends.
    static Axis categories(String title, List<String> names) {
        return new Axis(title, -0.5, Math.max(1, names.size()) - 0.5, Kind.CATEGORIES, -0.5, names);
    }

    /// A range without marks and numbers.
    static Axis bare(String title, double min, double max) {
        return of(title, min, max, Kind.BARE);
    }

    /// A range without length gets one: ±5 % of its value, or ±0.5 about 0.
    private static Axis of(String title, double min, double max, Kind kind) {
        double margin = 0;
        double size = Math.max(Math.abs(min), Math.abs(max));
        if (!(max - min > size * 1e-13)) margin = size > 0 ? size * 0.05 : 0.5;
        return new Axis(title, min - margin, max + margin, kind, min - margin, List.of());
    }

    /// The same axis, longer by a share of its length at either end.
    Axis widened(double share) {
        double margin = share * (max - min);
        return new Axis(title, min - margin, max + margin, kind, marked - margin, names);
    }

    Axis titled(String other) {
        return new Axis(other, min, max, kind, marked, names);
    }

    /// The same axis without marks below a value, for a range where it measures nothing.
    Axis markedFrom(double value) {
        return new Axis(title, min, max, kind, value, names);
    }

    /// 0 at the beginning, 1 at the end, beyond for values outside.
    double share(double value) {
        if (kind == Kind.LOGARITHMIC) return Math.log(value / min) / Math.log(max / min);
        return (value - min) / (max - min);
    }

    /// At most `most` marks, save for categories, which have one each.
    Ticks ticks(int most) {
        return switch (kind) {
            case LINEAR -> Ticks.linear(marked, max, most);
            case WHOLE -> Ticks.whole(marked, max, most);
            case LOGARITHMIC -> Ticks.logarithmic(min, max, most);
            case BARE -> new Ticks(new double[0], List.of(), 0);
            case CATEGORIES -> {
                // some hundred names can't be read: every second, third, … is left out
                int stride = Math.max(1, Math.ceilDiv(names.size(), Math.max(1, most)));
                List<String> labels = new ArrayList<>();
                double[] at = new double[Math.ceilDiv(names.size(), stride)];
                for (int i = 0; i < at.length; i++) {
                    at[i] = (double) i * stride;
                    labels.add(names.get(i * stride));
                }
                yield new Ticks(at, labels, 0);
            }
        };
    }
}
