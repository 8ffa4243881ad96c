package mixtura.internal.kernel;

import java.util.Arrays;

/// The definition, one number after the other.
final class ScalarMoments implements WeightedMoments {
    private final int columns;
    private final double[][] sums; // K × columns²

    ScalarMoments(int componentCount, int columns) {
        this.columns = columns;
        this.sums = new double[componentCount][columns * columns];
    }

    @Override
    public void add(int rows, double[] y, int yStride, double[] w, int wStride, double[] threshold) {
        for (int k = 0; k < sums.length; k++) {
            for (int a = 0; a < columns; a++) {
                for (int b = a; b < columns; b++) {
                    double sum = 0;
                    for (int n = 0; n < rows; n++) sum += w[k * wStride + n] * y[a * yStride + n] * y[b * yStride + n];
                    sums[k][a * columns + b] += sum;
                }
            }
        }
    }

    @Override
    public void take(int k, double[] out, int offset) {
        int to = offset;
        for (int a = 0; a < columns; a++) {
            for (int b = a; b < columns; b++) out[to++] = sums[k][a * columns + b];
        }
        Arrays.fill(sums[k], 0);
    }
}
