package mixtura.kmeans;

import mixtura.data.Mergeable;

/// Weight, smallest and largest value of every bin, side by side: a value touches one line of the cache.
final class SampleBins implements Mergeable<SampleBins> {
    private final double[] bins;
    final SampleExtent extent; // of all values of a sample, where all are counted
    final double[] below; // weight of those below the brackets

    SampleBins(int samples, int count) {
        extent = new SampleExtent(samples);
        below = new double[samples];
        bins = new double[3 * count];
        for (int b = 0; b < bins.length; b += 3) {
            bins[b + 1] = Double.POSITIVE_INFINITY;
            bins[b + 2] = Double.NEGATIVE_INFINITY;
        }
    }

    double weight(int b) {
        return bins[3 * b];
    }

    double low(int b) {
        return bins[3 * b + 1];
    }

    double high(int b) {
        return bins[3 * b + 2];
    }

    void add(int b, double value, double w) {
        int at = 3 * b;
        bins[at] += w;
        if (value < bins[at + 1]) bins[at + 1] = value;
        if (value > bins[at + 2]) bins[at + 2] = value;
    }

    @Override
    public SampleBins merge(SampleBins later) {
        extent.merge(later.extent);
        for (int s = 0; s < below.length; s++) below[s] += later.below[s];
        for (int b = 0; b < bins.length; b += 3) {
            bins[b] += later.bins[b];
            bins[b + 1] = Math.min(bins[b + 1], later.bins[b + 1]);
            bins[b + 2] = Math.max(bins[b + 2], later.bins[b + 2]);
        }
        return this;
    }
}
