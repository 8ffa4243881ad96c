package mixtura.kmeans;

import java.util.Arrays;
import java.util.function.Supplier;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// Exact weighted quantiles of many samples at once, by a few walks over the rows and without keeping a value.
///
/// Each walk counts the values between a sample's brackets in bins and keeps the smallest and the largest value of each
/// bin; the bin in which the quantile lies gives the next brackets, until they hold one value. Bins are equally wide at
/// first; from the third walk on they are equal parts of the floating-point numbers between the brackets, so that
/// values of any size end in a few walks more: each keeps at most one part in `bins` of 2⁶⁴ numbers.
final class Quantiles {
    /// Bins of all samples together.
    private static final int BINS = 1 << 17;

    private static final int FEWEST = 16;
    private static final int MOST = 256;

    /// Walks with bins of equal width.
    private static final int EVEN_WALKS = 2;

    /// Weights whose sum is this near to the quantile's, relative to the whole, are taken to reach it.
    private static final double ROUNDING = 1e-13;

    /// What the samples are made of, block by block, for one thread. Row `n` gives `width` values, which go to as many
    /// consecutive samples.
    interface Source {
        /// Reads a block.
        void read(RowBlock block);

        /// Values of the block's rows; those of row `n` begin at `offset + n · width`.
        double[] values();

        int offset();

        int width();

        /// The sample of row n's first value.
        int firstSample(int n);

        /// The weight of row n's values, 0 to pass over them.
        double weight(int n);
    }

    private final double share;
    private final int bins;
    private final int shift; // log2 of bins
    private final double[] mass;
    private final double[] below; // weight below the brackets
    private final double[] low; // brackets: the smallest and the largest value between which the quantile lies
    private final double[] high;
    private final boolean[] found;

    private Quantiles(int samples, double share) {
        this.share = share;
        shift = Integer.numberOfTrailingZeros(Integer.highestOneBit(Math.clamp(BINS / samples, FEWEST, MOST)));
        bins = 1 << shift;
        mass = new double[samples];
        below = new double[samples];
        low = new double[samples];
        high = new double[samples];
        found = new boolean[samples];
    }

    /// The quantiles of every sample for one share of its weight, in (0, 1].
    static Quantiles of(
            Rows rows, Supplier<? extends Source> newSource, int samples, double share, Execution execution) {
        Quantiles quantiles = new Quantiles(samples, share);
        Extent extent = rows.aggregate(execution, () -> new ExtentPass(newSource.get(), samples));
        quantiles.begin(extent);
        for (int walk = 0; !quantiles.isDone(); walk++) {
            boolean even = walk < EVEN_WALKS;
            Bins counted = rows.aggregate(execution, () -> new BinPass(newSource.get(), quantiles, even));
            quantiles.narrow(counted);
        }
        return quantiles;
    }

    /// The weight of a sample.
    double mass(int sample) {
        return mass[sample];
    }

    /// The smallest value such that the values up to it have the share of the weight.
    double lower(int sample) {
        return low[sample];
    }

    /// The smallest value such that the values up to it have more than the share of the weight: the next one, where
    /// the share is reached exactly at [#lower].
    double upper(int sample) {
        return high[sample];
    }

    private boolean isDone() {
        for (boolean one : found) if (!one) return false;
        return true;
    }

    private void begin(Extent extent) {
        for (int s = 0; s < mass.length; s++) {
            mass[s] = extent.mass[s];
            low[s] = extent.low[s];
            high[s] = extent.high[s];
            found[s] = !(low[s] < high[s]);
        }
    }

    /// The bin of a value between the brackets; it never falls when the value rises.
    private int bin(int sample, double value, boolean even) {
        if (even) {
            double within = (value - low[sample]) / (high[sample] - low[sample]) * bins;
            return Math.min((int) within, bins - 1);
        }
        long first = order(low[sample]);
        long span = order(high[sample]) - first;
        int down = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(span) - shift);
        return (int) ((order(value) - first) >>> down);
    }

    /// Consecutive numbers for consecutive floating-point values.
    private static long order(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    private void narrow(Bins counted) {
        for (int s = 0; s < mass.length; s++) {
            if (found[s]) continue;
            double target = share * mass[s];
            double slack = ROUNDING * mass[s];
            double before = below[s];
            int at = s * bins;
            int last = -1; // the bin in which the share is reached
            for (int b = at; b < at + bins; b++) {
                if (counted.weight[b] == 0) continue;
                if (last >= 0) before += counted.weight[last];
                last = b;
                if (before + counted.weight[b] >= target - slack) break;
            }
            low[s] = counted.low[last];
            high[s] = counted.high[last];
            if (before + counted.weight[last] <= target + slack) {
                // The share is reached at the end of this bin.
                low[s] = high[s];
                for (int b = last + 1; b < at + bins; b++) {
                    if (counted.weight[b] == 0) continue;
                    high[s] = counted.low[b];
                    break;
                }
                found[s] = true;
            } else {
                below[s] = before;
                found[s] = low[s] == high[s];
            }
        }
    }

    /// Range and weight of every sample.
    private static final class Extent implements Mergeable<Extent> {
        private final double[] mass;
        private final double[] low;
        private final double[] high;

        Extent(int samples) {
            mass = new double[samples];
            low = new double[samples];
            high = new double[samples];
            Arrays.fill(low, Double.POSITIVE_INFINITY);
            Arrays.fill(high, Double.NEGATIVE_INFINITY);
        }

        @Override
        public Extent merge(Extent later) {
            for (int s = 0; s < mass.length; s++) {
                mass[s] += later.mass[s];
                low[s] = Math.min(low[s], later.low[s]);
                high[s] = Math.max(high[s], later.high[s]);
            }
            return this;
        }
    }

    private static final class ExtentPass implements Pass<Extent> {
        private final Source source;
        private final int samples;
        private Extent extent;

        ExtentPass(Source source, int samples) {
            this.source = source;
            this.samples = samples;
            extent = new Extent(samples);
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
                    extent.mass[s] += w;
                    if (value < extent.low[s]) extent.low[s] = value;
                    if (value > extent.high[s]) extent.high[s] = value;
                }
            }
        }

        @Override
        public Extent finish() {
            Extent result = extent;
            extent = new Extent(samples);
            return result;
        }
    }

    /// Weight, smallest and largest value of every bin.
    private static final class Bins implements Mergeable<Bins> {
        private final double[] weight;
        private final double[] low;
        private final double[] high;

        Bins(int count) {
            weight = new double[count];
            low = new double[count];
            high = new double[count];
            Arrays.fill(low, Double.POSITIVE_INFINITY);
            Arrays.fill(high, Double.NEGATIVE_INFINITY);
        }

        @Override
        public Bins merge(Bins later) {
            for (int b = 0; b < weight.length; b++) {
                weight[b] += later.weight[b];
                low[b] = Math.min(low[b], later.low[b]);
                high[b] = Math.max(high[b], later.high[b]);
            }
            return this;
        }
    }

    private static final class BinPass implements Pass<Bins> {
        private final Source source;
        private final Quantiles quantiles;
        private final boolean even;
        private Bins counted;

        BinPass(Source source, Quantiles quantiles, boolean even) {
            this.source = source;
            this.quantiles = quantiles;
            this.even = even;
            counted = newBins();
        }

        private Bins newBins() {
            return new Bins(quantiles.mass.length * quantiles.bins);
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
                    if (quantiles.found[s] || value < quantiles.low[s] || value > quantiles.high[s]) continue;
                    int b = s * quantiles.bins + quantiles.bin(s, value, even);
                    counted.weight[b] += w;
                    if (value < counted.low[b]) counted.low[b] = value;
                    if (value > counted.high[b]) counted.high[b] = value;
                }
            }
        }

        @Override
        public Bins finish() {
            Bins result = counted;
            counted = newBins();
            return result;
        }
    }
}
