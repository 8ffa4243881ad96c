package mixtura.app.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwkwardDataTest {
    static final List<BiFunction<Subject, PlotOptions, Drawing>> PLOTS = List.of(
            ClassificationPlot::draw,
            PairsPlot::draw,
            ParallelPlot::draw,
            UncertaintyPlot::draw,
            DensityPlot::draw,
            ResponsibilitiesPlot::draw,
            QqPlot::draw);

    private static void assertDrawn(Subject subject, PlotOptions options) {
        for (var plot : PLOTS) {
            boolean constant =
                    Arrays.stream(subject.clusters().getFirst().covariance()[0]).sum() == 0;
            if (constant && plot.equals(PLOTS.getLast())) continue; // no density, no quantiles
            String svg = plot.apply(subject, options).svg();
            assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity").doesNotContain("9223372036854775807");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e150, 1e-150, 1e8, 1e-8})
    void columnsOfAnyScaleAreDrawn(double scale) {
        for (int d : new int[] {1, 2, 3}) {
            assertDrawn(
                    mapped(Examples.gaussian(60, 2, d, 1), value -> value * scale, scale * scale),
                    PlotOptions.defaults());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e9, -3.5})
    void equalRowsAreDrawn(double value) {
        for (int d : new int[] {1, 2, 3}) {
            assertDrawn(mapped(Examples.gaussian(40, 2, d, 1), any -> value, 0), PlotOptions.defaults());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void rowsWithMissingAndInfiniteCellsAreLeftOut(int d) {
        Subject subject = Examples.gaussian(60, 2, d, 1);
        subject.rows()[3][0] = Double.NaN;
        subject.rows()[4][d - 1] = Double.POSITIVE_INFINITY;
        subject.rows()[5][0] = Double.NEGATIVE_INFINITY;
        assertDrawn(subject, PlotOptions.defaults());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 2500})
    void picturesOfAnySizeAreDrawn(int width) {
        assertDrawn(Examples.gaussian(400, 200, 2, 1), PlotOptions.defaults().withSize(width, 3 * width / 4));
        assertDrawn(Examples.gaussian(40, 2, 1, 1), PlotOptions.defaults().withSize(width, 3 * width / 4));
    }

    @ParameterizedTest
    @FieldSource("PLOTS")
    void aClusterWithoutRowsIsDrawn(BiFunction<Subject, PlotOptions, Drawing> plot) {
        Subject subject = Examples.gaussian(50, 3, 2, 1);
        Arrays.fill(subject.cluster(), 1);
        for (double[] row : subject.responsibilities()) {
            Arrays.fill(row, 0);
            row[1] = 1;
        }
        assertThat(plot.apply(subject, PlotOptions.defaults()).svg()).doesNotContain("NaN");
    }

    private static Subject mapped(Subject subject, DoubleUnaryOperator map, double covarianceFactor) {
        List<Cluster> clusters = new ArrayList<>();
        for (Cluster cluster : subject.clusters()) {
            double[][] covariance = Arrays.stream(cluster.covariance())
                    .map(row ->
                            Arrays.stream(row).map(v -> v * covarianceFactor).toArray())
                    .toArray(double[][]::new);
            clusters.add(new Cluster(
                    cluster.share(), Arrays.stream(cluster.centre()).map(map).toArray(), covariance));
        }
        return new Subject(
                subject.caption(),
                subject.columnNames(),
                Arrays.stream(subject.rows())
                        .map(row -> Arrays.stream(row).map(map).toArray())
                        .toArray(double[][]::new),
                subject.cluster(),
                subject.responsibilities(),
                clusters,
                subject.total());
    }
}
