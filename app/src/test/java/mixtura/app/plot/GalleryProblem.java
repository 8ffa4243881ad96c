package mixtura.app.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Rows in the plane whose groups are known, for `docs/gallery.md`.
///
/// @param title   what is hard about it
/// @param rows    n × 2
/// @param groups  of each row, from 0
record GalleryProblem(String title, double[][] rows, int[] groups) {
    private static final class Maker {
        private final Random random;
        private final List<double[]> rows = new ArrayList<>();
        private final List<Integer> groups = new ArrayList<>();

        Maker(long seed) {
            random = new Random(seed);
        }

        /// A Gaussian with standard deviations `a` and `b`, turned by `degrees`.
        Maker cloud(int count, double x, double y, double a, double b, double degrees) {
            int group = groups.isEmpty() ? 0 : groups.getLast() + 1;
            double cos = Math.cos(Math.toRadians(degrees));
            double sin = Math.sin(Math.toRadians(degrees));
            for (int n = 0; n < count; n++) {
                double u = a * random.nextGaussian();
                double v = b * random.nextGaussian();
                rows.add(new double[] {x + cos * u - sin * v, y + sin * u + cos * v});
                groups.add(group);
            }
            return this;
        }

        /// Points about a circle.
        Maker ring(int count, double radius, double width) {
            int group = groups.isEmpty() ? 0 : groups.getLast() + 1;
            for (int n = 0; n < count; n++) {
                double angle = 2 * Math.PI * random.nextDouble();
                double r = radius + width * random.nextGaussian();
                rows.add(new double[] {r * Math.cos(angle), r * Math.sin(angle)});
                groups.add(group);
            }
            return this;
        }

        GalleryProblem named(String title) {
            return new GalleryProblem(
                    title,
                    rows.toArray(new double[0][]),
                    groups.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    static GalleryProblem overlapping() {
        return new Maker(11)
                .cloud(250, 0, 0, 1.6, 0.6, 30)
                .cloud(250, 2.2, 0.2, 1.6, 0.6, -40)
                .named("Overlapping");
    }

    static GalleryProblem unequal() {
        return new Maker(12)
                .cloud(250, 0, 0, 2.2, 2.2, 0)
                .cloud(250, 4.6, 0, 0.4, 0.4, 0)
                .named("Unequal spread");
    }

    static GalleryProblem imbalanced() {
        return new Maker(13)
                .cloud(940, 0, 0, 1.5, 1.5, 0)
                .cloud(60, 5.2, 0, 0.6, 0.6, 0)
                .named("Imbalanced: 94 % and 6 %");
    }

    static GalleryProblem elongated() {
        return new Maker(14)
                .cloud(200, 0, 0, 4, 0.35, 20)
                .cloud(200, 0, 2, 4, 0.35, 20)
                .cloud(200, 0, -2, 4, 0.35, 20)
                .named("Elongated: k-means fails");
    }

    /// Few rows for what full covariances have to learn.
    static GalleryProblem few() {
        return new Maker(17)
                .cloud(6, 0, 0, 1, 1, 0)
                .cloud(6, 4.5, 0, 1, 1, 0)
                .cloud(6, 2.2, 4, 1, 1, 0)
                .named("18 rows: full covariances fail");
    }

    static GalleryProblem rings() {
        return new Maker(16).ring(250, 1.5, 0.15).ring(350, 4, 0.15).named("Rings: both fail");
    }

    /// Two clouds and three equal rows.
    static GalleryProblem degenerate() {
        Maker maker = new Maker(18).cloud(120, 0, 0, 1, 1, 0).cloud(120, 5, 1, 1, 0.5, 30);
        GalleryProblem clouds = maker.named("Two clouds and one value three times");
        double[][] rows = new double[243][];
        int[] groups = new int[243];
        for (int n = 0; n < 240; n++) {
            rows[n] = clouds.rows()[n];
            groups[n] = clouds.groups()[n];
        }
        for (int n = 240; n < 243; n++) {
            rows[n] = new double[] {2.5, 3.5};
            groups[n] = 2;
        }
        return new GalleryProblem(clouds.title(), rows, groups);
    }

    /// Five clouds, of which starts find different threes and fours.
    static GalleryProblem five() {
        return new Maker(19)
                .cloud(120, 0, 0, 0.7, 0.7, 0)
                .cloud(120, 3, 0.5, 0.9, 0.4, 30)
                .cloud(120, 6, -1, 0.6, 1.2, 0)
                .cloud(120, 1, 5, 1.2, 0.5, -20)
                .cloud(120, 5.5, 5, 0.8, 0.8, 0)
                .named("Five clouds");
    }

    int k() {
        int most = 0;
        for (int group : groups) most = Math.max(most, group);
        return most + 1;
    }

    double[] column(int j) {
        double[] column = new double[rows.length];
        for (int n = 0; n < column.length; n++) column[n] = rows[n][j];
        return column;
    }
}
