package mixtura.app.plot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.app.Main;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.evaluate.Agreement;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.GaussianMixture;

/// The pictures of `docs/gallery.md`, drawn from fits. To draw them again: `bin/draw-pictures`.
final class GalleryPictures {
    private static final int PANEL = 300;

    private GalleryPictures() {}

    /// A model's clusters on rows of the plane.
    ///
    /// @param cluster  of each row, from 0
    private record Panel(String title, double[][] rows, int[] cluster, List<Cluster> clusters) {
        static Panel kMeans(GalleryProblem problem, long seed) {
            KMeansModel model = KMeans.fit(
                            Rows.of(problem.rows()),
                            KMeansOptions.of(problem.k()).withRestarts(10).withSeed(seed))
                    .model();
            int[] cluster = model.predict(Rows.of(problem.rows()));
            return new Panel(
                    "k-means, ARI " + ari(problem, cluster), problem.rows(), cluster, Subjects.clusters(model));
        }

        static Panel mixture(GalleryProblem problem, String title, GaussianMixture model) {
            return new Panel(title, problem.rows(), model.predict(Rows.of(problem.rows())), shapes(model));
        }

        static Panel mixture(GalleryProblem problem) {
            GaussianMixture model = fitted(problem);
            String title = "mixture, ARI " + ari(problem, model.predict(Rows.of(problem.rows())));
            return mixture(problem, title, model);
        }
    }

    /// With full covariances, from model-based agglomeration.
    static GaussianMixture fitted(GalleryProblem problem) {
        return GaussianMixture.fit(
                        Rows.of(problem.rows()), MixtureOptions.of(problem.k()).withStart(Start.agglomerative()))
                .model();
    }

    static double agreement(GalleryProblem problem, int[] cluster) {
        return Agreement.of(cluster, problem.groups()).ari();
    }

    private static String ari(GalleryProblem problem, int[] cluster) {
        return String.format(Locale.ROOT, "%.2f", agreement(problem, cluster));
    }

    static List<Cluster> shapes(GaussianMixture model) {
        return IntStream.range(0, model.componentCount())
                .mapToObj(k -> new Cluster(
                        model.mixingProportions()[k], model.components().get(k).mean(), model.covariance(k)))
                .toList();
    }

    static Map<String, String> all() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("gallery-shapes.svg", shapes().svg());
        all.put("gallery-fails.svg", fails().svg());
        all.put("gallery-starts.svg", starts().svg());
        all.put("gallery-degenerate.svg", degenerate().svg());
        all.put("em.svg", frameByFrame());
        return all;
    }

    static void write(Path folder) throws IOException {
        for (Map.Entry<String, String> picture : all().entrySet()) {
            Files.writeString(folder.resolve(picture.getKey()), picture.getValue());
        }
    }

    private static Drawing shapes() {
        return beside(
                "Overlapping, unequal, imbalanced: above k-means, below a Gaussian mixture with full covariances",
                "ARI: the adjusted Rand index against the groups that the rows were drawn from; 1 is full agreement."
                        + " Ellipses hold 86 % of a component (2σ); crosses are centroids. k-means: the best of ten starts; the mixture starts from model-based agglomeration.",
                List.of(GalleryProblem.overlapping(), GalleryProblem.unequal(), GalleryProblem.imbalanced()));
    }

    private static Drawing fails() {
        return beside(
                "Where each fails: above k-means, below a Gaussian mixture with full covariances",
                "k-means cuts long clouds across, since it knows only distances. A mixture with full covariances has"
                        + " more to learn than 18 rows can teach (--covariance spherical or tied has less). Rings are no"
                        + " clusters of either kind: take a density or neighbour method.",
                List.of(GalleryProblem.elongated(), GalleryProblem.few(), GalleryProblem.rings()));
    }

    private static Drawing beside(String title, String note, List<GalleryProblem> problems) {
        Page page = page(problems.size(), 2, title, List.of(note));
        for (int i = 0; i < problems.size(); i++) {
            GalleryProblem problem = problems.get(i);
            draw(page, problem, Panel.kMeans(problem, 1), problem.title() + " · ", 0, 2, i, problems.size());
            draw(page, problem, Panel.mixture(problem), "", 1, 2, i, problems.size());
        }
        return page.finish();
    }

    /// Six fits of one start each from random rows.
    static List<Fit<GaussianMixture>> sixStarts(GalleryProblem problem) {
        List<Fit<GaussianMixture>> fits = new ArrayList<>();
        for (long seed = 1; seed <= 6; seed++) {
            fits.add(GaussianMixture.fit(
                    Rows.of(problem.rows()),
                    MixtureOptions.of(problem.k())
                            .withStart(Start.rows())
                            .withRestarts(1)
                            .withSeed(seed)));
        }
        return fits;
    }

    private static Drawing starts() {
        GalleryProblem problem = GalleryProblem.five();
        List<Fit<GaussianMixture>> fits = sixStarts(problem);
        double best = fits.stream().mapToDouble(Fit::objective).max().orElseThrow();
        Page page = page(
                3,
                2,
                "Sensitivity to the start: the same rows, k = 5, six times random rows as means",
                List.of(
                        "log-likelihood of each, with what it lacks of the best. EM climbs to the nearest summit, not to"
                                + " the highest: mixtura fit takes the best of several starts and says whether they agree;"
                                + " plot starts shows where they ended."));
        for (int i = 0; i < fits.size(); i++) {
            Fit<GaussianMixture> fit = fits.get(i);
            String lack = best - fit.objective() < 0.01
                    ? ", the best"
                    : String.format(Locale.ROOT, ", %.1f less", best - fit.objective());
            String title = String.format(Locale.ROOT, "%.1f", fit.objective()) + lack;
            draw(page, problem, Panel.mixture(problem, title, fit.model()), "", i / 3, 2, i % 3, 3);
        }
        return page.finish();
    }

    /// From means of which one lies on the three equal rows.
    static Fit<GaussianMixture> withRidge(GalleryProblem problem, Ridge ridge) {
        double[][] means = {{0, 0}, {5, 1}, {2.5, 3.5}};
        return GaussianMixture.fit(
                Rows.of(problem.rows()),
                MixtureOptions.of(3)
                        .withStart(Start.means(means))
                        .withRidge(ridge)
                        .withTolerance(1e-9));
    }

    private static Drawing degenerate() {
        GalleryProblem problem = GalleryProblem.degenerate();
        Page page = page(
                3,
                1,
                "A degenerate covariance: one value occurs three times, and a third component begins there",
                List.of(
                        "The likelihood of a Gaussian mixture has no upper bound: a component that shrinks onto equal rows"
                                + " raises it without end. λI added to each covariance in the M-step stops that; λ is in the"
                                + " squared units of the data, and the default scales it to each column."));
        Ridge[] ridges = {Ridge.absolute(1e-8), Ridge.absolute(0.01), Ridge.absolute(0.5)};
        String[] names = {"λ = 1e−8: a needle", "λ = 0.01", "λ = 0.5"};
        for (int i = 0; i < ridges.length; i++) {
            Fit<GaussianMixture> fit = withRidge(problem, ridges[i]);
            String title = names[i] + String.format(Locale.ROOT, ", log-likelihood %.1f", fit.objective());
            draw(page, problem, Panel.mixture(problem, title, fit.model()), "", 0, 1, i, 3);
        }
        return page.finish();
    }

    private static Page page(int columns, int rows, String title, List<String> notes) {
        return new Page(PANEL * columns + 60, (PANEL + 10) * rows + 90, title, Caption.none(), notes, new Legend());
    }

    private static void draw(
            Page page, GalleryProblem problem, Panel panel, String head, int row, int rows, int column, int columns) {
        Box cell = page.body().cell(row, rows, column, columns, 14);
        Box box = cell.inset(0, 20, 0, 0);
        Frame frame = Frame.bare(box, axis(problem.column(0), "x"), axis(problem.column(1), "y"));
        page.add(Frame.text(head + panel.title(), cell.x(), cell.y() + 14, 12.5, Mark.Anchor.START, 0, Colour.INK));
        points(frame, panel.rows(), panel.cluster());
        shapes(frame, panel.clusters());
        page.add(frame);
    }

    private static Axis axis(double[] values, String title) {
        double low = Arrays.stream(values).min().orElseThrow();
        double high = Arrays.stream(values).max().orElseThrow();
        double margin = 0.1 * (high - low);
        return Axis.linear(title, low - margin, high + margin);
    }

    private static void points(Frame frame, double[][] rows, int[] cluster) {
        int k = Arrays.stream(cluster).max().orElse(0) + 1;
        for (int c = 0; c < k; c++) {
            int group = c;
            double[][] own = IntStream.range(0, rows.length)
                    .filter(n -> cluster[n] == group)
                    .mapToObj(n -> rows[n])
                    .toArray(double[][]::new);
            double[] x = Arrays.stream(own).mapToDouble(row -> row[0]).toArray();
            double[] y = Arrays.stream(own).mapToDouble(row -> row[1]).toArray();
            frame.symbols(Palette.symbol(c), x, y, 2.4, Palette.points(c, 0.75));
        }
    }

    private static void shapes(Frame frame, List<Cluster> clusters) {
        for (int c = 0; c < clusters.size(); c++) {
            Cluster cluster = clusters.get(c);
            double[] at = cluster.centre();
            if (cluster.isElliptical()) {
                Ink ink = Ink.line(Palette.lineColour(c), 2);
                for (double distance : new double[] {1, 2})
                    frame.add(Ellipse.mark(frame, at, cluster.covariance(), distance, ink));
            }
            frame.symbols(
                    Symbol.CROSS,
                    new double[] {at[0]},
                    new double[] {at[1]},
                    6,
                    Ink.fill(Colour.INK).outlined(Colour.WHITE, 1));
        }
    }

    /// Old Faithful, from two means far from the truth: one frame for each iteration, in a loop; readers who asked for
    /// less motion see the last.
    static String frameByFrame() throws IOException {
        double[][] rows = standardised(faithful());
        double[][] means = {{-1, 1}, {1, -1}};
        List<String> frames = new ArrayList<>();
        int iterations = 16;
        for (int t = 0; t <= iterations; t++) {
            Fit<GaussianMixture> fit = GaussianMixture.fit(
                    Rows.of(rows),
                    MixtureOptions.of(2)
                            .withStart(Start.means(means))
                            .withMaxIterations(t)
                            .withTolerance(0));
            frames.add(frame(rows, fit, t));
        }
        return animated(frames, 640, 520);
    }

    private static double[][] faithful() throws IOException {
        try (InputStream in = Main.class.getResourceAsStream("demo/faithful.csv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        }
    }

    private static double[][] standardised(double[][] rows) {
        ColumnSummary summary = ColumnSummary.of(Rows.of(rows), Execution.of(1));
        return Arrays.stream(rows)
                .map(row -> IntStream.range(0, row.length)
                        .mapToDouble(j -> (row[j] - summary.mean(j)) / Math.sqrt(summary.variance(j)))
                        .toArray())
                .toArray(double[][]::new);
    }

    /// Rows in the mixture of their components' colours, by their responsibilities.
    private static String frame(double[][] rows, Fit<GaussianMixture> fit, int iteration) {
        String title = String.format(
                Locale.ROOT,
                "EM on Old Faithful, %s: log-likelihood %.1f",
                iteration == 0 ? "start" : "iteration " + iteration,
                fit.objective());
        Page page = new Page(
                640,
                520,
                title,
                Caption.none(),
                List.of("Colours mix by responsibility; ellipses at 1σ and 2σ. Columns are standardised."),
                new Legend());
        Frame frame = Frame.within(
                page.body(),
                Axis.linear("eruptions, standardised", -2.2, 2.2),
                Axis.linear("waiting, standardised", -2.6, 2.2));
        double[][] r = fit.model().responsibilities(Rows.of(rows));
        for (int n = 0; n < rows.length; n++) {
            Colour mixed = Palette.colour(0).mix(Palette.colour(1), r[n][1]);
            frame.symbols(Symbol.CIRCLE, new double[] {rows[n][0]}, new double[] {rows[n][1]}, 3, Ink.fill(mixed));
        }
        shapes(frame, shapes(fit.model()));
        page.add(frame);
        return page.finish().svg("i" + iteration + "-");
    }

    /// All frames over one another, one shown at a time, by style alone.
    private static String animated(List<String> frames, int width, int height) {
        double step = 0.6;
        double hold = 2.4;
        double whole = step * (frames.size() - 1) + hold;
        StringBuilder out = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " "
                + height + "\" width=\"" + width + "\" height=\"" + height + "\">\n<style>\n.f{opacity:0}\n");
        for (int t = 0; t < frames.size(); t++) {
            double from = 100 * step * t / whole;
            double to = t == frames.size() - 1 ? 100 : 100 * step * (t + 1) / whole;
            // steps(1) holds each value until the next: no frame fades.
            out.append(String.format(
                    Locale.ROOT,
                    "@keyframes k%d{0%%{opacity:0}%.3f%%{opacity:1}%.3f%%{opacity:0}100%%{opacity:0}}%n"
                            + ".f%d{animation:k%d %.1fs steps(1) infinite}%n",
                    t,
                    from,
                    to,
                    t,
                    t,
                    whole));
        }
        out.append("@media (prefers-reduced-motion:reduce){.f{animation:none}.f")
                .append(frames.size() - 1)
                .append("{opacity:1}}\n</style>\n");
        for (int t = 0; t < frames.size(); t++)
            out.append("<g class=\"f f")
                    .append(t)
                    .append("\">")
                    .append(frames.get(t))
                    .append("</g>\n");
        return out.append("</svg>\n").toString();
    }
}
