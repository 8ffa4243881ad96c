package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Which columns a plot shows.
final class Columns {
    private Columns() {}

    /// The columns that were asked for, else all of them when they are few enough, else the ones that tell the
    /// clusters apart best.
    ///
    /// @param most  how many the plot can show; more names than that are an error
    /// @return      numbers of columns from 0, `most` of them or fewer
    static int[] choose(Subject subject, PlotOptions options, int most) {
        if (options.columns().isEmpty()) return unasked(subject, most);
        if (options.columns().size() > most) {
            throw new IllegalArgumentException("this plot shows " + most + " columns at most, not "
                    + options.columns().size() + "; name fewer with --dims");
        }
        int[] chosen = options.columns().stream()
                .mapToInt(name -> find(subject.columnNames(), name))
                .toArray();
        if (IntStream.of(chosen).distinct().count() < chosen.length) {
            throw new IllegalArgumentException("--dims names a column twice: " + String.join(",", options.columns()));
        }
        return chosen;
    }

    /// Says which columns were chosen and why; empty when there was nothing to choose.
    static String note(Subject subject, PlotOptions options, int most) {
        if (!options.columns().isEmpty() || subject.dimension() <= most) return "";
        boolean mixed = IntStream.range(0, subject.dimension()).anyMatch(subject::isLevels)
                && !IntStream.range(0, subject.dimension()).allMatch(subject::isLevels);
        String which = mixed
                ? " columns that tell the clusters apart best, numbers before levels"
                : " columns that tell the clusters apart best";
        return "Shown are the " + most + " of " + subject.dimension() + which + " (others: --dims a,b).";
    }

    /// Numbers first, since points of levels lie on top of each other; then levels, where there are too few numbers.
    private static int[] unasked(Subject subject, int most) {
        int[] all = IntStream.range(0, subject.dimension()).toArray();
        if (all.length <= most) return all;
        int[] numbers = IntStream.of(all).filter(j -> !subject.isLevels(j)).toArray();
        if (numbers.length > most) return telling(subject, numbers, most);
        int[] levels = IntStream.of(all).filter(subject::isLevels).toArray();
        return IntStream.concat(IntStream.of(numbers), IntStream.of(telling(subject, levels, most - numbers.length)))
                .toArray();
    }

    private static int find(List<String> names, String name) {
        int index = names.indexOf(name);
        if (index >= 0) return index;
        if (name.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(name);
            if (number >= 1 && number <= names.size()) return number - 1;
        }
        List<String> some = names.subList(0, Math.min(8, names.size()));
        throw new IllegalArgumentException("no column '" + name + "'; there are " + names.size() + ": "
                + String.join(", ", some) + (names.size() > some.size() ? ", …" : ""));
    }

    /// Of some columns those with the largest share of variance between clusters (η², the correlation ratio; for levels
    /// that of their indicators together, Goodman and Kruskal's τ), in their own order.
    private static int[] telling(Subject subject, int[] columns, int most) {
        double[] share = new double[subject.dimension()];
        for (int j : columns) share[j] = subject.isLevels(j) ? levelsTold(subject, j) : varianceBetween(subject, j);
        List<Integer> order = new ArrayList<>(IntStream.of(columns).boxed().toList());
        order.sort(Comparator.comparingDouble(j -> -share[j])); // stable: ties stay in column order
        return order.stream().limit(most).mapToInt(Integer::intValue).sorted().toArray();
    }

    /// 1 − (expected Gini impurity within clusters) / (that of all rows).
    private static double levelsTold(Subject subject, int column) {
        int levels = subject.levels().get(column).size();
        double[][] count = new double[subject.k() + 1][levels]; // the last line is of all rows
        double seen = 0;
        for (int n = 0; n < subject.rows().length; n++) {
            double value = subject.rows()[n][column];
            int k = subject.cluster()[n];
            if (!(value >= 0 && value < levels) || k < 0) continue;
            count[k][(int) value]++;
            count[subject.k()][(int) value]++;
            seen++;
        }
        double within = 0;
        for (int k = 0; k < subject.k(); k++) within += impurity(count[k]);
        double whole = impurity(count[subject.k()]);
        return seen > 0 && whole > 0 ? 1 - within / whole : 0;
    }

    /// The number of rows times the chance that two of them differ.
    private static double impurity(double[] count) {
        double sum = 0;
        double squares = 0;
        for (double c : count) {
            sum += c;
            squares += c * c;
        }
        return sum > 0 ? sum - squares / sum : 0;
    }

    private static double varianceBetween(Subject subject, int column) {
        double[] sum = new double[subject.k()];
        long[] count = new long[subject.k()];
        double mean = 0;
        long seen = 0;
        double squares = 0;
        for (int n = 0; n < subject.rows().length; n++) {
            double value = subject.rows()[n][column];
            int k = subject.cluster()[n];
            if (!Double.isFinite(value) || k < 0) continue;
            seen++;
            double delta = value - mean; // Welford (1962): no cancellation when the mean is far from 0
            mean += delta / seen;
            squares += delta * (value - mean);
            sum[k] += value;
            count[k]++;
        }
        double between = 0;
        for (int k = 0; k < sum.length; k++) {
            if (count[k] > 0) between += count[k] * Math.pow(sum[k] / count[k] - mean, 2);
        }
        return squares > 0 ? between / squares : 0;
    }
}
