package mixtura.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The distinct values of a column in sorted order: by number if all of them are numbers, else by text.
///
/// @param texts  the values as text, numbers in their shortest form
public record Levels(List<String> texts) {
    public Levels {
        texts = List.copyOf(texts);
    }

    /// The levels among these values.
    static Levels of(Iterable<String> values) {
        Set<String> distinct = new HashSet<>();
        for (String value : values) distinct.add(value);
        List<String> sorted = new ArrayList<>(distinct);
        boolean numbers = sorted.stream().noneMatch(value -> Double.isNaN(number(value)));
        sorted.sort(
                numbers
                        ? Comparator.<String>comparingDouble(Levels::number).thenComparing(Comparator.naturalOrder())
                        : Comparator.naturalOrder());
        return new Levels(sorted);
    }

    /// The two levels of a binary column. A constant column of a 0/1 coding has both levels of the coding, so that
    /// its ones stay ones.
    static Levels ofBinary(Iterable<String> values) {
        Levels levels = of(values);
        return Set.of("0", "1").containsAll(levels.texts) ? new Levels(List.of("0", "1")) : levels;
    }

    /// The place of a value among the levels, or −1 if it is none of them.
    public int codeOf(String value) {
        return texts.indexOf(value);
    }

    /// A number in its shortest form: `3`, not `3.0`.
    static String text(double number) {
        long whole = (long) number;
        return whole == number && Math.abs(whole) < 1L << 53 ? Long.toString(whole) : Double.toString(number);
    }

    /// The number that a level stands for, or NaN.
    static double number(String text) {
        char first = text.isEmpty() ? 'x' : text.charAt(text.length() - 1);
        if (first > '9') return Double.NaN; // Java reads 1d and 1f as numbers
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Override
    public String toString() {
        return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(", "));
    }
}
