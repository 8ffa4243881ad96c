package mixtura.kmeans;

import java.util.Arrays;
import java.util.function.Supplier;
import mixtura.data.Execution;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// Exact weighted quantiles of many samples at once, by a few walks over the rows and without keeping a value.
///
/// Each walk counts the values between a sample's brackets in bins and keeps the smallest and the largest value
/// of each bin; the bin in which the quantile lies gives the next brackets, until they hold one value. Bins
/// are equally wide at first; from the third walk on they are equal parts of the floating-point numbers between
/// the brackets, so that values of any size end in a few walks more: each keeps at most one part in `bins` of
/// 2⁶⁴ numbers.
///
/// Where the quantiles of nearly the same samples are known, the first brackets are narrow ones about them, and most
/// values are passed over; a sample whose quantile is not there begins again with all numbers.
final class Quantiles {
    /// Bins of all samples together.
    private static final int BINS = 1 << 17;

    private static final int FEWEST = 16;
    private static final int MOST = 256;

    /// Walks with bins of equal width.
    private static final int EVEN_WALKS = 2;

    /// The part of a sample's range on either side of a known quantile within which the next one is looked for.
    private static final double NEAR = 1.0 / 64;

    /// Weights whose sum is this near to the quantile's, relative to the whole, are taken to reach it.
    private static final double ROUNDING = 1e-13;

    private final double share;
    private final int bins;
    private final int shift; // log2 of bins
    private final double[] mass;
    private final double[] below; // weight below the brackets
    private final double[] low; // brackets: the smallest and the largest value between which the quantile lies
    private final double[] high;
    private final double[] range; // of all values, at the last time that all were looked at
    private final boolean[] even; // whether the bins are equally wide
    private final double[] scale; // bins a unit, where they are equally wide
    private final double[] middle; // of the brackets
    private final double[] reach; // no value between the brackets is farther from the middle; negative to pass over all
    private final boolean[] found;

    private Quantiles(int samples, double share) {
        this.share = share;
        shift = Integer.numberOfTrailingZeros(Integer.highestOneBit(Math.clamp(BINS / samples, FEWEST, MOST)));
        bins = 1 << shift;
        mass = new double[samples];
        below = new double[samples];
        low = new double[samples];
        high = new double[samples];
        range = new double[samples];
        even = new boolean[samples];
        scale = new double[samples];
        middle = new double[samples];
        reach = new double[samples];
        found = new boolean[samples];
    }

    /// The quantiles of every sample for one share of its weight, in (0, 1].
    static Quantiles of(
            Rows rows, Supplier<? extends QuantileSource> newSource, int samples, double share, Execution execution) {
        Quantiles quantiles = new Quantiles(samples, share);
        quantiles.begin(rows.aggregate(execution, () -> SampleExtent.walk(newSource.get(), samples)));
        return quantiles.narrow(rows, newSource, execution);
    }

    /// The quantiles of samples that differ little from those of `known`, for the same share. The result is that of
    /// [#of].
    static Quantiles near(
            Quantiles known, Rows rows, Supplier<? extends QuantileSource> newSource, Execution execution) {
        Quantiles quantiles = new Quantiles(known.mass.length, known.share);
        quantiles.beginAbout(known);
        quantiles.rule();
        quantiles.enclose(rows.aggregate(execution, () -> new BinPass(newSource.get(), quantiles, true)));
        return quantiles.narrow(rows, newSource, execution);
    }

    private Quantiles narrow(Rows rows, Supplier<? extends QuantileSource> newSource, Execution execution) {
        for (int walk = 0; !isDone(); walk++) {
            if (walk == EVEN_WALKS) Arrays.fill(even, false);
            rule();
            narrow(rows.aggregate(execution, () -> new BinPass(newSource.get(), this, false)));
        }
        return this;
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

    private void begin(SampleExtent extent) {
        for (int s = 0; s < mass.length; s++) {
            mass[s] = extent.mass[s];
            low[s] = extent.low[s];
            high[s] = extent.high[s];
            range[s] = high[s] - low[s];
            even[s] = true;
            found[s] = !(low[s] < high[s]);
        }
    }

    private void beginAbout(Quantiles known) {
        for (int s = 0; s < mass.length; s++) {
            range[s] = known.range[s];
            even[s] = true;
            if (known.mass[s] == 0) continue; // brackets about 0 are as good as any
            double middle = known.low[s] / 2 + known.high[s] / 2;
            low[s] = middle - NEAR * range[s];
            high[s] = middle + NEAR * range[s];
        }
    }

    /// After a walk that counted all values: keeps the samples whose quantile is between the brackets.
    private void enclose(SampleBins counted) {
        for (int s = 0; s < mass.length; s++) {
            mass[s] = counted.extent.mass[s];
            below[s] = counted.below[s];
            double inside = 0;
            for (int b = s * bins; b < (s + 1) * bins; b++) inside += counted.weight(b);
            double target = share * mass[s];
            double slack = ROUNDING * mass[s];
            if (mass[s] == 0) {
                found[s] = true;
            } else if (below[s] + slack >= target || below[s] + inside <= target + slack) {
                below[s] = 0;
                low[s] = counted.extent.low[s];
                high[s] = counted.extent.high[s];
                range[s] = high[s] - low[s];
                found[s] = low[s] == high[s];
            } else {
                narrow(s, counted);
            }
        }
    }

    /// The bin of a value between the brackets; it never falls when the value rises.
    private int bin(int sample, double value) {
        double from = low[sample];
        if (even[sample]) {
            return Math.min((int) ((value - from) * scale[sample]), bins - 1);
        }
        long first = order(from);
        long span = order(high[sample]) - first;
        int down = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(span) - shift);
        return (int) ((order(value) - first) >>> down);
    }

    /// Makes ready for a walk.
    private void rule() {
        for (int s = 0; s < scale.length; s++) {
            double span = high[s] - low[s];
            // a span so small that the scale would be infinite is one bin, and ends with the floating-point numbers
            scale[s] = span > Double.MIN_NORMAL * bins ? bins / span : 0;
            middle[s] = low[s] / 2 + high[s] / 2;
            reach[s] = found[s] ? -1 : Math.max(high[s] - middle[s], middle[s] - low[s]);
        }
    }

    /// Consecutive numbers for consecutive floating-point values.
    private static long order(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    private void narrow(SampleBins counted) {
        for (int s = 0; s < mass.length; s++) if (!found[s]) narrow(s, counted);
    }

    private void narrow(int s, SampleBins counted) {
        double target = share * mass[s];
        double slack = ROUNDING * mass[s];
        double before = below[s];
        int at = s * bins;
        int last = -1; // the bin in which the share is reached
        for (int b = at; b < at + bins; b++) {
            if (counted.weight(b) == 0) continue;
            if (last >= 0) before += counted.weight(last);
            last = b;
            if (before + counted.weight(b) >= target - slack) break;
        }
        low[s] = counted.low(last);
        high[s] = counted.high(last);
        if (before + counted.weight(last) <= target + slack) {
            // The share is reached at the end of this bin.
            low[s] = high[s];
            for (int b = last + 1; b < at + bins; b++) {
                if (counted.weight(b) == 0) continue;
                high[s] = counted.low(b);
                break;
            }
            found[s] = true;
        } else {
            below[s] = before;
            found[s] = low[s] == high[s];
        }
    }

    private static final class BinPass implements Pass<SampleBins> {
        private final QuantileSource source;
        private final Quantiles quantiles;
        private final boolean all;
        private SampleBins counted;

        /// @param all  whether values outside the brackets are counted, too
        BinPass(QuantileSource source, Quantiles quantiles, boolean all) {
            this.source = source;
            this.quantiles = quantiles;
            this.all = all;
            counted = newBins();
        }

        private SampleBins newBins() {
            int samples = quantiles.mass.length;
            return new SampleBins(samples, samples * quantiles.bins);
        }

        @Override
        public void add(RowBlock block) {
            source.read(block);
            double[] x = source.values();
            double[] low = quantiles.low;
            double[] high = quantiles.high;
            double[] middle = quantiles.middle;
            double[] reach = quantiles.reach;
            int width = source.width();
            for (int n = 0; n < block.rowCount(); n++) {
                double w = source.weight(n);
                if (w == 0) continue;
                int from = source.offset() + n * width;
                int s = source.firstSample(n);
                for (int j = 0; j < width; j++, s++) {
                    double value = x[from + j];
                    if (all && !Double.isNaN(value)) {
                        counted.extent.add(s, value, w);
                        // The sign instead of a branch, which would be wrong for every other value.
                        counted.below[s] += w * (Double.doubleToRawLongBits(value - low[s]) >>> 63);
                    }
                    // One branch for nearly all values, NaN among them, then the exact question.
                    if (!(Math.abs(value - middle[s]) <= reach[s]) || value < low[s] || value > high[s]) continue;
                    counted.add(s * quantiles.bins + quantiles.bin(s, value), value, w);
                }
            }
        }

        @Override
        public SampleBins finish() {
            SampleBins result = counted;
            counted = newBins();
            return result;
        }
    }
}
