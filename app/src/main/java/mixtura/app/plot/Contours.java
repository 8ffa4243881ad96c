package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Lines of equal density of a Gaussian mixture in two columns.
final class Contours {
    /// Grid points in each direction of a frame; lines between them are interpolated.
    private static final int GRID = 160;

    private static final int DRAWS = 20_000;

    private Contours() {}

    /// Σ_k π_k p(x, y | k).
    static DoubleBinaryOperator density(List<Cluster> marginals) {
        return (x, y) -> {
            double sum = 0;
            for (Cluster part : marginals) sum += part.share() * Math.exp(part.logDensity(x, y));
            return sum;
        };
    }

    /// For each probability, the density above which the mixture has that much of its mass (the border of its highest
    /// density region, Hyndman 1996): a quantile of the density at 20 000 rows drawn from the mixture.
    static double[] thresholds(List<Cluster> marginals, double[] probabilities, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        DoubleBinaryOperator density = density(marginals);
        double[] values = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            Cluster part = choose(marginals, random.nextDouble());
            double[][] s = part.covariance();
            double l11 = Math.sqrt(Math.max(0, s[0][0]));
            double l21 = l11 > 0 ? s[0][1] / l11 : 0;
            double l22 = Math.sqrt(Math.max(0, s[1][1] - l21 * l21));
            double[] unit = new double[2];
            part.unitSampler().draw(random, unit, 0);
            double u = unit[0];
            double v = unit[1];
            values[i] = density.applyAsDouble(part.centre()[0] + l11 * u, part.centre()[1] + l21 * u + l22 * v);
        }
        Arrays.sort(values);
        return Arrays.stream(probabilities)
                .map(probability -> Histogram.quantile(values, 1 - probability))
                .toArray();
    }

    private static Cluster choose(List<Cluster> parts, double lot) {
        double rest = lot;
        for (Cluster part : parts) {
            rest -= part.share();
            if (rest < 0) return part;
        }
        return parts.getLast();
    }

    /// The density at the corners of a grid over a frame, row by row from its lower left.
    static double[][] grid(Frame frame, DoubleBinaryOperator density) {
        double[][] values = new double[GRID + 1][GRID + 1];
        for (int i = 0; i <= GRID; i++) {
            for (int j = 0; j <= GRID; j++) {
                values[i][j] = density.applyAsDouble(at(frame.xAxis(), j), at(frame.yAxis(), i));
            }
        }
        return values;
    }

    private static double at(Axis axis, double step) {
        return axis.min() + (axis.max() - axis.min()) * step / GRID;
    }

    /// The colours of a grid from light to dark on a logarithmic scale of three decades below the largest value.
    static Mark heat(Frame frame, double[][] grid) {
        double largest =
                Arrays.stream(grid).flatMapToDouble(Arrays::stream).max().orElse(1);
        int[] rgb = new int[GRID * GRID];
        for (int i = 0; i < GRID; i++) {
            for (int j = 0; j < GRID; j++) {
                double middle = (grid[i][j] + grid[i + 1][j] + grid[i][j + 1] + grid[i + 1][j + 1]) / 4;
                double share = middle > 0 ? 1 + Math.log10(middle / largest) / 3 : 0;
                rgb[(GRID - 1 - i) * GRID + j] = Palette.ramp(0.75 * share).rgb();
            }
        }
        Box box = frame.box();
        return new Mark.Picture(box.x(), box.y(), box.width(), box.height(), GRID, GRID, rgb);
    }

    /// Draws the line at one density: marching squares (Lorensen and Cline 1987 in two dimensions), the pieces joined.
    static void draw(Frame frame, double[][] grid, double threshold, Ink ink) {
        Map<Long, List<Long>> neighbours = new HashMap<>();
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < GRID; i++) {
            for (int j = 0; j < GRID; j++) cell(grid, threshold, i, j, neighbours, starts);
        }
        // open lines first, from their ends; what is left are rings
        starts.sort((a, b) -> Integer.compare(degree(neighbours, a), degree(neighbours, b)));
        for (long start : starts) {
            while (degree(neighbours, start) > 0) follow(frame, grid, threshold, start, neighbours, ink);
        }
    }

    private static int degree(Map<Long, List<Long>> neighbours, long edge) {
        List<Long> list = neighbours.get(edge);
        return list == null ? 0 : list.size();
    }

    /// Edges of the grid as numbers: two a corner, the one to its right (even) and the one above (odd).
    private static long edge(int i, int j, int direction) {
        return 2L * (i * (GRID + 1L) + j) + direction;
    }

    private static void cell(
            double[][] grid, double threshold, int i, int j, Map<Long, List<Long>> neighbours, List<Long> starts) {
        long[] edges = {edge(i, j, 0), edge(i, j + 1, 1), edge(i + 1, j, 0), edge(i, j, 1)};
        boolean[] above = {
            grid[i][j] > threshold,
            grid[i][j + 1] > threshold,
            grid[i + 1][j + 1] > threshold,
            grid[i + 1][j] > threshold
        };
        List<Long> crossed = new ArrayList<>();
        for (int side = 0; side < 4; side++) {
            if (above[side] != above[(side + 1) % 4]) crossed.add(edges[side]);
        }
        if (crossed.isEmpty()) return;
        if (crossed.size() == 4) {
            // a saddle: the value in the middle says which corners belong together
            double middle = (grid[i][j] + grid[i][j + 1] + grid[i + 1][j] + grid[i + 1][j + 1]) / 4;
            boolean joined = middle > threshold == above[0];
            join(neighbours, starts, edges[0], joined ? edges[1] : edges[3]);
            join(neighbours, starts, edges[2], joined ? edges[3] : edges[1]);
        } else {
            join(neighbours, starts, crossed.get(0), crossed.get(1));
        }
    }

    private static void join(Map<Long, List<Long>> neighbours, List<Long> starts, long a, long b) {
        for (long[] pair : new long[][] {{a, b}, {b, a}}) {
            neighbours
                    .computeIfAbsent(pair[0], edge -> {
                        starts.add(edge);
                        return new ArrayList<>(2);
                    })
                    .add(pair[1]);
        }
    }

    private static void follow(
            Frame frame, double[][] grid, double threshold, long start, Map<Long, List<Long>> neighbours, Ink ink) {
        List<Long> line = new ArrayList<>(List.of(start));
        long edge = start;
        while (true) {
            List<Long> next = neighbours.get(edge);
            if (next == null || next.isEmpty()) break;
            long other = next.removeLast();
            List<Long> back = neighbours.get(other);
            if (back != null) back.remove(edge);
            line.add(other);
            edge = other;
            if (edge == start) break;
        }
        double[] xs = new double[line.size()];
        double[] ys = new double[line.size()];
        for (int p = 0; p < xs.length; p++) {
            long corner = line.get(p) / 2;
            int i = (int) (corner / (GRID + 1));
            int j = (int) (corner % (GRID + 1));
            boolean up = line.get(p) % 2 == 1;
            double from = grid[i][j];
            double to = up ? grid[i + 1][j] : grid[i][j + 1];
            double share = (threshold - from) / (to - from);
            xs[p] = at(frame.xAxis(), up ? j : j + share);
            ys[p] = at(frame.yAxis(), up ? i + share : i);
        }
        frame.line(xs, ys, ink);
    }
}
