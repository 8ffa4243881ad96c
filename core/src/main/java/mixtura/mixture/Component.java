package mixtura.mixture;

import java.util.random.RandomGenerator;

/// The parameters θ_k of one component of a mixture, immutable.
public interface Component {
    /// Columns that the component describes.
    int dimension();

    /// A way to draw rows from it; what is costly is worked out once, here.
    Sampler sampler();

    /// Draws rows of one component.
    @FunctionalInterface
    interface Sampler {
        /// Writes one row to `out[offset]` and on.
        void draw(RandomGenerator random, double[] out, int offset);
    }
}
