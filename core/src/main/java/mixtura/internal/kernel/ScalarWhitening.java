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
    public int gather(
            int rows,
            int dimension,
            double[] x,
            int xOffset,
            double[] shift,
            double[] scale,
            double[] centre,
            double[] weights,
            int weightsOffset,
            double[] threshold,
            int thresholdOffset,
            double[] out,
            int outOffset,
            int outStride,
            double[] first,
            int firstOffset) {
        int count = 0;
        for (int n = 0; n < rows; n++) {
            double w = weights[weightsOffset + n];
            if (!(w > threshold[thresholdOffset + n])) continue;
            double root = Math.sqrt(w);
            int pad = outStride - dimension;
            int from = xOffset + n * dimension - pad;
            int to = outOffset + count++ * outStride;
            for (int j = 0; j < pad; j++) out[to + j] = 0;
            for (int j = pad; j < outStride; j++) {
                double y = ((x[from + j] - shift[j]) * scale[j] - centre[j]) * root;
                out[to + j] = y;
                first[firstOffset + j] += y * root;
            }
            first[firstOffset + outStride] += w;
        }
        return count;
    }

    @Override
    public WeightedMoments moments(int componentCount, int columns) {
        return new ScalarMoments(componentCount, columns);
    }
}
