package mixtura.mixture;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What a mixture of any family is made of besides its components.
///
/// @param mixingProportions  π_k
/// @param columnNames        of all columns
/// @param constantColumns    column (from 0) → its only value; these are outside the density
public record Outline(
        double[] mixingProportions, List<String> columnNames, SortedMap<Integer, Double> constantColumns) {
    public Outline {
        mixingProportions = mixingProportions.clone();
        columnNames = List.copyOf(columnNames);
        constantColumns = new TreeMap<>(constantColumns);
    }

    @Override
    public double[] mixingProportions() {
        return mixingProportions.clone();
    }

    /// The number of components, K.
    public int componentCount() {
        return mixingProportions.length;
    }

    /// The columns (from 0) that the components describe, in order.
    public int[] modelledColumns() {
        return IntStream.range(0, columnNames.size())
                .filter(j -> !constantColumns.containsKey(j))
                .toArray();
    }

    /// Of one value for each column, those of the modelled columns.
    public double[] modelled(double[] all) {
        return IntStream.of(modelledColumns()).mapToDouble(j -> all[j]).toArray();
    }
}
