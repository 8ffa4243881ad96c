package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/// Whether a cluster is pure, where rows are images: for each cluster its centre, then the rows nearest to it, some
/// drawn at random, and those that the model is least sure of.
public final class SamplesPlot {
    private static final double LABEL = 62;
    private static final double HEADING = 18;
    private static final double GAP = 2;
    private static final double GROUP_GAP = 14;
    private static final double SMALLEST_CELL = 24;
    private static final int MOST_CLUSTERS = 60;

    private SamplesPlot() {}

    public static Drawing draw(Subject subject, PlotOptions options) {
        int shown = Math.min(subject.k(), MOST_CLUSTERS);
        int[][][] chosen = new int[shown][][];
        for (int k = 0; k < shown; k++) chosen[k] = choose(subject, k, options);
        double[][] centres = subject.clusters().stream().map(Cluster::centre).toArray(double[][]::new);
        Images images = Images.of(subject.dimension(), options, centres, subject.rows());

        List<String> notes = new ArrayList<>();
        boolean soft = subject.responsibilities().length > 0;
        notes.add("Nearest: to the centre, by Euclidean distance. Doubtful: "
                + (soft
                        ? "smallest largest responsibility; of equal ones, the nearest to another centre."
                        : "the two nearest centres are almost equally far."));
        if (shown < subject.k()) notes.add("The first " + shown + " of " + subject.k() + " clusters are shown.");
        if (subject.rows().length < subject.total()) {
            notes.add("Chosen among " + Numbers.count(subject.rows().length) + " of " + Numbers.count(subject.total())
                    + " rows, drawn at random.");
        }
        String title = "Rows of every " + subject.word();
        Page page = new Page(options, title, subject.caption(), notes, images.legend());
        int perGroup = options.perCluster();
        double room = page.body().width() - LABEL - 3 * GROUP_GAP - 3.0 * perGroup * GAP;
        double width = Math.max(SMALLEST_CELL, room / (3 * perGroup + 1));
        double height = width / images.aspect();
        double needed = HEADING + shown * (height + GAP);
        int pageHeight = options.height() + (int) Math.ceil(needed - page.body().height());
        int pageWidth = options.width() + (int) Math.max(0, Math.ceil((width * (3 * perGroup + 1)) - room));
        page = new Page(pageWidth, Math.max(150, pageHeight), title, subject.caption(), notes, images.legend());

        Box body = page.body();
        String[] headings = {"nearest", "random", "doubtful"};
        double first = body.x() + LABEL;
        page.add(heading("centre", first + width / 2, body.y()));
        for (int group = 0; group < headings.length; group++) {
            double left = first + width + GROUP_GAP + group * (perGroup * (width + GAP) + GROUP_GAP);
            page.add(heading(headings[group], left + perGroup * (width + GAP) / 2, body.y()));
            for (int k = 0; k < shown; k++) {
                for (int i = 0; i < chosen[k][group].length; i++) {
                    double y = body.y() + HEADING + k * (height + GAP);
                    images.draw(
                            page,
                            subject.rows()[chosen[k][group][i]],
                            new Box(left + i * (width + GAP), y, width, height));
                }
            }
        }
        for (int k = 0; k < shown; k++) {
            double y = body.y() + HEADING + k * (height + GAP);
            images.draw(page, centres[k], new Box(first, y, width, height));
            String label =
                    (k + 1) + " · " + Numbers.percent(subject.clusters().get(k).share());
            page.add(Frame.text(label, first - 6, y + height / 2 + 4, 10.5, Mark.Anchor.END, 0, Colour.INK));
        }
        return page.finish();
    }

    private static Mark heading(String text, double x, double y) {
        return Frame.text(text, x, y + 11, 11.5, Mark.Anchor.MIDDLE, 0, Colour.SOFT);
    }

    /// Nearest, random and doubtful rows of cluster k, in this order.
    static int[][] choose(Subject subject, int k, PlotOptions options) {
        List<Integer> members = new ArrayList<>(IntStream.range(0, subject.rows().length)
                .filter(n -> subject.cluster()[n] == k)
                .boxed()
                .toList());
        double[] distance = new double[subject.rows().length];
        double[] ratio = new double[subject.rows().length];
        double[] sureness = new double[subject.rows().length];
        for (int n : members) {
            distance[n] = squaredDistance(subject, n, k);
            double nearestOther = IntStream.range(0, subject.k())
                    .filter(other -> other != k)
                    .mapToDouble(other -> squaredDistance(subject, n, other))
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
            ratio[n] = nearestOther > 0 ? distance[n] / nearestOther : 1;
            if (subject.responsibilities().length > 0) sureness[n] = Math.round(1e6 * subject.responsibilities()[n][k]);
        }
        int count = options.perCluster();
        int[] nearest = first(members, Comparator.comparingDouble(n -> distance[n]), count);
        int[] doubtful = first(
                members,
                Comparator.<Integer>comparingDouble(n -> sureness[n]).thenComparingDouble(n -> -ratio[n]),
                count);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(options.seed() + k);
        double[] lot = new double[subject.rows().length];
        for (int n : members) lot[n] = random.nextDouble();
        int[] drawn = first(members, Comparator.comparingDouble(n -> lot[n]), count);
        return new int[][] {nearest, drawn, doubtful};
    }

    private static int[] first(List<Integer> members, Comparator<Integer> order, int count) {
        return members.stream()
                .sorted(order)
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double squaredDistance(Subject subject, int row, int k) {
        double[] x = subject.rows()[row];
        double[] centre = subject.clusters().get(k).centre();
        double sum = 0;
        for (int j = 0; j < x.length; j++) sum += (x[j] - centre[j]) * (x[j] - centre[j]);
        return sum;
    }
}
