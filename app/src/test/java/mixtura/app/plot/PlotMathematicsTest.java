package mixtura.app.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import mixtura.evaluate.Knee;
import mixtura.mixture.Covariance;
import mixtura.mixture.Outline;
import mixtura.mixture.robust.StudentFamily;
import mixtura.mixture.robust.StudentT;
import org.junit.jupiter.api.Test;

class PlotMathematicsTest {
    /// The mass of a histogram is 1 over the values that it was made of.
    @Test
    void theAreaOfAHistogramIsOne() {
        double[] values =
                RandomGenerator.of("L64X128MixRandom").doubles(1000, -3, 8).toArray();
        Histogram histogram = Histogram.of(values);
        double area = 0;
        for (double density : histogram.density()) area += density * histogram.width();
        assertThat(area).isCloseTo(1, within(1e-12));
        assertThat(histogram.from()).isLessThanOrEqualTo(-2.9);
        assertThat(histogram.to()).isGreaterThanOrEqualTo(7.9);
    }

    @Test
    void theDensityOfAComponentIsThatOfTheNormalDistribution() {
        Cluster one = new Cluster(1, new double[] {2}, new double[][] {{9}});
        assertThat(one.logDensity(5)).isCloseTo(-0.5 - Math.log(3) - 0.5 * Math.log(2 * Math.PI), within(1e-14));
        Cluster two = new Cluster(1, new double[] {1, 2}, new double[][] {{2, 0.5}, {0.5, 1}});
        // Σ⁻¹ = [1, −.5; −.5, 2] / 1.75; at (2, 3) the squared distance is (1 − 1 + 2) / 1.75
        assertThat(two.logDensity(2, 3))
                .isCloseTo(-0.5 * 2 / 1.75 - 0.5 * Math.log(1.75) - Math.log(2 * Math.PI), within(1e-14));
    }

    /// For one Gaussian the border of the smallest region that holds p is the ellipse of the χ² quantile.
    @Test
    void theContourOfASingleGaussianIsItsEllipse() {
        Cluster cluster = new Cluster(1, new double[2], new double[][] {{1, 0}, {0, 1}});
        double[] thresholds = Contours.thresholds(List.of(cluster), new double[] {0.5, 0.95}, 0);
        double peak = Math.exp(cluster.logDensity(0, 0));
        // the density is uniform on [0, peak] there, so that its quantile has the deviation √(p(1 − p)/20000)
        assertThat(thresholds[0] / peak).isCloseTo(0.5, within(5 * Math.sqrt(0.25 / 20_000)));
        assertThat(thresholds[1] / peak).isCloseTo(0.05, within(5 * Math.sqrt(0.0475 / 20_000)));

        Frame frame = Frame.bare(new Box(0, 0, 400, 400), Axis.linear("", -4, 4), Axis.linear("", -4, 4));
        double[][] grid = Contours.grid(frame, Contours.density(List.of(cluster)));
        Contours.draw(frame, grid, 0.05 * peak, Ink.line(Colour.INK, 1));
        List<Mark> inside = frame.marks().stream()
                .flatMap(mark ->
                        mark instanceof Mark.Clip clip ? clip.marks().stream() : java.util.stream.Stream.empty())
                .toList();
        assertThat(inside).hasSize(1).first().isInstanceOfSatisfying(Mark.Path.class, path -> {
            double radius = Ellipse.distanceOf(0.95) * 50;
            for (int i = 0; i < path.x().length; i++) {
                assertThat(Math.hypot(path.x()[i] - 200, path.y()[i] - 200)).isCloseTo(radius, within(0.3));
            }
            int last = path.x().length - 1;
            assertThat(path.x()[last]).isEqualTo(path.x()[0]);
            assertThat(path.y()[last]).isEqualTo(path.y()[0]);
        });
    }

    @Test
    void theKneeIsThePointFurthestBelowTheChord() {
        assertThat(Knee.of(new double[] {1, 2, 3, 4, 5}, new double[] {100, 60, 20, 18, 17}))
                .isEqualTo(2);
        assertThat(Knee.of(new double[] {1, 2, 3}, new double[] {3, 2, 1})).isEqualTo(-1);
        assertThat(Knee.of(new double[] {1}, new double[] {3})).isEqualTo(-1);
    }

    @Test
    void samplesAreNearestRandomAndDoubtfulRowsOfTheirCluster() {
        Subject subject = Examples.gaussian(300, 3, 16, 5);
        PlotOptions options = PlotOptions.defaults().withPerCluster(4);
        for (int k = 0; k < 3; k++) {
            for (int[] group : SamplesPlot.choose(subject, k, options)) {
                assertThat(group).hasSize(4).doesNotHaveDuplicates();
                for (int n : group) assertThat(subject.cluster()[n]).isEqualTo(k);
            }
        }
    }

    @Test
    void theColumnsThatTellTheClustersApartAreShownUnlessOthersAreNamed() {
        Subject subject = new Subject(
                Caption.none(),
                List.of("noise", "constant", "signal", "weaker"),
                new double[][] {{1, 5, 0, 1}, {2, 5, 0, 3}, {1, 5, 9, 4}, {2, 5, 9, 7}},
                new int[] {0, 0, 1, 1},
                new double[0][],
                List.of(Cluster.of(0.5, new double[4]), Cluster.of(0.5, new double[4])),
                4);
        PlotOptions options = PlotOptions.defaults();
        assertThat(Columns.choose(subject, options, 2)).containsExactly(2, 3);
        assertThat(Columns.choose(subject, options.withColumns(List.of("noise", "2")), 2))
                .containsExactly(0, 1);
        assertThatThrownBy(() -> Columns.choose(subject, options.withColumns(List.of("age")), 2))
                .hasMessageContaining("no column 'age'; there are 4: noise, constant, signal, weaker");
    }

    @Test
    void rowsThatAreNoImagesAreRefusedWithWhatToType() {
        assertThatThrownBy(() -> Images.of(13, PlotOptions.defaults())).hasMessageContaining("--image WIDTHxHEIGHT");
        assertThatThrownBy(() -> Images.of(784, PlotOptions.defaults().withImageSize(20, 20)))
                .hasMessageContaining("have 400 pixels, but the rows have 784 columns");
        assertThat(Images.of(784, PlotOptions.defaults()).height()).isEqualTo(28);
        assertThat(Images.of(12, PlotOptions.defaults().withImageSize(4, 0)).height())
                .isEqualTo(3);
    }

    @Test
    void levelsThatAreNoProbabilitiesAreRefused() {
        assertThatThrownBy(() -> PlotOptions.defaults().withLevels(List.of(95.0)))
                .hasMessageContaining("--level 0.95");
    }

    /// Points that are spread by a quarter of the gap between two values stay within the axis.
    @Test
    void theAxisOfTwoValuesHasRoomForPointsThatAreSpread() {
        Subject subject = Examples.gaussian(40, 2, 2, 1);
        for (int n = 0; n < 40; n++) subject.rows()[n][0] = n % 2;
        Axis axis = Scatter.roomy(Axis.fitting("two values", subject.column(0)), subject, 0);
        assertThat(axis.min()).isLessThanOrEqualTo(-0.25);
        assertThat(axis.max()).isGreaterThanOrEqualTo(1.25);
    }

    @Test
    void anImageOfZerosButForRoundingBeginsAtZero() {
        double[][] images = {new double[16], new double[16]};
        images[0][3] = -2.8e-14;
        images[1][5] = 255;
        Drawing drawing = CentroidsPlot.draw(
                List.of(Cluster.of(0.5, images[0]), Cluster.of(0.5, images[1])),
                "cluster",
                new Caption("made-up.csv", 2, "k-means", 2, "distortion", 1),
                PlotOptions.defaults());
        assertThat(drawing.svg()).contains(">255<").doesNotContain("−2.8");
    }

    @Test
    void theDensityOfAStudentComponentIsThatOfTheLibrary() {
        double[] scale = {2, 0.5, 0.5, 1};
        Cluster cluster = new Cluster(1, new double[] {1, 2}, new double[][] {{2, 0.5}, {0.5, 1}}, 3.5);
        var mixture = StudentFamily.of(Covariance.FULL)
                .mixture(
                        new Outline(new double[] {1}, List.of("a", "b"), new TreeMap<>()),
                        List.of(new StudentT(new double[] {1, 2}, scale, Covariance.FULL, 3.5)));
        assertThat(cluster.logDensity(4, -1)).isCloseTo(mixture.logDensity(new double[] {4, -1}), within(1e-12));
    }

    @Test
    void theEllipseOfAStudentComponentHoldsTheProbabilityThatItSays() {
        double nu = 3;
        Cluster cluster = new Cluster(1, new double[2], new double[][] {{1, 0}, {0, 1}}, nu);
        double radius = cluster.distance(Ellipse.distanceOf(0.8));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
        int draws = 100_000;
        int inside = 0;
        double[] row = new double[2];
        for (int n = 0; n < draws; n++) {
            cluster.unitSampler().draw(random, row, 0);
            if (Math.hypot(row[0], row[1]) <= radius) inside++;
        }
        assertThat((double) inside / draws).isCloseTo(0.8, within(5 * Math.sqrt(0.16 / draws)));
    }
}
