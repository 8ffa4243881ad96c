package mixtura.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MlpOptionsTest {
    @Test
    void theLastHiddenLayerIsSmooth() {
        MlpOptions options = MlpOptions.of(784, 100, 50, 25, 10);
        assertThat(options.activations()).containsExactly(Activation.RELU, Activation.RELU, Activation.SILU);
        assertThat(options.epochs()).isEqualTo(20);
        assertThat(options.batchSize()).isEqualTo(1024);
        assertThat(options.learningRate()).isEqualTo(1e-3);
        assertThat(options.weightDecay()).isEqualTo(WeightDecay.decoupled(0.3));
        assertThat(options.averaging()).isEqualTo(0.98);
        assertThat(MlpOptions.of(4, 3).activations()).isEmpty();
    }

    @Test
    void wrongOptionsAreRefusedWhereTheyAreMade() {
        MlpOptions options = MlpOptions.of(4, 3, 2);
        assertThatThrownBy(() -> MlpOptions.of(4)).hasMessageContaining("at least two widths");
        assertThatThrownBy(() -> MlpOptions.of(4, 0, 2)).hasMessageContaining("width 0");
        assertThatThrownBy(() -> options.withEpochs(0)).hasMessageContaining("epochs is 0");
        assertThatThrownBy(() -> options.withLearningRate(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> options.withAveraging(1)).hasMessageContaining("1.0; it must be");
        assertThatThrownBy(() -> options.withActivations(List.of())).hasMessageContaining("1 hidden layers");
        assertThatThrownBy(() -> WeightDecay.coupled(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> Activation.of("gelu")).hasMessageContaining("relu, silu or tanh");
    }
}
