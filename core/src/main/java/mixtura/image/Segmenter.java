package mixtura.image;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.Rows;
import mixtura.image.SegmentationOptions.Method;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.Acceleration;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.seeding.Seeding;

/// Segments one image, as often as asked: its different colours are counted once.
///
/// By colour alone, the fit sees every different colour once, weighted by how many pixels have it: the same objective
/// as over all pixels, for a fraction of the work. Where the place counts too, each pixel is a row.
public final class Segmenter {
    /// Different colours beyond which starts are tried on a sample of as many pixels; the best goes on
    /// with all.
    private static final int SAMPLE = 1 << 14;

    /// Pixels that the short starts of a mixture see (em-EM: Biernacki, Celeux and Govaert 2003); the
    /// best of them goes on with the sample. Many short ones find better optima than a few whole ones.
    private static final int SHORT_SAMPLE = 1 << 12;

    private static final int SHORT_SAMPLE_PER_COLOUR = 128;

    /// Boxes of colours at most on which k-means starts: few enough for starts that go on with breaths.
    private static final int BOXES = 1 << 12;

    /// Plain starts in whose place one is made that breathes: it leads further than they do.
    private static final int STARTS_A_BREATH = 3;

    /// Different colours up to which k-means ends with exchanges, which look at them on one thread.
    private static final int EXCHANGED = 1 << 17;

    /// Iterations and gain a pixel, in nats, at which a short start ends.
    private static final int SHORT_ITERATIONS = 40;

    private static final double SHORT_TOLERANCE = 1e-4;

    /// Pixels of the sample for each colour of the palette, where [#SAMPLE] are fewer.
    private static final int SAMPLE_PER_COLOUR = 256;

    /// Scores (colours times k) of a walk up to which a mixture that begins near its end, and what labels the
    /// colours by it, are left to the scalar kernels: a dozen walks at 0.05 s for three million scores, where
    /// compiling the vectors takes one second.
    private static final int FEW_SCORES = 1 << 23;

    /// Scores of the colours that are labelled at once, few enough for the scalar kernels.
    private static final int SCORES_AT_ONCE = 1 << 19;

    /// Pixels that a fit with places sees at most; of more, every s-th in both directions.
    private static final int PLACED_PIXELS = 1 << 22;

    /// Pixels whose rows exist at once when they are labelled by colour and place.
    private static final int STRIP = 1 << 19;

    private final Pixels pixels;
    private final DistinctColours colours;

    /// Reads the pixels of an image; the image is not needed afterwards.
    public Segmenter(BufferedImage image) {
        pixels = Pixels.of(image);
        colours = DistinctColours.of(pixels);
    }

    /// How many different colours the image has, transparency left aside.
    public int colourCount() {
        return colours.size();
    }

    /// Segments the image.
    ///
    /// @throws IllegalArgumentException if it has fewer different colours than k
    public Segmentation segment(SegmentationOptions options, Progress progress) {
        if (options.k() > colours.size() && options.position() == 0) {
            throw new IllegalArgumentException("the image has " + colours.size() + " different "
                    + (colours.size() == 1 ? "colour" : "colours") + ", but k is " + options.k());
        }
        Fit<?> fit;
        byte[] labels;
        if (options.position() == 0) {
            Rows points = points(colours, options);
            int enough = Math.max(SAMPLE, SAMPLE_PER_COLOUR * options.k());
            DistinctColours sample = colours.size() > enough ? colours.sample(enough) : colours;
            fit = colours.size() > enough && sample.size() >= options.k()
                    ? continued(points, sampled(sample, options, progress), options, progress)
                    : fit(points, options, progress);
            byte[] table = colours.table(labelled(fit, points, options));
            labels = new byte[pixels.argb().length];
            for (int i = 0; i < labels.length; i++) labels[i] = table[pixels.argb()[i] & 0xffffff];
        } else {
            PlacedPixels placed = new PlacedPixels(pixels, options.space(), options.position());
            int step = (int) Math.ceil(Math.sqrt(labelCount() / (double) PLACED_PIXELS));
            fit = fit(placed.every(step), options, progress);
            labels = new byte[labelCount()];
            int linesAtOnce = Math.max(1, STRIP / pixels.width());
            for (int y = 0; y < pixels.height(); y += linesAtOnce) {
                int lines = Math.min(linesAtOnce, pixels.height() - y);
                int[] strip = predict(fit, placed.lines(y, lines));
                for (int i = 0; i < strip.length; i++) labels[y * pixels.width() + i] = (byte) strip[i];
            }
        }
        if (options.smoothing() > 0) {
            labels = new MajorityFilter(pixels.width(), pixels.height(), options.k())
                    .smooth(labels, options.smoothing());
        }
        return ordered(labels, centres(fit), options, fit);
    }

    private int labelCount() {
        return pixels.argb().length;
    }

    private static Rows points(DistinctColours colours, SegmentationOptions options) {
        Rows rows = colours.rows(options.space());
        // Greys lie on a line: a covariance of three dimensions has nothing to hold on to.
        return options.method() == Method.GAUSSIAN && colours.isGrey() ? rows.select(0) : rows;
    }

    /// The fit to a sample; of a mixture from the best of short starts on fewer pixels still.
    private Fit<?> sampled(DistinctColours sample, SegmentationOptions options, Progress progress) {
        if (options.method() == Method.K_MEANS) return throughBoxes(options, progress);
        Rows rows = points(sample, options);
        DistinctColours few = sample.sample(Math.max(SHORT_SAMPLE, SHORT_SAMPLE_PER_COLOUR * options.k()));
        if (options.method() != Method.GAUSSIAN || few.size() < options.k()) return fit(rows, options, progress);
        MixtureOptions brief = starts(options).withTolerance(SHORT_TOLERANCE).withMaxIterations(SHORT_ITERATIONS);
        Fit<GaussianMixture> best = GaussianMixture.fit(points(few, options), brief, progress);
        return GaussianMixture.fit(rows, mixture(options).withStart(Start.from(best.model())), progress);
    }

    /// k-means first of large boxes of colours, from several starts that breathe, and then with breaths of
    /// small ones.
    private Fit<KMeansModel> throughBoxes(SegmentationOptions options, Progress progress) {
        KMeansOptions search = kMeans(options).withBreathing(true).withExchanges(true);
        int starts = Math.ceilDiv(options.restarts(), STARTS_A_BREATH);
        Fit<KMeansModel> best =
                KMeans.fit(colours.boxes(options.space(), BOXES), search.withRestarts(starts), progress);
        Seeding onwards = Seeding.given(best.model().centroids());
        return KMeans.fit(colours.boxes(options.space(), SAMPLE), search.withStart(onwards), progress);
    }

    /// From k-means each: of starts of several kinds one that joins two flat colours can win, since the
    /// thin component of a flat colour counts as doubtful.
    private MixtureOptions starts(SegmentationOptions options) {
        return mixture(options).withStart(Start.kMeans()).withRestarts(options.restarts());
    }

    /// The best start of a sample goes on over all colours.
    private Fit<?> continued(Rows rows, Fit<?> sampled, SegmentationOptions options, Progress progress) {
        return sampled.model() instanceof KMeansModel means
                ? continued(rows, means, options, progress)
                : GaussianMixture.fit(
                        rows,
                        mixture(options)
                                .withStart(Start.from(mixture(sampled)))
                                .withKernels(hasFewScores(rows, options) ? "scalar" : "auto"),
                        progress);
    }

    private static Fit<KMeansModel> continued(
            Rows rows, KMeansModel from, SegmentationOptions options, Progress progress) {
        KMeansOptions end = kMeans(options).withStart(Seeding.given(from.centroids()));
        if (rows.rowCount() <= EXCHANGED) end = end.withTolerance(0).withExchanges(true);
        return KMeans.fit(rows, end, progress);
    }

    private static boolean hasFewScores(Rows rows, SegmentationOptions options) {
        return rows.rowCount() * options.k() <= FEW_SCORES;
    }

    private Fit<?> fit(Rows rows, SegmentationOptions options, Progress progress) {
        return switch (options.method()) {
            case K_MEANS -> {
                boolean small = rows.rowCount() <= SAMPLE;
                int starts = small ? Math.ceilDiv(options.restarts(), STARTS_A_BREATH) : options.restarts();
                KMeansOptions search = kMeans(options)
                        .withRestarts(starts)
                        .withBreathing(small)
                        .withExchanges(small);
                yield continued(rows, KMeans.fit(rows, search, progress).model(), options, progress);
            }
            case GAUSSIAN -> GaussianMixture.fit(rows, starts(options), progress);
        };
    }

    private static KMeansOptions kMeans(SegmentationOptions options) {
        return KMeansOptions.of(options.k())
                .withTolerance(1e-7)
                .withSeed(options.seed())
                .withThreads(options.threads());
    }

    private MixtureOptions mixture(SegmentationOptions options) {
        return MixtureOptions.of(options.k())
                .withRidge(options.ridge().orElseGet(() -> Ridge.absolute(colours.roundingVariance(options.space()))))
                .withAcceleration(Acceleration.SQUAREM)
                .withSeed(options.seed())
                .withThreads(options.threads());
    }

    private static int[] predict(Fit<?> fit, Rows rows) {
        return fit.model() instanceof KMeansModel means
                ? means.predict(rows)
                : mixture(fit).predict(rows);
    }

    /// The label of each colour: some colours at a time where there are few.
    private static int[] labelled(Fit<?> fit, Rows points, SegmentationOptions options) {
        if (fit.model() instanceof KMeansModel || !hasFewScores(points, options)) return predict(fit, points);
        int[] labels = new int[Math.toIntExact(points.rowCount())];
        int atOnce = SCORES_AT_ONCE / options.k();
        for (int from = 0; from < labels.length; from += atOnce) {
            int to = Math.min(labels.length, from + atOnce);
            System.arraycopy(predict(fit, points.range(from, to)), 0, labels, from, to - from);
        }
        return labels;
    }

    private static double[][] centres(Fit<?> fit) {
        return fit.model() instanceof KMeansModel means
                ? means.centroids()
                : mixture(fit).means();
    }

    private static GaussianMixture mixture(Fit<?> fit) {
        return (GaussianMixture) fit.model();
    }

    /// Numbers the colours from the most frequent on.
    private Segmentation ordered(byte[] labels, double[][] centres, SegmentationOptions options, Fit<?> fit) {
        int k = options.k();
        long[] count = new long[k];
        for (byte label : labels) count[label & 0xff]++;
        int[] order = IntStream.range(0, k)
                .boxed()
                .sorted((a, b) -> Long.compare(count[b], count[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        byte[] place = new byte[k];
        List<PaletteColour> palette = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            place[order[i]] = (byte) i;
            double[] centre = centres[order[i]];
            if (centre.length == 1)
                centre = new double[] {centre[0], greyOf(options, centre[0]), greyOf(options, centre[0])};
            palette.add(new PaletteColour(options.space().toRgb(centre), count[order[i]] / (double) labels.length));
        }
        for (int i = 0; i < labels.length; i++) labels[i] = place[labels[i] & 0xff];
        int[] alpha = new int[0];
        if (pixels.isTranslucent()) {
            alpha = new int[labels.length];
            for (int i = 0; i < alpha.length; i++) alpha[i] = pixels.argb()[i] >>> 24;
        }
        return new Segmentation(pixels.width(), pixels.height(), labels, palette, alpha, fit, order);
    }

    /// The second and third coordinate of a grey whose first one is given.
    private static double greyOf(SegmentationOptions options, double first) {
        return options.space() == ColourSpace.RGB ? first : 0;
    }
}
