package mixtura.app.plot;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// What plots of rows and clusters draw: rows, perhaps a sample of them, and what the model says of each.
///
/// @param caption           of the whole data and the model
/// @param columnNames       d of them
/// @param rows              the rows drawn, m × d
/// @param cluster           of each row drawn, from 0; −1 for none
/// @param responsibilities  of each row drawn, m × k; empty for a model without them
/// @param clusters          k of them
/// @param total             how many rows the data have; more than m when these are a sample
/// @param levels            for each column what its levels 0, 1, 2, … are called; none for a column of numbers
public record Subject(
        Caption caption,
        List<String> columnNames,
        double[][] rows,
        int[] cluster,
        double[][] responsibilities,
        List<Cluster> clusters,
        long total,
        List<List<String>> levels) {
    public Subject {
        columnNames = List.copyOf(columnNames);
        clusters = List.copyOf(clusters);
        levels = List.copyOf(levels);
        if (rows.length != cluster.length) {
            throw new IllegalArgumentException(rows.length + " rows, but clusters of " + cluster.length);
        }
    }

    /// All columns are numbers.
    public Subject(
            Caption caption,
            List<String> columnNames,
            double[][] rows,
            int[] cluster,
            double[][] responsibilities,
            List<Cluster> clusters,
            long total) {
        this(
                caption,
                columnNames,
                rows,
                cluster,
                responsibilities,
                clusters,
                total,
                Collections.nCopies(columnNames.size(), List.of()));
    }

    /// Whether a column holds levels instead of numbers.
    boolean isLevels(int column) {
        return !levels.get(column).isEmpty();
    }

    /// Says how many of the rows drawn lack a cell of these columns; empty when none does.
    String gapNote(int[] columns) {
        long lacking = Arrays.stream(rows)
                .filter(row -> Arrays.stream(columns).anyMatch(j -> Double.isNaN(row[j])))
                .count();
        if (lacking == 0) return "";
        return Numbers.count(lacking) + " of " + Numbers.count(rows.length)
                + " rows lack a cell of the columns shown and "
                + (columns.length > 2 ? "are left out where it is needed." : "are left out.");
    }

    int k() {
        return clusters.size();
    }

    int dimension() {
        return columnNames.size();
    }

    boolean isElliptical() {
        return !clusters.isEmpty() && clusters.stream().allMatch(Cluster::isElliptical);
    }

    boolean isStudent() {
        return isElliptical() && clusters.getFirst().isStudent();
    }

    /// `component` for mixtures, `cluster` for k-means.
    String word() {
        if (caption.objectiveName().equals("distortion")) return "cluster"; // fuzzy ones have memberships
        return responsibilities.length > 0 || isElliptical() ? "component" : "cluster";
    }

    double[] column(int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    /// One column of the rows that belong to a cluster.
    double[] column(int column, int k) {
        double[] values = new double[rows.length];
        int count = 0;
        for (int n = 0; n < rows.length; n++) {
            if (cluster[n] == k) values[count++] = rows[n][column];
        }
        return Arrays.copyOf(values, count);
    }

    /// 1 − the largest responsibility of each row; 0 where there are none.
    double[] uncertainty() {
        double[] uncertainty = new double[rows.length];
        for (int n = 0; n < responsibilities.length; n++) {
            uncertainty[n] = 1 - Arrays.stream(responsibilities[n]).max().orElse(1);
        }
        return uncertainty;
    }

    /// Says so when not all rows are drawn; empty when they are.
    String samplingNote() {
        if (rows.length >= total || caption.remarks().contains(Subjects.WEIGHTED)) return "";
        return "Drawn is a sample of " + Numbers.count(rows.length) + " of " + Numbers.count(total) + " rows.";
    }
}
