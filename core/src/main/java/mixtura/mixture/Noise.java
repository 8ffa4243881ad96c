package mixtura.mixture;

/// A noise component (Banfield and Raftery 1993): rows that belong to no cluster, with one density
/// everywhere, the reciprocal of the volume that the data take up. The mixture is `p(x) = π₀ / V + (1 −
/// π₀) Σ_k π_k p(x | θ_k)`.
///
/// @param proportion  π₀, from 0 to 1; the mixing proportions π_k add up to 1 among themselves
/// @param logVolume   log V, over the columns that the mixture models
/// @param low         of each such column, where rows drawn from the noise begin
/// @param high        and where they end
public record Noise(double proportion, double logVolume, double[] low, double[] high) {
    public Noise {
        if (!(proportion >= 0 && proportion <= 1)) {
            throw new IllegalArgumentException("the proportion of the noise is " + proportion + "; it is from 0 to 1");
        }
        if (!Double.isFinite(logVolume)) {
            throw new IllegalArgumentException("the noise has the log volume " + logVolume + "; it must be finite");
        }
        low = low.clone();
        high = high.clone();
    }

    @Override
    public double[] low() {
        return low.clone();
    }

    @Override
    public double[] high() {
        return high.clone();
    }

    /// The same with another proportion.
    Noise withProportion(double other) {
        return new Noise(other, logVolume, low, high);
    }

    /// log π₀ / V: what the noise adds to the density of every row.
    double logShare() {
        return Math.log(proportion) - logVolume;
    }
}
