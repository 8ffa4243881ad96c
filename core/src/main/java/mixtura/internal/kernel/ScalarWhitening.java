package mixtura.internal.kernel;

/// The definition, one number after the other.
final class ScalarWhitening implements Whitener {
    @Override
    public void norms(
            int rows,
            double[] z,
            int zOffset,
            int zStride,
            Whitening whitening,
            double[] out,
            int outOffset,
            int outStride) {
        double[] u = whitening.panels();
        for (int k = 0; k < whitening.componentCount(); k++) {
            for (int n = 0; n < rows; n++) {
                double sum = 0;
                int at = whitening.panel(k);
                for (int g = 0; g < whitening.groups(); g++) {
                    int depth = whitening.depth(g);
                    for (int i = 0; i < Whitening.HEIGHT; i++) {
                        double y = -u[at + i];
                        for (int l = 0; l < depth; l++) {
                            y += u[at + (l + 1) * Whitening.HEIGHT + i] * z[zOffset + l * zStride + n];
                        }
                        sum += y * y;
                    }
                    at += Whitening.HEIGHT * (1 + depth);
                }
                out[outOffset + k * outStride + n] = whitening.constant(k) - 0.5 * sum;
            }
        }
    }

    @Override
    public void layOut(
            int rows,
            int dimension,
            double[] x,
            int xOffset,
            double[] shift,
            double[] scale,
            double[] zRows,
            double[] columns,
            int stride) {
        int length = WeightedMoments.rowLength(dimension);
        int pad = length - dimension;
        for (int n = 0; n < (rows + 7) / 8 * 8; n++) {
            for (int j = 0; j < length; j++) {
                boolean there = n < rows && j >= pad;
                double z = there ? (x[xOffset + n * dimension + j - pad] - shift[j]) * scale[j] : 0;
                columns[j * stride + n] = z;
                if (n < rows) zRows[n * length + j] = z;
            }
        }
    }

    @Override
    public WeightedMoments moments(double[][] centres, boolean[] lossy) {
        return new ScalarMoments(centres);
    }
}
