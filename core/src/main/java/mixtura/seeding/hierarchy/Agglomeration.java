package mixtura.seeding.hierarchy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import mixtura.data.Rows;
import mixtura.internal.linalg.JacobiRotations;

/// Model-based agglomerative clustering (Banfield and Raftery 1993, Fraley 1998): single rows are merged step by step
/// so that the classification likelihood of Gaussians with full covariances falls least. One run serves every k.
///
/// It sees the columns as mclust's default does: standardised, turned to their principal directions and these
/// divided by the square roots of their singular values (Scrucca and Raftery 2015), which makes small directions
/// count more than their variance would. A single column is cut at its quantiles.
public final class Agglomeration {
    /// Rows that are looked at, at most: time and memory of the search grow with their square.
    public static final int SAMPLE = 2000;

    /// Directions with a smaller share of the largest variance are rounding.
    private static final double COLLINEAR = 1e-14;

    private Agglomeration() {}

    /// Agglomerates the rows, or [#SAMPLE] of them drawn at random when there are more; rows of weight 0 are not looked
    /// at, and one of weight 2 counts like two that are together already.
    ///
    /// @param rows    without missing cells; constant columns are passed over
    /// @param random  for the sample
    /// @throws IllegalArgumentException if there are more rows than an array can label
    public static Partitions of(Rows rows, RandomGenerator random) {
        return of(rows, random, 1);
    }

    /// The same on some threads: they make no difference to the groups.
    public static Partitions of(Rows rows, RandomGenerator random, int threads) {
        if (rows.rowCount() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("there are " + rows.rowCount()
                    + " rows, more than can be labelled at once; start from another model or with kmeans++");
        }
        int[] chosen = sample(rows, random);
        double[][] points = new double[chosen.length][rows.dimension()];
        double[] weights = new double[chosen.length];
        for (int n = 0; n < chosen.length; n++) {
            rows.copyRow(chosen[n], points[n]);
            weights[n] = rows.weight(chosen[n]);
        }
        int rowCount = (int) rows.rowCount();
        double[][] columns = standardised(points, weights);
        if (columns.length <= 1) {
            double[] values = columns.length == 0 ? new double[points.length] : columns[0];
            return new QuantileClasses(rowCount, chosen, values, weights);
        }
        double[] turned = turned(columns, weights);
        int dimension = turned.length / Math.max(1, chosen.length);
        return Merging.of(new GaussianGroups(turned, counted(weights), dimension), rowCount, chosen, threads);
    }

    /// Ascending numbers of the rows to look at.
    private static int[] sample(Rows rows, RandomGenerator random) {
        int count = (int) rows.rowCount();
        if (count <= SAMPLE) {
            List<Integer> all = new ArrayList<>();
            for (int n = 0; n < count; n++) if (rows.weight(n) > 0) all.add(n);
            return all.stream().mapToInt(n -> n).toArray();
        }
        // As many draws as it takes when most weights are 0, but not for ever.
        Set<Integer> drawn = new HashSet<>();
        for (int draw = 0; drawn.size() < SAMPLE && draw < 64 * SAMPLE; draw++) {
            int n = random.nextInt(count);
            if (rows.weight(n) > 0) drawn.add(n);
        }
        return drawn.stream().mapToInt(n -> n).sorted().toArray();
    }

    /// Weights that count rows: where they add up to less than one a row, they are brought to one a row on average.
    private static double[] counted(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        if (sum >= weights.length) return weights;
        return Arrays.stream(weights).map(w -> w * weights.length / sum).toArray();
    }

    /// The columns that vary, with mean 0 and variance 1 (divisor Σ w − 1, as mclust scales).
    private static double[][] standardised(double[][] points, double[] weights) {
        double[] counts = counted(weights);
        double sum = Arrays.stream(counts).sum();
        List<double[]> columns = new ArrayList<>();
        for (int j = 0; j < (points.length == 0 ? 0 : points[0].length); j++) {
            double[] column = new double[points.length];
            double mean = 0;
            for (int n = 0; n < column.length; n++) mean += counts[n] * points[n][j] / sum;
            double squares = 0;
            for (int n = 0; n < column.length; n++) {
                column[n] = points[n][j] - mean;
                squares += counts[n] * column[n] * column[n];
            }
            double deviation = Math.sqrt(squares / Math.max(1, sum - 1));
            if (!(deviation > 0)) continue;
            for (int n = 0; n < column.length; n++) column[n] /= deviation;
            columns.add(column);
        }
        return columns.toArray(double[][]::new);
    }

    /// Row-major Z V D^(−1/2) of standardised columns Z = U D Vᵀ.
    private static double[] turned(double[][] columns, double[] weights) {
        double[] counts = counted(weights);
        int d = columns.length;
        double[] squares = new double[d * d];
        for (int a = 0; a < d; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int n = 0; n < counts.length; n++) sum += counts[n] * columns[a][n] * columns[b][n];
                squares[a * d + b] = sum;
                squares[b * d + a] = sum;
            }
        }
        JacobiRotations principal = JacobiRotations.of(squares, d);
        int directions = 0;
        while (directions < d
                && principal.values()[directions] > COLLINEAR * principal.values()[0]) directions++;
        double[] turned = new double[counts.length * directions];
        for (int i = 0; i < directions; i++) {
            double scale = 1 / Math.sqrt(Math.sqrt(principal.values()[i]));
            for (int j = 0; j < d; j++) {
                double factor = scale * principal.vectors()[j * d + i];
                for (int n = 0; n < counts.length; n++) turned[n * directions + i] += factor * columns[j][n];
            }
        }
        return turned;
    }
}
