package mixtura.app.command;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import mixtura.app.console.Console;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Failure;
import mixtura.app.console.Json;
import mixtura.app.console.Numbers;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.console.Version;
import mixtura.app.photo.PaletteFile;
import mixtura.app.photo.Photograph;
import mixtura.app.plot.Caption;
import mixtura.app.plot.Drawing;
import mixtura.app.plot.SegmentsPlot;
import mixtura.image.FewColours;
import mixtura.image.PaletteColour;
import mixtura.image.Segmentation;
import mixtura.image.SegmentationOptions;
import mixtura.image.Segmenter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura segment IMAGE -k N`: a photograph in a few colours.
@Command(
        name = "segment",
        header = "A photograph in a few colours",
        footer = {
            "mixtura segment photo.jpg -k 5                                  five colours by k-means in Oklab",
            "mixtura segment photo.jpg -k 8 -m gmm --space rgb -o eight.png  a mixture of Gaussians in RGB",
            "mixtura segment photo.jpg -k auto --palette p.gpl --labels l.png",
            "mixtura segment photo.jpg --sweep                               a contact sheet over k",
            "mixtura segment photo.jpg -k 6 --xy 0.3 --smooth 2              regions rather than colours"
        },
        description = {
            "Reads PNG, JPEG, GIF, BMP, TIFF and WebP. Writes a PNG with IMAGE's name and .segmented.png, or .sheet.png"
                    + " for --sweep, in the current folder, or to -o FILE.",
            "The fit sees every pixel. Transparency is left aside and kept; of 16 bits the upper 8 count."
        })
final class SegmentCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "IMAGE", description = "The photograph.")
    private @Nullable String imageName;

    @Mixin
    @Section(value = "Colours", order = 1)
    private SegmentOptions choice = new SegmentOptions();

    @Mixin
    @Section(value = "Run", order = 2)
    private RunOptions running = new RunOptions();

    @Mixin
    @Section(value = "Output", order = 3)
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--palette",
            paramLabel = "FILE",
            order = 30,
            description = "The palette too: .json, .gpl (GIMP) or .png (a strip).")
    private @Nullable String paletteName;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            order = 31,
            description = "The labels too: a grey PNG in which 1 is the palette's first colour.")
    private @Nullable String labelsName;

    SegmentCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (imageName == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "segment needs an image")
                    .with("example", "mixtura segment photo.jpg -k 5");
        }
        SegmentationOptions options = choice.options(running.threads(session));
        List<Integer> sweep = choice.sweep();
        return sweep.isEmpty() ? one(imageName, options) : sheet(imageName, options, sweep);
    }

    private Integer one(String name, SegmentationOptions options) {
        long began = System.nanoTime();
        int asked = choice.k();
        String given = output.given();
        String out = given == null ? Outputs.stem(name) + ".segmented.png" : given;
        String format = format(out);
        OutputFile file = output.file(session, out);
        PaletteFile paletteKind = paletteName == null ? null : PaletteFile.of(paletteName);
        OutputFile palette = paletteName == null ? null : output.file(session, paletteName);
        OutputFile labels = labelsName == null ? null : output.file(session, labelsName);
        if (labelsName != null && !format(labelsName).equals("png")) {
            throw Failure.of(Trouble.INVALID_VALUE, "labels are kept by PNG alone, not by '" + labelsName + "'")
                    .with("try", "--labels " + Outputs.stem(labelsName) + ".png");
        }
        Photograph photo = read(name);
        Segmenter segmenter = new Segmenter(photo.image());
        int k = asked == 0 ? fewest(segmenter, options) : asked;
        FitProgress progress = new FitProgress(
                session.console(),
                options.method() == SegmentationOptions.Method.GAUSSIAN,
                Double.POSITIVE_INFINITY,
                line -> {});
        Segmentation segmentation = segment(segmenter, options.withK(k), progress, name);
        progress.finish();
        Console console = session.console();
        report(console, segmentation, options);
        file.write(stream -> write(segmentation.image(), format, stream));
        List<String> written = new ArrayList<>(List.of(file.name()));
        if (palette != null && paletteKind != null) {
            palette.write(stream -> paletteKind.write(segmentation.palette(), Outputs.fileName(name), stream));
            written.add(palette.name());
        }
        if (labels != null) {
            labels.write(stream -> write(segmentation.labelImage(), "png", stream));
            written.add(labels.name());
        }
        console.say("wrote", String.join("  ", written));
        if (console.isJson()) {
            Map<String, Object> json = head(photo, options);
            json.put("k", k);
            json.put("palette", PaletteFile.words(segmentation.palette()));
            json.put(objective(options), segmentation.fit().objective());
            json.put("converged", segmentation.fit().converged());
            json.put("iterations", segmentation.fit().iterations());
            json.put("seconds", (System.nanoTime() - began) * 1e-9);
            json.put("out", out);
            json.put("warnings", SegmentDoubts.of(segmentation));
            console.result(Json.text(json));
        }
        return ExitCode.DONE;
    }

    private Integer sheet(String name, SegmentationOptions options, List<Integer> sweep) {
        if (paletteName != null || labelsName != null) {
            throw Failure.of(Trouble.CONFLICTING_OPTIONS, "--sweep makes a contact sheet alone")
                    .with("try", "-k N --palette FILE --labels FILE");
        }
        long began = System.nanoTime();
        String given = output.given();
        String out = given == null ? Outputs.stem(name) + ".sheet.png" : given;
        Drawing.Format format = sheetFormat(out);
        OutputFile file = output.file(session, out);
        Photograph photo = read(name);
        Segmenter segmenter = new Segmenter(photo.image());
        Console console = session.console();
        List<SegmentsPlot.Tile> tiles = new ArrayList<>();
        tiles.add(new SegmentsPlot.Tile("photograph", photo.image(), new int[0], new double[0]));
        List<Map<String, Object>> table = new ArrayList<>();
        for (int k : sweep) {
            if (k > segmenter.colourCount()) {
                console.hint("the image has " + Numbers.count(segmenter.colourCount(), "different colour")
                        + ": no k above that");
                break;
            }
            Segmentation segmentation = segment(segmenter, options.withK(k), mixtura.Progress.silent(), name);
            List<PaletteColour> palette = segmentation.palette();
            tiles.add(new SegmentsPlot.Tile(
                    "k = " + k,
                    segmentation.image(),
                    palette.stream().mapToInt(PaletteColour::rgb).toArray(),
                    palette.stream().mapToDouble(PaletteColour::share).toArray()));
            double objective = segmentation.fit().objective();
            console.say("fit", "k " + k + " · " + objectiveWords(options) + " " + Numbers.sum(objective));
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("k", k);
            line.put("palette", PaletteFile.words(palette));
            line.put(objective(options), objective);
            table.add(line);
        }
        Caption caption = new Caption(
                Outputs.fileName(name),
                (long) photo.image().getWidth() * photo.image().getHeight(),
                description(options),
                0,
                "",
                Double.NaN);
        Drawing drawing = SegmentsPlot.draw(tiles, caption);
        file.write(stream -> drawing.write(stream, format));
        console.say("wrote", file.name());
        if (console.isJson()) {
            Map<String, Object> json = head(photo, options);
            json.put("table", table);
            json.put("seconds", (System.nanoTime() - began) * 1e-9);
            json.put("out", out);
            json.put("warnings", List.of());
            console.result(Json.text(json));
        }
        return ExitCode.DONE;
    }

    private Photograph read(String name) {
        long began = System.nanoTime();
        Photograph photo = Photograph.read(session.resolve(name), name);
        session.console()
                .say(
                        "read",
                        name + " · " + photo.format() + " " + photo.image().getWidth() + " x "
                                + photo.image().getHeight() + (photo.turned() ? ", turned upright" : "") + " · "
                                + Numbers.seconds((System.nanoTime() - began) * 1e-9));
        return photo;
    }

    private int fewest(Segmenter segmenter, SegmentationOptions options) {
        FewColours few = FewColours.of(segmenter, options);
        session.console().say("chose", few.reason());
        return few.k();
    }

    private static Segmentation segment(
            Segmenter segmenter, SegmentationOptions options, mixtura.Progress progress, String name) {
        if (options.method() == SegmentationOptions.Method.GAUSSIAN && segmenter.colourCount() == 1) {
            throw Failure.of(
                            Trouble.TOO_FEW_ROWS,
                            "the image has one colour: there is nothing that Gaussians could describe")
                    .with("file", name)
                    .with("try", "-m kmeans -k 1");
        }
        try {
            return segmenter.segment(options, progress);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.TOO_FEW_ROWS, String.valueOf(e.getMessage()))
                    .with("file", name)
                    .with("try", "-k " + Math.max(1, Math.min(segmenter.colourCount(), options.k() - 1)))
                    .because(e);
        } catch (ArithmeticException e) {
            throw Failure.of(Trouble.NUMERICAL, String.valueOf(e.getMessage()))
                    .with("file", name)
                    .with("try", "--ridge 1e-4r   ·   -m kmeans")
                    .because(e);
        }
    }

    private static void report(Console console, Segmentation segmentation, SegmentationOptions options) {
        console.say(
                "fit",
                description(options) + " · k " + segmentation.palette().size() + " · " + objectiveWords(options) + " "
                        + Numbers.sum(segmentation.fit().objective()) + " · "
                        + Numbers.count(segmentation.fit().iterations(), "iteration") + " · seed " + options.seed());
        for (PaletteColour colour : segmentation.palette()) {
            console.say("", String.format(Locale.ROOT, "%s  %5.1f %%", colour.hex(), 100 * colour.share()));
        }
        SegmentDoubts.of(segmentation).forEach(console::hint);
    }

    private static String description(SegmentationOptions options) {
        String method = options.method() == SegmentationOptions.Method.GAUSSIAN ? "Gaussian mixture" : "k-means";
        return method + " in " + options.space().word() + (options.position() > 0 ? " and place" : "");
    }

    private static String objective(SegmentationOptions options) {
        return options.method() == SegmentationOptions.Method.GAUSSIAN ? "logLikelihood" : "distortion";
    }

    private static String objectiveWords(SegmentationOptions options) {
        return options.method() == SegmentationOptions.Method.GAUSSIAN ? "log-likelihood" : "distortion";
    }

    private static Map<String, Object> head(Photograph photo, SegmentationOptions options) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "mixtura-segment/1");
        json.put("version", Version.text());
        json.put("method", options.method().word());
        json.put("space", options.space().word());
        json.put("width", photo.image().getWidth());
        json.put("height", photo.image().getHeight());
        json.put("seed", options.seed());
        return json;
    }

    private static String format(String out) {
        String name = out.toLowerCase(Locale.ROOT);
        for (String ending : List.of("png", "bmp", "gif", "tiff", "tif", "jpg", "jpeg")) {
            if (name.endsWith("." + ending)) return ending.equals("tif") ? "tiff" : ending;
        }
        throw Failure.of(Trouble.INVALID_VALUE, "'" + out + "' does not end like a picture")
                .with("try", "-o " + Outputs.stem(out) + ".png");
    }

    private static Drawing.Format sheetFormat(String out) {
        try {
            return Drawing.Format.of(out);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, String.valueOf(e.getMessage()))
                    .because(e);
        }
    }

    private static void write(BufferedImage image, String format, java.io.OutputStream stream) throws IOException {
        if (ImageIO.write(image, format, stream)) return;
        // JPEG has neither palettes nor transparency.
        var opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        var graphics = opaque.createGraphics();
        graphics.setColor(java.awt.Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        if (!ImageIO.write(opaque, format, stream)) throw new IOException("this Java cannot write " + format);
    }
}
