package mixtura.kmeans;

import java.util.Arrays;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;

/// Range and weight of every sample.
final class SampleExtent implements Mergeable<SampleExtent> {
    final double[] mass;
    final double[] low;
    final double[] high;

    SampleExtent(int samples) {
        mass = new double[samples];
        low = new double[samples];
        high = new double[samples];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
    }

    void add(int s, double value, double w) {
        mass[s] += w;
        if (value < low[s]) low[s] = value;
        if (value > high[s]) high[s] = value;
    }

    @Override
    public SampleExtent merge(SampleExtent later) {
        for (int s = 0; s < mass.length; s++) {
            mass[s] += later.mass[s];
            low[s] = Math.min(low[s], later.low[s]);
            high[s] = Math.max(high[s], later.high[s]);
        }
        return this;
    }

    /// A walk over all values.
    static Pass<SampleExtent> walk(QuantileSource source, int samples) {
        return new Walk(source, samples);
    }

    private static final class Walk implements Pass<SampleExtent> {
        private final QuantileSource source;
        private final int samples;
        private SampleExtent extent;

        Walk(QuantileSource source, int samples) {
            this.source = source;
            this.samples = samples;
            extent = new SampleExtent(samples);
        }

        @Override
        public void add(RowBlock block) {
            source.read(block);
            double[] x = source.values();
            int width = source.width();
            for (int n = 0; n < block.rowCount(); n++) {
                double w = source.weight(n);
                if (w == 0) continue;
                int from = source.offset() + n * width;
                int s = source.firstSample(n);
                for (int j = 0; j < width; j++, s++) {
                    double value = x[from + j];
                    if (!Double.isNaN(value)) extent.add(s, value, w);
                }
            }
        }

        @Override
        public SampleExtent finish() {
            SampleExtent result = extent;
            extent = new SampleExtent(samples);
            return result;
        }
    }
}
