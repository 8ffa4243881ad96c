package mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.Rows;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where EM begins, and how it goes on from the best end.
class SearchTest {
    private static final int CLUSTERS = 6;

    /// Six round clusters in a row, 60 rows each, too far apart for EM to move a component from one to another.
    private static Rows line(long seed) {
        Random random = new Random(seed);
        double[][] points = new double[CLUSTERS * 60][2];
        for (int n = 0; n < points.length; n++) {
            points[n][0] = 12 * (n % CLUSTERS) + random.nextGaussian();
            points[n][1] = random.nextGaussian();
        }
        return Rows.of(points);
    }

    /// Clusters 1 and 2 share a component, and clusters 5 and 6 do; cluster 3 and 4 have two each.
    private static int[] badLabels(Rows rows) {
        int[] labels = new int[(int) rows.rowCount()];
        int[] of = {0, 0, 1, 2, 5, 5};
        for (int n = 0; n < labels.length; n++) {
            labels[n] = of[n % CLUSTERS];
            if ((labels[n] == 1 || labels[n] == 2) && n / CLUSTERS % 2 == 1) labels[n] += 2;
        }
        return labels;
    }

    private static int[] goodLabels(Rows rows) {
        int[] labels = new int[(int) rows.rowCount()];
        Arrays.setAll(labels, n -> n % CLUSTERS);
        return labels;
    }

    private static MixtureOptions options() {
        return MixtureOptions.of(CLUSTERS).withRidge(Ridge.none());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void splitsWithMergesFindTheClustersThatAStartMissed(long seed) {
        Rows rows = line(seed);
        double best = GaussianMixture.fit(rows, options().withStart(Start.labels(goodLabels(rows))))
                .objective();
        MixtureOptions bad = options().withStart(Start.labels(badLabels(rows)));
        double stuck = GaussianMixture.fit(rows, bad).objective();
        Fit<GaussianMixture> fit = GaussianMixture.fit(rows, bad.withSplitAndMerge(true));
        assertThat(stuck).isLessThan(best - 100);
        assertThat(fit.objective()).isCloseTo(best, offset(1e-2));
        assertThat(fit.certificate().monotone()).isTrue();
        assertThat(fit.model().logLikelihood(rows)).isCloseTo(fit.objective(), offset(1e-6));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void theBestOfShortRunsGoesOnToTheClusters(long seed) {
        Rows rows = line(seed);
        double best = GaussianMixture.fit(rows, options().withStart(Start.labels(goodLabels(rows))))
                .objective();
        Fit<GaussianMixture> fit =
                GaussianMixture.fit(rows, options().withStart(Start.shortRuns()).withSeed(seed));
        assertThat(fit.objective()).isGreaterThan(best - 1e-2);
    }

    @Test
    void threadsChangeNotABitOfAnyStart() {
        Rows rows = line(7);
        MixtureOptions options =
                options().withStart(Start.varied()).withRestarts(5).withSplitAndMerge(true);
        Fit<GaussianMixture> one = GaussianMixture.fit(rows, options.withThreads(1));
        Fit<GaussianMixture> many = GaussianMixture.fit(rows, options.withThreads(4));
        assertThat(many.trace()).isEqualTo(one.trace());
        assertThat(many.model().means()).isDeepEqualTo(one.model().means());
        assertThat(many.certificate().restartObjectives())
                .isEqualTo(one.certificate().restartObjectives());
    }

    @Test
    void aStartKnowsNothingOfThoseAfterIt() {
        Rows rows = line(8);
        MixtureOptions options = options().withStart(Start.rows());
        double[] three =
                GaussianMixture.fit(rows, options.withRestarts(3)).certificate().restartObjectives();
        double[] seven =
                GaussianMixture.fit(rows, options.withRestarts(7)).certificate().restartObjectives();
        assertThat(Arrays.copyOf(seven, 3)).isEqualTo(three);
        assertThat(Arrays.stream(seven).distinct().count()).isGreaterThan(1);
    }

    @Test
    void theSecondOfVariedStartsIsAgglomeration() {
        Rows rows = line(9);
        double[] ends = GaussianMixture.fit(
                        rows, options().withStart(Start.varied()).withRestarts(3))
                .certificate()
                .restartObjectives();
        double agglomerated = GaussianMixture.fit(rows, options().withStart(Start.agglomerative()))
                .objective();
        assertThat(ends[1]).isEqualTo(agglomerated);
    }

    @Test
    void stoppedStartsSideBySideGiveTheBestModelSoFar() {
        Rows rows = line(10);
        AtomicInteger steps = new AtomicInteger();
        Progress soon = report -> steps.incrementAndGet() > 4 ? Progress.Answer.STOP : Progress.Answer.CONTINUE;
        Fit<GaussianMixture> fit = GaussianMixture.fit(
                rows,
                options().withStart(Start.rows()).withRestarts(8).withThreads(3).withTolerance(0),
                soon);
        assertThat(fit.certificate().interrupted()).isTrue();
        assertThat(fit.model().logLikelihood(rows)).isCloseTo(fit.objective(), offset(1e-6));
    }

    @Test
    void twoComponentsHaveNothingToSplitAndMerge() {
        Rows rows = line(11);
        MixtureOptions two = MixtureOptions.of(2);
        assertThat(GaussianMixture.fit(rows, two.withSplitAndMerge(true)).trace())
                .isEqualTo(GaussianMixture.fit(rows, two).trace());
    }

    @Test
    void anEmptyChoiceOfShortRunsIsRefused() {
        assertThatThrownBy(() -> new Start.ShortRuns(0, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
    }
}
