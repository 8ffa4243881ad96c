package mixtura.image;

import java.util.Optional;
import java.util.function.Consumer;
import mixtura.mixture.Ridge;
import org.jspecify.annotations.Nullable;

/// How a photograph is segmented. Options are immutable; `with…` gives a copy with one of them changed.
public final class SegmentationOptions {
    /// Colours at most: a label fits into a byte, and a palette of more is a photograph.
    public static final int MAX_COLOURS = 255;

    /// What stands behind a colour.
    public enum Method {
        /// k-means: each pixel goes to the nearest centroid.
        K_MEANS("kmeans"),
        /// A mixture of Gaussians with full covariances: each pixel goes to its most probable component.
        GAUSSIAN("gmm");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        /// The name on the command line.
        public String word() {
            return word;
        }
    }

    private final Settings settings;

    /// Written only before it is shared.
    private static final class Settings implements Cloneable {
        int k = 1;
        Method method = Method.K_MEANS;
        ColourSpace space = ColourSpace.OKLAB;
        double position;
        int smoothing;

        @Nullable
        Ridge ridge;

        int restarts = 10;
        long seed;
        int threads = Runtime.getRuntime().availableProcessors();

        @Override
        protected Settings clone() {
            try {
                return (Settings) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError("settings can be cloned", e);
            }
        }
    }

    private SegmentationOptions(Settings settings) {
        this.settings = settings;
    }

    /// k colours by k-means in Oklab: colour alone, no smoothing, the best of ten starts, seed 0, all processors.
    ///
    /// @throws IllegalArgumentException if k is not within 1 and [#MAX_COLOURS]
    public static SegmentationOptions of(int k) {
        Settings settings = new Settings();
        if (k < 1 || k > MAX_COLOURS) {
            throw new IllegalArgumentException("k is " + k + "; a palette has 1 to " + MAX_COLOURS + " colours");
        }
        settings.k = k;
        return new SegmentationOptions(settings);
    }

    private SegmentationOptions with(Consumer<Settings> change) {
        Settings changed = settings.clone();
        change.accept(changed);
        return new SegmentationOptions(changed);
    }

    /// Colours of the palette.
    public int k() {
        return settings.k;
    }

    /// What stands behind a colour.
    public Method method() {
        return settings.method;
    }

    /// Where colours are points.
    public ColourSpace space() {
        return settings.space;
    }

    /// How much a pixel's place counts beside its colour; 0: not at all. At 1, the longer side of the image is as long
    /// as the way from black to white.
    public double position() {
        return settings.position;
    }

    /// Pixels around each pixel, in each direction, whose most frequent label it takes; 0: none.
    public int smoothing() {
        return settings.smoothing;
    }

    /// Added to covariances; empty: the variance of rounding to whole values of a channel, 1/12 in RGB and what
    /// becomes of it in other spaces. No component is then thinner than the colours are known.
    public Optional<Ridge> ridge() {
        return Optional.ofNullable(settings.ridge);
    }

    /// Independent starts, of which the best is kept.
    public int restarts() {
        return settings.restarts;
    }

    /// Same image, options and seed: same picture, on any number of threads.
    public long seed() {
        return settings.seed;
    }

    /// Threads to use.
    public int threads() {
        return settings.threads;
    }

    /// The same with that many colours.
    public SegmentationOptions withK(int k) {
        int valid = of(k).k();
        return with(s -> s.k = valid);
    }

    /// The same by another method.
    public SegmentationOptions withMethod(Method other) {
        return with(s -> s.method = other);
    }

    /// The same in another colour space.
    public SegmentationOptions withSpace(ColourSpace other) {
        return with(s -> s.space = other);
    }

    /// The same with another weight of the place.
    public SegmentationOptions withPosition(double weight) {
        if (!(weight >= 0) || weight == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the weight of the place is " + weight + "; it is 0 or positive");
        }
        return with(s -> s.position = weight);
    }

    /// The same with labels smoothed over so many pixels in each direction.
    public SegmentationOptions withSmoothing(int radius) {
        if (radius < 0 || radius > 100) {
            throw new IllegalArgumentException("the smoothing radius is " + radius + "; it is 0 to 100 pixels");
        }
        return with(s -> s.smoothing = radius);
    }

    /// The same with another ridge.
    public SegmentationOptions withRidge(Ridge other) {
        return with(s -> s.ridge = other);
    }

    /// The same with that many starts.
    public SegmentationOptions withRestarts(int count) {
        if (count < 1) throw new IllegalArgumentException("restarts is " + count + "; there must be at least one");
        return with(s -> s.restarts = count);
    }

    /// The same with another seed.
    public SegmentationOptions withSeed(long other) {
        return with(s -> s.seed = other);
    }

    /// The same on that many threads.
    public SegmentationOptions withThreads(int count) {
        if (count < 1) throw new IllegalArgumentException("threads is " + count + "; there must be at least one");
        return with(s -> s.threads = count);
    }
}
