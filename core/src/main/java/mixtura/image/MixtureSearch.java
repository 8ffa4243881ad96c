package mixtura.image;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.Rows;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.GaussianMixture;

/// Where a mixture of a photograph's colours begins: the best of groups of short starts on few pixels (em-EM:
/// Biernacki, Celeux and Govaert 2003), each of which goes on with a sample.
///
/// Mixtures of many colours have very many optima, and which of the short starts leads furthest is seen on the
/// larger sample alone: so there is a group for every three colours, and its best start reaches that stage.
///
/// @param options         of the mixture
/// @param restarts        short starts of a group
/// @param thinIsDoubtful  whether a fit with flagged components comes after all without
record MixtureSearch(MixtureOptions options, int restarts, boolean thinIsDoubtful) {
    private static final int COLOURS_A_GROUP = 3;

    private static final int MOST_GROUPS = 6;

    /// Every third group begins with k-means++ centres, the others with k-means.
    private static final int KINDS = 3;

    /// Iterations and gain a pixel, in nats, at which a short start ends.
    private static final int SHORT_ITERATIONS = 40;

    private static final double SHORT_TOLERANCE = 3e-4;

    /// Gain a pixel at which a fit to the sample ends: all colours follow.
    private static final double TOLERANCE = 1e-5;

    /// The best fit to `sample`.
    ///
    /// @param few  some of the pixels of the sample
    Fit<GaussianMixture> fit(Rows few, Rows sample, Progress progress) {
        SplittableRandom seeds = new SplittableRandom(options.seed());
        int groups = Math.min(Math.ceilDiv(options.k(), COLOURS_A_GROUP), MOST_GROUPS);
        return IntStream.range(0, groups)
                .mapToObj(group -> continued(shortStarts(group, seeds.nextLong(), few, progress), sample, progress))
                .max(Comparator.comparing(this::isTrusted).thenComparingDouble(Fit::objective))
                .orElseThrow();
    }

    private boolean isTrusted(Fit<GaussianMixture> fit) {
        return !thinIsDoubtful || fit.certificate().flagged().isEmpty();
    }

    /// k-means++ centres lead elsewhere: often higher, and less often to the parts that people see.
    private Fit<GaussianMixture> shortStarts(int group, long seed, Rows few, Progress progress) {
        MixtureOptions brief = options.withStart(group % KINDS < KINDS - 1 ? Start.kMeans() : Start.kMeansPlusPlus())
                .withRestarts(restarts)
                .withSeed(seed)
                .withTolerance(SHORT_TOLERANCE)
                .withMaxIterations(SHORT_ITERATIONS);
        return GaussianMixture.fit(few, brief, progress);
    }

    private Fit<GaussianMixture> continued(Fit<GaussianMixture> start, Rows sample, Progress progress) {
        return GaussianMixture.fit(
                sample, options.withTolerance(TOLERANCE).withStart(Start.from(start.model())), progress);
    }
}
