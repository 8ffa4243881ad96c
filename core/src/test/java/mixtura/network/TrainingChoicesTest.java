package mixtura.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingChoicesTest {
    @Test
    void firstWeightsHaveTheVariancesOfTheirPapers() {
        assertThat(FirstWeights.TORCH.variance(100, 50)).isCloseTo(1 / 300.0, within(1e-15));
        assertThat(FirstWeights.LECUN.variance(100, 50)).isCloseTo(0.01, within(1e-15));
        assertThat(FirstWeights.GLOROT.variance(100, 50)).isCloseTo(2 / 150.0, within(1e-15));
        assertThat(FirstWeights.HE.variance(100, 50)).isCloseTo(0.02, within(1e-15));
    }

    @ParameterizedTest
    @EnumSource(Schedule.class)
    void aScheduleBeginsWithTheWholeRateAndNeverRises(Schedule schedule) {
        assertThat(schedule.factor(0)).isEqualTo(1);
        for (int step = 1; step <= 10; step++) {
            assertThat(schedule.factor(step / 10.0)).isBetween(0.0, schedule.factor((step - 1) / 10.0));
        }
    }

    @Test
    void aCosineEndsAtNothing() {
        assertThat(Schedule.COSINE.factor(0.5)).isCloseTo(0.5, within(1e-15));
        assertThat(Schedule.COSINE.factor(1)).isCloseTo(0, within(1e-15));
    }

    @Test
    void wordsAreReadAndUnknownOnesAnsweredWithThoseThereAre() {
        for (FirstWeights rule : FirstWeights.values())
            assertThat(FirstWeights.of(rule.word())).isEqualTo(rule);
        for (Schedule schedule : Schedule.values())
            assertThat(Schedule.of(schedule.word())).isEqualTo(schedule);
        assertThatThrownBy(() -> FirstWeights.of("xavier")).hasMessageContaining("torch, lecun, glorot or he");
        assertThatThrownBy(() -> Schedule.of("step")).hasMessageContaining("constant or cosine");
    }
}
