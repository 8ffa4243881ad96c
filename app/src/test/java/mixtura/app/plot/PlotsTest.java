package mixtura.app.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.data.Rows;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.Covariance;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.discrete.Bernoulli;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.mixture.robust.StudentMixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlotsTest {
    private static final Rows ROWS = Rows.of(Examples.gaussian(240, 3, 16, 11).rows());
    private static final Fit<KMeansModel> PARTS =
            KMeans.fit(ROWS, KMeansOptions.of(3).withRestarts(4));
    private static final PlotOptions OPTIONS = PlotOptions.defaults()
            .withDataName("made-up.csv")
            .withLabels(IntStream.range(0, 240)
                    .mapToObj(n -> n % 7 == 0 ? "" : "class " + n % 3)
                    .toList());

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void everyPlotOfAGaussianMixtureIsDrawn(Covariance covariance) {
        Fit<GaussianMixture> fit =
                GaussianMixture.fit(ROWS, MixtureOptions.of(3).withCovariance(covariance));
        for (String name : Plot.words()) {
            if (name.equals("levels")) continue; // of columns of levels alone
            if (!Plot.ofWord(name).needs().isModel()) continue;
            Drawing drawing = Plots.draw(name, fit, ROWS, ROWS.scaled(2), OPTIONS);
            assertThat(drawing.description()).as(name).contains("made-up.csv", "n = 240", "k = 3", "log-likelihood");
        }
    }

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void everyPlotOfAStudentMixtureIsDrawn(Covariance covariance) {
        Fit<StudentMixture> fit = StudentMixture.fit(ROWS, MixtureOptions.of(3).withCovariance(covariance));
        for (String name : List.of("classification", "density", "pairs", "qq", "parallel", "uncertainty")) {
            assertThat(Plots.draw(name, fit, ROWS, OPTIONS).description()).contains("Student-t mixture");
        }
    }

    @Test
    void plotsThatDoNotSuitKMeansSaySoAndTheOthersAreDrawn() {
        List<Plot> unsuitable = List.of(
                Plot.UNCERTAINTY, Plot.DENSITY, Plot.RESPONSIBILITIES, Plot.QQ, Plot.SCORES, Plot.ROC, Plot.LEVELS);
        for (Plot plot : Plot.values()) {
            if (!plot.needs().isModel()) continue;
            if (unsuitable.contains(plot)) {
                assertThatThrownBy(() -> Plots.draw(plot.word(), PARTS, ROWS, ROWS, OPTIONS))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("mixture");
            } else {
                assertThat(Plots.draw(plot.word(), PARTS, ROWS, OPTIONS).description())
                        .contains("distortion");
            }
        }
    }

    @Test
    void aBernoulliMixtureShowsItsProbabilitiesAsImages() {
        Rows bits = ROWS.binarised(0);
        Fit<Mixture<Bernoulli>> fit = Mixture.fit(bits, Bernoulli.family(), MixtureOptions.of(2));
        assertThat(Plots.draw("centroids", fit, OPTIONS).svg()).contains("<image");
        assertThat(Plots.draw("classification", fit, bits, OPTIONS).description())
                .contains("Bernoulli mixture");
    }

    @Test
    void rowsAndLabelsThatAreMissingOrDoNotFitAreAskedFor() {
        assertThatThrownBy(() -> Plots.draw("classification", PARTS, OPTIONS))
                .hasMessageContaining("mixtura plot classification MODEL DATA");
        assertThatThrownBy(() -> Plots.draw("confusion", PARTS, ROWS, PlotOptions.defaults()))
                .hasMessageContaining("--label COL");
        assertThatThrownBy(() -> Plots.draw("pairs", PARTS, ROWS.select(0, 1), OPTIONS))
                .hasMessageContaining("2 columns, but the model was fitted to 16");
        assertThatThrownBy(() -> Plots.draw("elipses", PARTS, ROWS, OPTIONS))
                .hasMessageContaining("there are classification,");
    }

    @Test
    void ofManyRowsASampleIsDrawnAndTheCaptionSaysSo() {
        int rowCount = 1_000_000;
        double[] values = new double[2 * rowCount];
        for (int n = 0; n < rowCount; n++) {
            values[2 * n] = n;
            values[2 * n + 1] = n % 1000;
        }
        Rows many = Rows.wrap(values, rowCount, 2);
        double[][] drawn = Subjects.sample(many, 5000, 0);
        assertThat(drawn).hasNumberOfRows(5000);
        double[] first = Arrays.stream(drawn).mapToDouble(row -> row[0]).toArray();
        assertThat(Arrays.stream(first).distinct().count()).isEqualTo(5000);
        assertThat(first).isSorted();
        // the mean of a uniform sample without replacement, five deviations wide
        assertThat(Arrays.stream(first).average().orElseThrow())
                .isCloseTo(rowCount / 2.0, within(5 * rowCount / Math.sqrt(12.0 * 5000)));
        KMeansModel model = KMeansModel.of(
                new double[][] {{1e5, 500}, {8e5, 500}}, new double[] {500_000, 500_000}, many.columnNames());
        Fit<KMeansModel> fit =
                new Fit<>(model, PARTS.trace(), PARTS.converged(), PARTS.iterations(), List.of(), PARTS.certificate());
        Drawing drawing = Plots.draw("classification", fit, many, PlotOptions.defaults());
        assertThat(drawing.description()).contains("a sample of 5\u00a0000 of 1\u00a0000\u00a0000 rows");
        assertThat(drawing.svg().length()).isLessThan(500_000);
    }

    @Test
    void weightedRowsAreDrawnAsOftenAsTheirWeightsSay() {
        Rows rows = Rows.of(new double[][] {{1}, {2}, {3}, {4}});
        double[][] whole = Subjects.sample(rows.weighted(new double[] {2, 0, 1, 3}), 10, 0);
        assertThat(Arrays.stream(whole).mapToDouble(row -> row[0]).toArray()).containsExactly(1, 1, 3, 4, 4, 4);
        double[][] parts = Subjects.sample(rows.weighted(new double[] {0.2, 0, 0.1, 0.3}), 6000, 0);
        assertThat(Arrays.stream(parts).filter(row -> row[0] == 1).count()).isBetween(1999L, 2001L);
        assertThat(Arrays.stream(parts).filter(row -> row[0] == 2).count()).isZero();
        assertThat(Arrays.stream(parts).filter(row -> row[0] == 4).count()).isBetween(2999L, 3001L);
    }
}
