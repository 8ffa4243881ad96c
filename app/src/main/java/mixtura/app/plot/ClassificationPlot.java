package mixtura.app.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Which row belongs where, and what shape the clusters have: points in the colours of their clusters, with the
/// ellipses of Gaussian components or the centroids of k-means.
///
/// An ellipse shows the marginal distribution of its component in the two columns drawn, whatever the structure of the
/// covariance: the rows within it have a Mahalanobis distance of at most 1, 2, … there.
public final class ClassificationPlot {
    /// Above so many clusters the levels are not written at each ellipse.
    private static final int MOST_LABELLED = 5;

    private ClassificationPlot() {}

    /// In two columns; in one when the data have no more.
    public static Drawing draw(Subject subject, PlotOptions options) {
        int[] columns = Columns.choose(subject, options, 2);
        if (columns.length == 1) return CurvesPlot.draw(subject, columns[0], "Classification", options);
        int xColumn = columns[0];
        int yColumn = columns[1];
        double[] distances = distances(options);
        boolean gaussian = subject.isElliptical();
        boolean jitter = Scatter.isDiscrete(subject, xColumn, yColumn);

        List<String> notes = new ArrayList<>();
        if (gaussian) notes.add(ellipseNote(subject, options));
        notes.add(Columns.note(subject, options, 2));
        boolean levels = subject.isLevels(xColumn) || subject.isLevels(yColumn);
        if (jitter || levels) notes.add("Equal points are spread a little so that they can be seen.");
        if (levels && !gaussian) {
            notes.add(
                    "A cross is at the means: between two levels by their shares, of more levels at the most frequent.");
        }
        notes.add(subject.gapNote(columns));
        notes.add(subject.samplingNote());
        Legend legend = new Legend().clustersAndOthers(subject);
        if (!gaussian) legend.point(subject.word().equals("cluster") ? "centroid" : "mean", Symbol.CROSS, CENTRE);
        Page page = new Page(options, "Classification", subject.caption(), notes, legend);

        double reach = gaussian ? distances[distances.length - 1] : 0;
        Axis xAxis = Scatter.axis(subject, xColumn, reach);
        Axis yAxis = Scatter.axis(subject, yColumn, reach);
        if (jitter) {
            xAxis = Scatter.roomy(xAxis, subject, xColumn);
            yAxis = Scatter.roomy(yAxis, subject, yColumn);
        }
        Frame frame = Frame.within(page.body(), xAxis, yAxis);
        Scatter.points(frame, subject, xColumn, yColumn, Scatter.radius(subject.rows().length), jitter, options.seed());
        for (int k = 0; k < subject.k(); k++) {
            Cluster cluster = subject.clusters().get(k).marginal(xColumn, yColumn);
            if (cluster.isElliptical()) ellipses(frame, cluster, k, subject.k() <= MOST_LABELLED, options);
            else
                frame.symbols(
                        Symbol.CROSS,
                        new double[] {cluster.centre()[0]},
                        new double[] {cluster.centre()[1]},
                        6,
                        CENTRE);
            number(frame, cluster, k);
        }
        page.add(frame);
        return page.finish();
    }

    private static final Ink CENTRE = Ink.fill(Colour.INK).outlined(Colour.WHITE, 1.2);

    /// The Mahalanobis distances of the ellipses, rising.
    static double[] distances(PlotOptions options) {
        if (options.levels().isEmpty()) return new double[] {1, 2};
        return options.levels().stream()
                .mapToDouble(Ellipse::distanceOf)
                .sorted()
                .toArray();
    }

    private static String levelName(double distance, boolean student, PlotOptions options) {
        if (options.levels().isEmpty() && !student) return Numbers.plain(distance) + "σ";
        double digits = options.levels().isEmpty() ? 1 : 1e4; // 39 %, not 39.3469 %
        return Numbers.plain(Math.round(100 * digits * Ellipse.levelOf(distance)) / digits) + " %";
    }

    /// What the ellipses mean, in a sentence.
    static String ellipseNote(Subject subject, PlotOptions options) {
        boolean student = subject.isStudent();
        if (student || !options.levels().isEmpty()) {
            String levels = java.util.Arrays.stream(distances(options))
                    .mapToObj(distance -> levelName(distance, student, options))
                    .collect(Collectors.joining(" and "));
            return "Ellipses hold " + levels + " of a component's probability in these columns.";
        }
        return "Ellipses at 1σ and 2σ of each component, holding 39 % and 86 % of its probability in these columns.";
    }

    static void ellipses(Frame frame, Cluster marginal, int k, boolean labelled, PlotOptions options) {
        Colour colour = Palette.lineColour(k);
        for (double distance : distances(options)) {
            Ink ink = Ink.line(colour, 1.6);
            Mark mark = Ellipse.mark(frame, marginal.centre(), marginal.covariance(), marginal.distance(distance), ink);
            frame.add(mark);
            if (!labelled || !(mark instanceof Mark.Oval oval)) continue;
            // at the highest point of the ellipse, where its tangent is level
            double cos = Math.cos(oval.angle());
            double sin = Math.sin(oval.angle());
            double rise = Math.hypot(oval.a() * sin, oval.b() * cos);
            if (rise < 6 || oval.y() - rise < frame.box().y() + 10) continue;
            double shift = rise == 0 ? 0 : (oval.a() * oval.a() - oval.b() * oval.b()) * sin * cos / rise;
            frame.addOnTop(new Mark.Text(
                    levelName(distance, marginal.isStudent(), options),
                    oval.x() - shift,
                    oval.y() - rise + 3.5,
                    10,
                    Mark.Anchor.MIDDLE,
                    0,
                    colour.darker(0.2),
                    true));
        }
    }

    /// The cluster's number, at its centre.
    static void number(Frame frame, Cluster marginal, int k) {
        double shift = marginal.isElliptical() ? 0 : 13 / frame.yScale();
        frame.label(
                Integer.toString(k + 1),
                marginal.centre()[0],
                marginal.centre()[1] + shift,
                13,
                Palette.lineColour(k).darker(0.35));
    }
}
