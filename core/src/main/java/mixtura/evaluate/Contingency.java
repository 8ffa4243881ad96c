package mixtura.evaluate;

import java.util.Arrays;

/// How two labellings of the same rows meet: the weight n_ij of the rows with cluster i on one side and class j on
/// the other, its margins a_i and b_j, and the total n.
///
/// Only cells that hold rows are stored, so that even one cluster a row costs O(n). Labels may be any numbers;
/// those below 0 mean "no label", and a row without a label on either side, or of weight 0, does not count.
public final class Contingency {
    private static final long MAX_TABLE = 1L << 24; // 128 MiB; an optimal assignment on more would take minutes

    private final int[] clusters;
    private final int[] classes;
    private final int[] start; // cells of cluster i are start[i] … start[i + 1] − 1, their classes ascending
    private final int[] cellClass;
    private final double[] cell;
    private final double[] clusterMass;
    private final double[] classMass;
    private final double total;

    private Contingency(int[] clusters, int[] classes, int[] start, int[] cellClass, double[] cell) {
        this.clusters = clusters;
        this.classes = classes;
        this.start = start;
        this.cellClass = cellClass;
        this.cell = cell;
        clusterMass = new double[clusters.length];
        classMass = new double[classes.length];
        double sum = 0;
        for (int i = 0; i < clusters.length; i++) {
            for (int c = start[i]; c < start[i + 1]; c++) {
                clusterMass[i] += cell[c];
                classMass[cellClass[c]] += cell[c];
            }
            sum += clusterMass[i];
        }
        total = sum;
    }

    /// Every row counts 1.
    ///
    /// @param clusterLabels  one a row, below 0 for none
    /// @param classLabels    one a row, below 0 for none
    /// @throws IllegalArgumentException if the lengths differ, or no row has a label on both sides
    public static Contingency of(int[] clusterLabels, int[] classLabels) {
        double[] ones = new double[clusterLabels.length];
        Arrays.fill(ones, 1);
        return of(clusterLabels, classLabels, ones);
    }

    /// @param clusterLabels  one a row, below 0 for none
    /// @param classLabels    one a row, below 0 for none
    /// @param sampleWeights  one a row, frequencies: weight 2 counts like the row twice
    /// @throws IllegalArgumentException if the lengths differ, a weight is negative or not finite, or no row counts
    public static Contingency of(int[] clusterLabels, int[] classLabels, double[] sampleWeights) {
        int rowCount = clusterLabels.length;
        if (classLabels.length != rowCount || sampleWeights.length != rowCount) {
            throw new IllegalArgumentException("there are " + rowCount + " cluster labels, " + classLabels.length
                    + " class labels and " + sampleWeights.length + " weights; give one of each for every row");
        }
        int[] counted = countedRows(clusterLabels, classLabels, sampleWeights);
        int[] clusters = distinct(clusterLabels, counted);
        int[] classes = distinct(classLabels, counted);

        int[] rowStart = new int[clusters.length + 1];
        int[] clusterOf = new int[counted.length];
        for (int r = 0; r < counted.length; r++) {
            clusterOf[r] = Arrays.binarySearch(clusters, clusterLabels[counted[r]]);
            rowStart[clusterOf[r] + 1]++;
        }
        for (int i = 0; i < clusters.length; i++) rowStart[i + 1] += rowStart[i];
        int[] byCluster = new int[counted.length]; // the rows of cluster 0, then of cluster 1, …
        int[] next = rowStart.clone();
        for (int r = 0; r < counted.length; r++) byCluster[next[clusterOf[r]]++] = counted[r];

        int[] start = new int[clusters.length + 1];
        int[] cellClass = new int[counted.length];
        double[] cell = new double[counted.length];
        int[] members = new int[counted.length];
        double[] weightOfClass = new double[classes.length];
        int cells = 0;
        for (int i = 0; i < clusters.length; i++) {
            for (int r = rowStart[i]; r < rowStart[i + 1]; r++) {
                members[r] = Arrays.binarySearch(classes, classLabels[byCluster[r]]);
                weightOfClass[members[r]] += sampleWeights[byCluster[r]];
            }
            Arrays.sort(members, rowStart[i], rowStart[i + 1]);
            for (int r = rowStart[i]; r < rowStart[i + 1]; r++) {
                if (r > rowStart[i] && members[r] == members[r - 1]) continue;
                cellClass[cells] = members[r];
                cell[cells++] = weightOfClass[members[r]];
                weightOfClass[members[r]] = 0;
            }
            start[i + 1] = cells;
        }
        return new Contingency(clusters, classes, start, Arrays.copyOf(cellClass, cells), Arrays.copyOf(cell, cells));
    }

    private static int[] countedRows(int[] clusterLabels, int[] classLabels, double[] sampleWeights) {
        int[] counted = new int[clusterLabels.length];
        int count = 0;
        for (int n = 0; n < clusterLabels.length; n++) {
            double w = sampleWeights[n];
            if (!(w >= 0) || w == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException(
                        "row " + (n + 1) + " has the weight " + w + "; weights are finite and not negative");
            }
            if (clusterLabels[n] >= 0 && classLabels[n] >= 0 && w > 0) counted[count++] = n;
        }
        if (count == 0) {
            throw new IllegalArgumentException(
                    "no row of positive weight has a label on both sides, so there is nothing"
                            + " to compare; check that the label column or file belongs to these rows");
        }
        return Arrays.copyOf(counted, count);
    }

    private static int[] distinct(int[] labels, int[] counted) {
        return Arrays.stream(counted).map(n -> labels[n]).sorted().distinct().toArray();
    }

    /// The cluster labels that occur, ascending: cluster i has the label `clusters()[i]`.
    public int[] clusters() {
        return clusters.clone();
    }

    /// The class labels that occur, ascending: class j has the label `classes()[j]`.
    public int[] classes() {
        return classes.clone();
    }

    /// a_i, the weight of cluster i.
    public double clusterMass(int i) {
        return clusterMass[i];
    }

    /// b_j, the weight of class j.
    public double classMass(int j) {
        return classMass[j];
    }

    /// n, the weight of all rows that count.
    public double total() {
        return total;
    }

    /// Whether both labellings are the same partition under other names.
    public boolean isOneToOne() {
        return cell.length == clusters.length && cell.length == classes.length;
    }

    /// Cells n_ij > 0, ordered by cluster and then by class.
    public int cellCount() {
        return cell.length;
    }

    /// Hands over every cell n_ij > 0, ordered by cluster and then by class.
    public void forEachCell(CellConsumer consumer) {
        for (int i = 0; i < clusters.length; i++) {
            for (int c = start[i]; c < start[i + 1]; c++) consumer.accept(i, cellClass[c], cell[c]);
        }
    }

    /// What [#forEachCell] hands a cell to.
    @FunctionalInterface
    public interface CellConsumer {
        /// @param mass  n_ij > 0, the weight of the rows in cluster i and class j
        void accept(int i, int j, double mass);
    }

    /// The whole table, clusters × classes.
    ///
    /// @throws IllegalArgumentException if it has more than 2²⁴ cells
    public double[][] toArray() {
        if ((long) clusters.length * classes.length > MAX_TABLE) {
            throw new IllegalArgumentException("a table of " + clusters.length + " clusters × " + classes.length
                    + " classes is too large to lay out; are the labels numbers of rows rather than of groups?");
        }
        double[][] table = new double[clusters.length][classes.length];
        forEachCell((i, j, mass) -> table[i][j] = mass);
        return table;
    }

    double[] clusterMasses() {
        return clusterMass;
    }

    double[] classMasses() {
        return classMass;
    }

    /// The mutual information Σ_ij n_ij/n log(n n_ij / (a_i b_j)) in nats, never below 0.
    public double mutualInformation() {
        if (clusters.length == 1 || classes.length == 1) return 0;
        double sum = 0;
        for (int i = 0; i < clusters.length; i++) {
            for (int c = start[i]; c < start[i + 1]; c++) {
                sum += cell[c] / total * Math.log(cell[c] / clusterMass[i] * (total / classMass[cellClass[c]]));
            }
        }
        return Math.max(0, sum);
    }

    /// The entropy −Σ_i a_i/n log(a_i/n) of the clusters in nats.
    public double clusterEntropy() {
        return entropy(clusterMass);
    }

    /// The entropy −Σ_j b_j/n log(b_j/n) of the classes in nats.
    public double classEntropy() {
        return entropy(classMass);
    }

    private double entropy(double[] masses) {
        if (masses.length == 1) return 0;
        double sum = 0;
        for (double mass : masses) sum -= mass / total * Math.log(mass / total);
        return sum;
    }
}
