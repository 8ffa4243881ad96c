package mixtura.app.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import mixtura.data.Rows;
import mixtura.kmeans.Geometry;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.Covariance;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.seeding.Seeding;

/// The pictures of `docs/robust.md`, drawn from fits.
///
/// To draw them again: run the test with `MIXTURA_PICTURES` naming the folder, `docs/pictures`.
final class RelativesPictures {
    private static final long SEED = 1;
    /// So many rows are behind each point.
    private static final int ONE_IN = 5;

    private static final Ink ROW = Ink.fill(Colour.GREY.withOpacity(0.55));
    private static final Ink OUTLIER = Ink.line(Palette.lineColour(5), 1.2);

    private RelativesPictures() {}

    static Map<String, Drawing> all() {
        return Map.of("robust-near.svg", near(), "robust-far.svg", far(), "limit.svg", limit());
    }

    static void write(Path folder) throws IOException {
        for (Map.Entry<String, Drawing> picture : all().entrySet()) {
            Files.writeString(
                    folder.resolve(picture.getKey()), picture.getValue().svg());
        }
    }

    private static Drawing near() {
        OutlierProblem problem = OutlierProblem.near(SEED);
        KMeansModel means = problem.fit(problem.nearTheTruth());
        KMeansModel medians = problem.fit(problem.nearTheTruth().withGeometry(Geometry.MANHATTAN));
        KMeansModel trimmed = problem.fit(problem.nearTheTruth().withTrim(0.05));
        Legend legend = new Legend()
                .point("row", Symbol.CIRCLE, 2.5, ROW)
                .point("outlier", Symbol.CIRCLE, 3, OUTLIER)
                .heading("centre of the first")
                .point("true", Symbol.PLUS, 6, Ink.fill(Colour.INK))
                .point("k-means", Symbol.SQUARE, 5, centre(5))
                .point("k-medians", Symbol.DIAMOND, 5, centre(0))
                .point("trimmed k-means", Symbol.TRIANGLE, 5, centre(2));
        String notes = String.format(
                Locale.ROOT,
                "Largest distance of a centre from the truth, in standard deviations of a cluster: k-means %.2f,"
                        + " k-medians %.2f, trimmed k-means (5 %% left out) %.2f. All start near the truth. One row in five is"
                        + " drawn.",
                problem.error(means),
                problem.error(medians),
                problem.error(trimmed));
        Page page =
                new Page(980, 480, "Outliers around the clusters, on one side", Caption.none(), List.of(notes), legend);
        Frame whole =
                Frame.within(page.body().cell(0, 1, 0, 2, 18), Axis.linear("x1", -6, 42), Axis.linear("x2", -6, 38));
        rows(whole, problem);
        page.add(whole);
        Frame zoom = Frame.within(
                page.body().cell(0, 1, 1, 2, 18),
                Axis.linear("x1, about the first cluster", -0.6, 0.6),
                Axis.linear("x2", -0.6, 0.6));
        rows(zoom, problem);
        point(zoom, Symbol.PLUS, problem.centres()[0], 9, Ink.fill(Colour.INK));
        point(zoom, Symbol.SQUARE, means.centroids()[0], 8, centre(5));
        point(zoom, Symbol.DIAMOND, medians.centroids()[0], 8, centre(0));
        point(zoom, Symbol.TRIANGLE, trimmed.centroids()[0], 8, centre(2));
        page.add(zoom);
        return page.finish();
    }

    private static Drawing far() {
        OutlierProblem problem = OutlierProblem.far(SEED, 120);
        KMeansModel medians = problem.fit(problem.manyStarts().withGeometry(Geometry.MANHATTAN));
        KMeansModel trimmed = problem.fit(problem.manyStarts().withTrim(0.06));
        Legend legend = new Legend()
                .point("row", Symbol.CIRCLE, 2.5, ROW)
                .point("outlier", Symbol.CIRCLE, 3, OUTLIER)
                .point("k-medians", Symbol.DIAMOND, 5, centre(0))
                .point("trimmed k-means", Symbol.TRIANGLE, 5, centre(2));
        String notes = "The best of 40 random starts of each. k-medians gives one of its three centres to the outliers"
                + " and one to two clusters; trimmed k-means (6 % left out) finds all three. One"
                + " row in five is drawn.";
        Page page = new Page(980, 480, "Outliers far away", Caption.none(), List.of(notes), legend);
        Frame whole =
                Frame.within(page.body().cell(0, 1, 0, 2, 18), Axis.linear("x1", -10, 135), Axis.linear("x2", -20, 60));
        Frame zoom = Frame.within(
                page.body().cell(0, 1, 1, 2, 18),
                Axis.linear("x1, the three clusters", -4, 16),
                Axis.linear("x2", -4, 15));
        for (Frame frame : List.of(whole, zoom)) {
            rows(frame, problem);
            for (double[] c : medians.centroids()) point(frame, Symbol.DIAMOND, c, frame == zoom ? 9 : 6, centre(0));
            for (double[] c : trimmed.centroids()) point(frame, Symbol.TRIANGLE, c, frame == zoom ? 8 : 5, centre(2));
            page.add(frame);
        }
        return page.finish();
    }

    private static Ink centre(int colour) {
        return Ink.fill(Palette.colour(colour)).outlined(Colour.WHITE, 1);
    }

    private static void rows(Frame frame, OutlierProblem problem) {
        int inside = problem.rows().length - problem.outliers();
        double[][] rows = problem.rows();
        frame.symbols(Symbol.CIRCLE, column(rows, 0, 0, inside), column(rows, 1, 0, inside), 1.6, ROW);
        frame.symbols(
                Symbol.CIRCLE,
                column(rows, 0, inside, rows.length),
                column(rows, 1, inside, rows.length),
                2.2,
                OUTLIER);
    }

    private static void point(Frame frame, Symbol symbol, double[] at, double radius, Ink ink) {
        frame.symbols(symbol, new double[] {at[0]}, new double[] {at[1]}, radius, ink);
    }

    private static double[] column(double[][] rows, int j, int from, int to) {
        double[] column = new double[(to - from) / ONE_IN];
        for (int i = 0; i < column.length; i++) column[i] = rows[from + ONE_IN * i][j];
        return column;
    }

    /// Left: the responsibility of one of two components along the line between their means. Right: how far the means
    /// of one M-step are from the centroids of one update of k-means.
    private static Drawing limit() {
        double[] sigmas = {2, 1, 0.5, 0.25, 0.1};
        Legend legend = new Legend().heading("σ");
        Page page = new Page(
                980,
                460,
                "k-means as the limit σ → 0 of a mixture",
                Caption.none(),
                List.of(
                        "Spherical Gaussians with one shared variance σ² and equal proportions. Left: means at −1 and 1,"
                                + " k-means is the step. Right: one M-step against one update of k-means from the same"
                                + " centroids, 600 rows in 4 clouds."),
                colours(legend, sigmas));
        Frame left = Frame.within(
                page.body().cell(0, 1, 0, 2, 22), Axis.linear("x", -3, 3), Axis.linear("responsibility", -0.02, 1.02));
        double[] x = new double[601];
        Arrays.setAll(x, i -> -3 + i / 100.0);
        Rows line = Rows.wrap(x, x.length, 1);
        for (int s = 0; s < sigmas.length; s++) {
            double[] r = Arrays.stream(mixture(new double[][] {{-1}, {1}}, sigmas[s])
                            .responsibilities(line))
                    .mapToDouble(row -> row[1])
                    .toArray();
            left.line(x, r, Ink.line(Palette.lineColour(s), 2));
        }
        left.line(
                new double[] {-3, 0, 0, 3},
                new double[] {0, 0, 1, 1},
                Ink.line(Colour.INK, 1.4).dashed(5));
        page.add(left);
        double[] all = new double[41];
        Arrays.setAll(all, i -> 2 * Math.pow(0.02, i / 40.0));
        double[] apart = Arrays.stream(all).map(RelativesPictures::apart).toArray();
        Frame right = Frame.within(
                page.body().cell(0, 1, 1, 2, 22),
                Axis.logarithmic("σ", 0.04, 2),
                Axis.linear("largest distance of a mean from its centroid", 0, 1.05 * apart[0]));
        right.line(all, apart, Ink.line(Palette.lineColour(0), 2));
        page.add(right);
        return page.finish();
    }

    private static Legend colours(Legend legend, double[] sigmas) {
        for (int s = 0; s < sigmas.length; s++) {
            legend.line(String.valueOf(sigmas[s]), Ink.line(Palette.lineColour(s), 2));
        }
        return legend.line("k-means", Ink.line(Colour.INK, 1.4).dashed(5));
    }

    /// The largest distance between a mean after one M-step and the centroid after one update, from the same start.
    static double apart(double sigma) {
        double[][] x = Examples.gaussian(600, 4, 2, 3).rows();
        double[][] start = {x[0], x[1], x[2], x[3]};
        KMeansOptions once = KMeansOptions.of(4).withStart(Seeding.given(start)).withMaxIterations(1);
        double[][] centroids = KMeans.fit(Rows.of(x), once).model().centroids();
        double[][] r = mixture(start, sigma).responsibilities(Rows.of(x));
        double worst = 0;
        for (int k = 0; k < 4; k++) {
            double mass = 0;
            double[] sum = new double[2];
            for (int n = 0; n < x.length; n++) {
                mass += r[n][k];
                for (int j = 0; j < 2; j++) sum[j] += r[n][k] * x[n][j];
            }
            worst = Math.max(worst, Math.hypot(sum[0] / mass - centroids[k][0], sum[1] / mass - centroids[k][1]));
        }
        return worst;
    }

    private static GaussianMixture mixture(double[][] means, double sigma) {
        double[] proportions = new double[means.length];
        Arrays.fill(proportions, 1.0 / means.length);
        List<Gaussian> components = Arrays.stream(means)
                .map(mean -> new Gaussian(mean, new double[] {sigma * sigma}, Covariance.SPHERICAL))
                .toList();
        List<String> names = means[0].length == 1 ? List.of("x") : List.of("x1", "x2");
        return new GaussianMixture(proportions, components, names, new TreeMap<>());
    }
}
