package mixtura.evaluate;

import java.util.Arrays;

/// New names for the labels of one clustering, so that they mean the same as in another clustering of the same
/// rows: each label takes the name of the group that it is paired with, pairs being chosen so that they hold as
/// much weight as possible. Labels that share no row with a group that is left get numbers that the other
/// clustering does not use.
public final class LabelAlignment {
    private final int[] labels; // ascending
    private final int[] names;
    private final int firstNew;

    private LabelAlignment(int[] labels, int[] names, int firstNew) {
        this.labels = labels;
        this.names = names;
        this.firstNew = firstNew;
    }

    /// Aligns `labels` to `reference`, every row counting 1.
    ///
    /// @param labels     one a row, below 0 for none
    /// @param reference  one a row, below 0 for none
    /// @throws IllegalArgumentException if the lengths differ, or no row has a label on both sides
    public static LabelAlignment of(int[] labels, int[] reference) {
        return of(Contingency.of(labels, reference), labels, reference);
    }

    /// Aligns `labels` to `reference` with sample weights.
    ///
    /// @throws IllegalArgumentException if the lengths differ, a weight is negative or not finite, or no row counts
    public static LabelAlignment of(int[] labels, int[] reference, double[] sampleWeights) {
        return of(Contingency.of(labels, reference, sampleWeights), labels, reference);
    }

    private static LabelAlignment of(Contingency table, int[] labels, int[] reference) {
        int[] columnOf = Confusion.matches(table.toArray());
        int[] compared = table.clusters();
        int[] classes = table.classes();
        // a label that stands on no row with a reference label needs a name all the same
        int[] all = Arrays.stream(labels)
                .filter(label -> label >= 0)
                .sorted()
                .distinct()
                .toArray();
        int[] names = new int[all.length];
        int firstNew = Arrays.stream(reference).max().orElse(-1) + 1;
        int next = firstNew;
        for (int i = 0; i < all.length; i++) {
            int row = Arrays.binarySearch(compared, all[i]);
            names[i] = row >= 0 && columnOf[row] >= 0 ? classes[columnOf[row]] : next++;
        }
        return new LabelAlignment(all, names, firstNew);
    }

    /// The new name of a label; labels below 0 stay as they are.
    ///
    /// @throws IllegalArgumentException if the label did not occur when the clusterings were aligned
    public int apply(int label) {
        if (label < 0) return label;
        return names[indexOf(label)];
    }

    /// The new names of labels, one a row.
    public int[] apply(int[] rowLabels) {
        return Arrays.stream(rowLabels).map(this::apply).toArray();
    }

    /// Whether the label was paired with a group of the reference.
    public boolean isMatched(int label) {
        return label >= 0 && names[indexOf(label)] < firstNew;
    }

    private int indexOf(int label) {
        int i = Arrays.binarySearch(labels, label);
        if (i < 0) {
            throw new IllegalArgumentException("label " + label
                    + " was not there when the clusterings were aligned; the labels were " + Arrays.toString(labels));
        }
        return i;
    }
}
