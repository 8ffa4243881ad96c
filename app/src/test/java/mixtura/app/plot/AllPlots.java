package mixtura.app.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mixtura.evaluate.Confusion;
import mixtura.evaluate.Contingency;

/// Every plot of ordinary and of awkward subjects: one row, one cluster, one column, thirty clusters, long names.
final class AllPlots {
    private AllPlots() {}

    static List<Map.Entry<String, Drawing>> drawings() {
        List<Map.Entry<String, Drawing>> drawings = new ArrayList<>();
        PlotOptions options = PlotOptions.defaults();
        for (int[] shape :
                new int[][] {{1, 1, 1}, {1, 1, 2}, {200, 1, 2}, {300, 3, 4}, {90, 2, 1}, {900, 30, 2}, {60, 3, 16}}) {
            Subject soft = Examples.gaussian(shape[0], shape[1], shape[2], 7);
            String name = "n=%d k=%d d=%d".formatted(shape[0], shape[1], shape[2]);
            for (Subject subject : List.of(soft, Examples.hard(soft))) {
                String what = subject.word() + " " + name;
                drawings.add(Map.entry("classification " + what, ClassificationPlot.draw(subject, options)));
                drawings.add(Map.entry("pairs " + what, PairsPlot.draw(subject, options)));
                drawings.add(Map.entry("parallel " + what, ParallelPlot.draw(subject, options)));
                if (subject.isElliptical()) {
                    drawings.add(Map.entry("qq " + what, QqPlot.draw(subject, options)));
                    drawings.add(Map.entry("uncertainty " + what, UncertaintyPlot.draw(subject, options)));
                    drawings.add(Map.entry("density " + what, DensityPlot.draw(subject, options)));
                    drawings.add(Map.entry("responsibilities " + what, ResponsibilitiesPlot.draw(subject, options)));
                }
                if (shape[2] == 16) {
                    drawings.add(Map.entry(
                            "centroids " + what,
                            CentroidsPlot.draw(subject.clusters(), subject.word(), subject.caption(), options)));
                    drawings.add(Map.entry("samples " + what, SamplesPlot.draw(subject, options)));
                }
            }
        }
        Caption caption = new Caption("made-up.csv", 300, "k-means", 3, "distortion", 12.5);
        drawings.add(Map.entry(
                "trace", TracePlot.draw(new double[] {-9, -4, -3.5}, "log-likelihood", true, caption, options)));
        drawings.add(Map.entry(
                "trace of a start", TracePlot.draw(new double[] {5e12}, "distortion", false, caption, options)));
        drawings.add(Map.entry(
                "trace of starts",
                TracePlot.draw(
                        List.of(new double[] {9, 4}, new double[] {8, 3, 2}),
                        1,
                        "distortion",
                        true,
                        caption,
                        options)));
        drawings.add(Map.entry(
                "starts", StartsPlot.draw(new double[] {-3, -2, -2, -9}, 1, "log-likelihood", true, caption, options)));
        drawings.add(
                Map.entry("one start", StartsPlot.draw(new double[] {5}, 0, "distortion", false, caption, options)));
        List<BicPlot.Entry> sweep = new ArrayList<>();
        List<AurocPlot.Entry> aurocs = new ArrayList<>();
        for (String structure : List.of("full", "tied", "diag", "spherical")) {
            for (int k = 1; k <= 9; k++) {
                sweep.add(new BicPlot.Entry(structure, k, k == 9 ? Double.NaN : 100 + k * structure.length(), k > 7));
                aurocs.add(new AurocPlot.Entry(structure, k, 0.9 - 0.01 * k, k == 3 ? 0.02 : 0));
            }
        }
        drawings.add(Map.entry("bic", BicPlot.draw(sweep, "BIC", caption, options)));
        List<BicPlot.Entry> many = new ArrayList<>();
        for (int structure = 0; structure < 28; structure++) {
            for (int k = 1; k <= 9; k++) {
                double value = 900 - 30 * structure + (k - 4) * (k - 4) * (3.0 + structure % 5);
                many.add(new BicPlot.Entry("structure " + structure, k, value, k > 6 && structure % 2 == 0));
            }
        }
        drawings.add(Map.entry("bic of 28 structures", BicPlot.draw(many, "BIC", caption, options)));
        drawings.add(Map.entry("auroc-by-k", AurocPlot.draw(aurocs, caption, options)));
        int[] ks = {1, 2, 3, 4, 5};
        double[] distortion = {100, 40, 20, 18, 17};
        drawings.add(
                Map.entry("elbow", ElbowPlot.draw(ks, distortion, new double[] {1, 2, 3, 4, 5}, caption, options)));
        drawings.add(Map.entry("elbow without times", ElbowPlot.draw(ks, distortion, new double[0], caption, options)));
        double[] in = new java.util.Random(1).doubles(500, 0, 10).toArray();
        double[] out = new java.util.Random(2).doubles(400, 5, 20).toArray();
        drawings.add(Map.entry("roc", RocPlot.draw(in, out, caption, options)));
        drawings.add(Map.entry("scores", ScoresPlot.draw(in, out, 9.9, caption, options)));
        drawings.add(Map.entry(
                "scores of one row", ScoresPlot.draw(new double[] {3}, new double[0], Double.NaN, caption, options)));
        Subject thirty = Examples.gaussian(900, 30, 2, 7);
        double[] widths = new java.util.Random(3).doubles(900, -0.2, 1).toArray();
        drawings.add(
                Map.entry("silhouette", SilhouettePlot.draw(widths, thirty.cluster(), 30, 9000, caption, options)));
        Confusion confusion = Confusion.of(Contingency.of(new int[] {0, 0, 1, 1, 2, 2}, new int[] {1, 1, 0, 0, 0, 1}));
        drawings.add(Map.entry(
                "confusion",
                ConfusionPlot.draw(
                        confusion, List.of("a", "a class with a long name & more"), "cluster", caption, options)));
        return drawings;
    }
}
