package mixtura.internal.kernel;

import java.util.Arrays;

/// The definition, one number after the other.
final class ScalarMoments implements WeightedMoments {
    private final double[][] centres;
    private final int d;
    private final double[] mass;
    private final double[][] first;
    private final double[][] second;

    ScalarMoments(double[][] centres) {
        this.centres = centres;
        this.d = centres[0].length;
        this.mass = new double[centres.length];
        this.first = new double[centres.length][d];
        this.second = new double[centres.length][d * d];
    }

    @Override
    public void add(int rows, double[] z, double[] w, int wStride, double[] threshold) {
        int length = WeightedMoments.rowLength(d);
        for (int k = 0; k < centres.length; k++) {
            double[] c = centres[k];
            for (int n = 0; n < rows; n++) {
                double weight = w[k * wStride + n];
                if (!(weight > threshold[n])) continue;
                int row = (n + 1) * length - d;
                mass[k] += weight;
                for (int i = 0; i < d; i++) {
                    double y = weight * (z[row + i] - c[i]);
                    first[k][i] += y;
                    for (int j = i; j < d; j++) second[k][i * d + j] += y * (z[row + j] - c[j]);
                }
            }
        }
    }

    @Override
    public double take(int k, double[] out, int outOffset, double[] square, int squareOffset) {
        double taken = mass[k];
        System.arraycopy(first[k], 0, out, outOffset, d);
        for (int i = 0; i < d; i++) {
            System.arraycopy(second[k], i * d + i, square, squareOffset + i * d + i, d - i);
        }
        mass[k] = 0;
        Arrays.fill(first[k], 0);
        Arrays.fill(second[k], 0);
        return taken;
    }
}
