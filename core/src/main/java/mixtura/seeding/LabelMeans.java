package mixtura.seeding;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// The mean of each labelled class: where to begin when labels are known.
///
/// @param labels  one a row, 0 … k − 1; a negative one says that the row has none
public record LabelMeans(int[] labels) implements Seeding {
    public LabelMeans {
        labels = labels.clone();
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public double[][] choose(Rows rows, int k, RandomGenerator random, Execution execution) {
        if (labels.length != rows.rowCount()) {
            throw new IllegalArgumentException(
                    "there are " + labels.length + " labels for " + rows.rowCount() + " rows; give one for each row");
        }
        for (int n = 0; n < labels.length; n++) {
            if (labels[n] >= k) {
                throw new IllegalArgumentException("row " + (n + 1) + " has the label " + labels[n] + ", but with k = "
                        + k + " labels are 0 to " + (k - 1) + "; use a larger k, or other labels");
            }
        }
        GroupMeans means = GroupMeans.of(rows, k, n -> labels[(int) n], execution);
        for (int g = 0; g < k; g++) {
            if (means.mass(g) == 0) {
                throw new IllegalArgumentException("no row of positive weight has the label " + g + ", and k is " + k
                        + "; use as many clusters as there are classes, labelled from 0");
            }
        }
        return means.means(rows, g -> g);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelMeans(int[] theirs) && Arrays.equals(labels, theirs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(labels);
    }

    @Override
    public String toString() {
        return "LabelMeans[" + labels.length + " labels]";
    }
}
