package mixtura.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.image.ColourSpace;
import mixtura.image.SegmentationOptions;
import mixtura.mixture.Ridge;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a photograph is segmented.
final class SegmentOptions {
    /// The sweep of the lecture.
    private static final List<Integer> LECTURE = List.of(3, 4, 5, 7, 8, 9, 10, 15, 20);

    @Option(
            names = {"-k", "--components"},
            paramLabel = "N",
            description =
                    "Colours, 1 to 255; 'auto': as few as keep 95 %% of the picture's variance of colour, up to 20.")
    private @Nullable String components;

    @Option(
            names = {"-m", "--method"},
            paramLabel = "NAME",
            description = "kmeans (default), or gmm: a mixture of Gaussians with full covariances.")
    private String method = "kmeans";

    @Option(
            names = "--space",
            paramLabel = "NAME",
            description = "Where colours are points: oklab (default), lab (CIELAB) or rgb (0…255).")
    private String space = "oklab";

    @Option(
            names = "--xy",
            paramLabel = "W",
            description = "How much a pixel's place counts beside its colour: 0 (default) not at all; at 1 the longer"
                    + " side is as long as from black to white.")
    private double position;

    @Option(
            names = "--smooth",
            paramLabel = "R",
            description = "Each pixel takes the most frequent colour of the square within R pixels of it (0).")
    private int smoothing;

    @Option(
            names = "--sweep",
            arity = "0..1",
            fallbackValue = "lecture",
            paramLabel = "K,K,…",
            description =
                    "A contact sheet over several k, such as 3..8 or 3,5,9; without a value" + " 3,4,5,7,8,9,10,15,20.")
    private @Nullable String sweep;

    @Option(names = "--restarts", paramLabel = "N", description = "Independent starts, the best is kept (10).")
    private int restarts = 10;

    @Option(
            names = "--ridge",
            paramLabel = "L",
            description = "Added to Gaussian covariances, as in fit; auto (default): what rounding to 256 values a"
                    + " channel adds, 1/12 in rgb.")
    private String ridge = "auto";

    @Option(names = "--seed", paramLabel = "N", description = "0; 'random' draws one. Always printed.")
    private String seed = "0";

    /// The numbers of colours of a contact sheet; empty when none is wanted.
    List<Integer> sweep() {
        if (sweep == null) return List.of();
        if (components != null) {
            throw Failure.of(Trouble.CONFLICTING_OPTIONS, "-k and --sweep cannot be given together")
                    .with("try", "-k N   one picture          or    --sweep 3..8   a contact sheet");
        }
        if (sweep.equals("lecture")) return LECTURE;
        TreeSet<Integer> all = new TreeSet<>();
        for (String part : sweep.split(",", -1)) {
            String[] ends = part.split("\\.\\.", -1);
            int from = number(ends[0]);
            int to = number(ends[ends.length - 1]);
            if (ends.length > 2 || to < from || to - from > 60) {
                throw Failure.of(
                                Trouble.INVALID_VALUE, "--sweep is '" + sweep + "'; it is a range or a list of numbers")
                        .with("example", "--sweep 3..8   or   --sweep 3,5,9");
            }
            for (int k = from; k <= to; k++) all.add(k);
        }
        return new ArrayList<>(all);
    }

    private int number(String text) {
        try {
            return inPalette(Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            throw Failure.of(Trouble.INVALID_VALUE, "--sweep is '" + sweep + "'; '" + text + "' is no whole number")
                    .with("example", "--sweep 3..8   or   --sweep 3,5,9")
                    .because(e);
        }
    }

    private static int inPalette(int k) {
        if (k < 1 || k > SegmentationOptions.MAX_COLOURS) {
            throw Failure.of(
                            Trouble.INVALID_VALUE,
                            "k is " + k + "; a palette has 1 to " + SegmentationOptions.MAX_COLOURS + " colours")
                    .with("try", "-k 5");
        }
        return k;
    }

    /// The number of colours, 0 for `auto`.
    int k() {
        String text = components;
        if (text == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "segment needs the number of colours")
                    .with("example", "mixtura segment photo.jpg -k 5");
        }
        if (text.equals("auto")) return 0;
        try {
            return inPalette(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw Failure.of(Trouble.INVALID_VALUE, "-k is '" + text + "'; it is a whole number or 'auto'")
                    .with("example", "mixtura segment photo.jpg -k 5")
                    .because(e);
        }
    }

    /// Everything but the number of colours.
    SegmentationOptions options(int threads) {
        try {
            SegmentationOptions options = SegmentationOptions.of(1)
                    .withMethod(method())
                    .withSpace(space())
                    .withPosition(position)
                    .withSmoothing(smoothing)
                    .withRestarts(restarts)
                    .withSeed(RunOptions.seed(seed))
                    .withThreads(threads);
            return ridge.equals("auto") ? options : options.withRidge(Ridge.parse(ridge));
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, String.valueOf(e.getMessage()))
                    .because(e);
        }
    }

    private SegmentationOptions.Method method() {
        String word = Choice.of("--method", method, "kmeans", "gmm");
        return word.equals("gmm") ? SegmentationOptions.Method.GAUSSIAN : SegmentationOptions.Method.K_MEANS;
    }

    private ColourSpace space() {
        String word = Choice.of("--space", space, "oklab", "lab", "rgb");
        for (ColourSpace candidate : ColourSpace.values()) if (candidate.word().equals(word)) return candidate;
        throw new IllegalStateException("a colour space without its word: " + word);
    }
}
