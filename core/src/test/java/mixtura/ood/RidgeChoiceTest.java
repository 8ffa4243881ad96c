package mixtura.ood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import mixtura.Progress;
import mixtura.data.Rows;
import org.junit.jupiter.api.Test;

class RidgeChoiceTest {
    /// Two columns, of which the second is the first but for noise.
    private static Rows line(int rowCount, double noise, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[2 * rowCount];
        for (int n = 0; n < rowCount; n++) {
            values[2 * n] = random.nextGaussian();
            values[2 * n + 1] = values[2 * n] + noise * random.nextGaussian();
        }
        return Rows.wrap(values, rowCount, 2);
    }

    private static RidgeChoice choice(int rowCount, double noise) {
        return RidgeChoice.of(line(rowCount, noise, 1), line(500, noise, 2), OodOptions.of(1), Progress.silent());
    }

    @Test
    void thinDirectionsNeedASmallRidge() {
        RidgeChoice choice = choice(2000, 1e-3);
        assertThat(choice.chosen().ridge()).isEqualTo(1e-6);
        assertThat(choice.tried())
                .isSortedAccordingTo((a, b) -> Double.compare(a.meanLogDensity(), b.meanLogDensity()));
    }

    @Test
    void theChosenRidgeIsTheOneUnderWhichWithheldRowsAreMostLikely() {
        for (double noise : new double[] {1, 0.1, 0.01}) {
            RidgeChoice choice = choice(40, noise);
            assertThat(choice.tried()).hasSize(RidgeChoice.CANDIDATES.size());
            for (RidgeChoice.Tried one : choice.tried()) {
                assertThat(one.meanLogDensity())
                        .isLessThanOrEqualTo(choice.chosen().meanLogDensity());
            }
        }
    }

    @Test
    void aDistanceHasNoDensityToChooseBy() {
        OodOptions options = OodOptions.of(1).withKind(OodOptions.Kind.MAHALANOBIS);
        assertThatThrownBy(() -> RidgeChoice.of(line(40, 1, 1), line(40, 1, 2), options, Progress.silent()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no density");
    }
}
