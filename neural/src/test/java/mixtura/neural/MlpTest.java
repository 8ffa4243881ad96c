package mixtura.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import mixtura.data.DataException;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.network.Activation;
import mixtura.network.MlpOptions;
import mixtura.network.Network;
import mixtura.network.Networks;
import mixtura.network.WeightDecay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlpTest {
    private static final Problem TRAIN = Problem.rings(1);
    private static final Problem TEST = Problem.rings(2);
    private static final Mlp NET = Mlp.train(TRAIN.rows(), TRAIN.labels(), Problem.options());

    private static double[][] values(Rows rows) {
        double[][] values = new double[(int) rows.rowCount()][rows.dimension()];
        for (int n = 0; n < values.length; n++) rows.copyRow(n, values[n]);
        return values;
    }

    @Test
    void rowsThatNoLineParts() {
        assertThat(NET.accuracy(TEST.rows(), TEST.labels())).isGreaterThan(0.97);
        double[] losses = NET.training().batchLosses();
        assertThat(losses).hasSize(60 * 10);
        assertThat(losses[losses.length - 1]).isLessThan(losses[0] / 4);
        assertThat(NET.training().accuracy()).isGreaterThan(0.97);
    }

    @Test
    void theSameSeedGivesTheSameNetworkAndAnotherOneAnother() {
        MlpOptions few = Problem.options().withEpochs(3);
        double[][] first = values(Mlp.train(TRAIN.rows(), TRAIN.labels(), few).logits(TEST.rows()));
        double[][] again = values(Mlp.train(TRAIN.rows(), TRAIN.labels(), few).logits(TEST.rows()));
        double[][] other =
                values(Mlp.train(TRAIN.rows(), TRAIN.labels(), few.withSeed(43)).logits(TEST.rows()));
        assertThat(again).isDeepEqualTo(first);
        assertThat(other[0]).isNotEqualTo(first[0]);
    }

    @Test
    void weightDecayHoldsLogitsSmallAndTheCoupledOneMost() {
        MlpOptions options = Problem.options().withEpochs(30).withWeightDecay(WeightDecay.none());
        double none = size(options);
        double decoupled = size(options.withWeightDecay(WeightDecay.decoupled(0.5)));
        double coupled = size(options.withWeightDecay(WeightDecay.coupled(0.5)));
        assertThat(decoupled).isLessThan(0.9 * none);
        assertThat(coupled).isLessThan(0.5 * decoupled);
    }

    private static double size(MlpOptions options) {
        double[][] logits =
                values(Mlp.train(TRAIN.rows(), TRAIN.labels(), options).logits(TEST.rows()));
        return Arrays.stream(logits)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .average()
                .orElseThrow();
    }

    /// Logits of a network without hidden layers are linear in its weights, and with one batch an epoch a training
    /// of s epochs ends with the weights of step s of a longer one: logits of the average are averages of logits.
    @Test
    void averagingIsAnExponentialMovingAverageFreedOfItsStart() {
        double decay = 0.75;
        int steps = 5;
        MlpOptions last =
                MlpOptions.of(2, 3).withBatchSize(600).withLearningRate(0.1).withAveraging(0);
        MlpOptions averaged = last.withEpochs(steps).withAveraging(decay);
        double[][] expected = new double[600][3];
        double whole = 1 - Math.pow(decay, steps);
        for (int s = 1; s <= steps; s++) {
            double share = (1 - decay) * Math.pow(decay, steps - s) / whole;
            double[][] logits = logits(last.withEpochs(s));
            for (int n = 0; n < 600; n++) for (int j = 0; j < 3; j++) expected[n][j] += share * logits[n][j];
        }
        double[][] logits = logits(averaged);
        for (int n = 0; n < 600; n++) {
            // weights are rounded to single precision after they are averaged
            for (int j = 0; j < 3; j++) assertThat(logits[n][j]).isCloseTo(expected[n][j], within(1e-5));
        }
        assertThat(logits[0]).isNotEqualTo(logits(last.withEpochs(steps))[0]);
    }

    private static double[][] logits(MlpOptions options) {
        return values(Mlp.train(TRAIN.rows(), TRAIN.labels(), options).logits(TEST.rows()));
    }

    @Test
    void averagingLeavesTheTrainingAsItIs() {
        MlpOptions few = Problem.options().withEpochs(3).withAveraging(0);
        double[] without =
                Mlp.train(TRAIN.rows(), TRAIN.labels(), few).training().batchLosses();
        MlpOptions averaged = few.withAveraging(0.9);
        assertThat(Mlp.train(TRAIN.rows(), TRAIN.labels(), averaged).training().batchLosses())
                .isEqualTo(without);
        assertThat(logits(averaged)).isDeepEqualTo(logits(averaged));
    }

    @Test
    void theHiddenLayersAreTheFeatures() {
        assertThat(NET.resolve(Network.PENULTIMATE)).containsExactly("layer3");
        assertThat(NET.resolve(Network.ALL)).containsExactly("layer1", "layer2", "layer3");
        assertThat(NET.resolve("layer2, logits")).containsExactly("layer2", "logits");
        Rows all = NET.features(TEST.rows(), Network.ALL);
        assertThat(all.dimension()).isEqualTo(24 + 12 + 6);
        assertThat(all.columnNames()).startsWith("layer1.1").endsWith("layer3.6");
        assertThat(values(all.select(36, 37, 38, 39, 40, 41))).isDeepEqualTo(values(NET.penultimate(TEST.rows())));
    }

    /// ONNX Runtime against the formula, from the layer's own inputs.
    @Test
    void layersAreWhatTheirNamesSay() {
        double[][] sums = values(NET.features(TEST.rows(), List.of("layer3.sums")));
        double[][] silu = values(NET.penultimate(TEST.rows()));
        double[][] relu = values(NET.features(TEST.rows(), "layer1"));
        double[][] before = values(NET.features(TEST.rows(), "layer1.sums"));
        for (int n = 0; n < sums.length; n++) {
            for (int j = 0; j < 6; j++) {
                assertThat(silu[n][j]).isCloseTo(sums[n][j] / (1 + Math.exp(-sums[n][j])), within(1e-5));
            }
            for (int j = 0; j < 24; j++) assertThat(relu[n][j]).isEqualTo(Math.max(0, before[n][j]));
        }
    }

    @Test
    void aNetworkReadBackIsTheSame(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("net.onnx");
        NET.save(file);
        Networks networks = Networks.find().orElseThrow();
        try (Network again = networks.open(file)) {
            assertThat(values(again.features(TEST.rows(), Network.ALL)))
                    .isDeepEqualTo(values(NET.features(TEST.rows(), Network.ALL)));
            assertThat(again.accuracy(TEST.rows(), TEST.labels())).isEqualTo(NET.accuracy(TEST.rows(), TEST.labels()));
        }
    }

    @Test
    void theScaleOfTheInputsStaysWithTheNetwork() {
        MlpOptions few = Problem.options().withEpochs(3);
        Mlp plain = Mlp.train(TRAIN.rows(), TRAIN.labels(), few);
        Mlp scaled = Mlp.train(TRAIN.rows().scaled(4), TRAIN.labels(), few.withInputScale(0.25));
        assertThat(values(scaled.penultimate(TEST.rows().scaled(4))))
                .isDeepEqualTo(values(plain.penultimate(TEST.rows())));
        assertThat(scaled.resolve(Network.ALL)).containsExactly("layer1", "layer2", "layer3");
    }

    @Test
    void otherActivationsAndNoHiddenLayerTrainToo() {
        MlpOptions tanh = MlpOptions.of(2, 16, 3)
                .withActivations(List.of(Activation.TANH))
                .withEpochs(40)
                .withBatchSize(64)
                .withLearningRate(1e-2);
        assertThat(Mlp.train(TRAIN.rows(), TRAIN.labels(), tanh).accuracy(TEST.rows(), TEST.labels()))
                .isGreaterThan(0.8);
        Mlp linear = Mlp.train(TRAIN.rows(), TRAIN.labels(), MlpOptions.of(2, 3).withEpochs(1));
        assertThatThrownBy(() -> linear.penultimate(TEST.rows()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no hidden layer");
    }

    @Test
    void unknownLayersAreAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> NET.features(TEST.rows(), "fc7")).isInstanceOfSatisfying(DataException.class, e -> {
            assertThat(e).hasMessageContaining("no layer 'fc7'");
            assertThat(e.hint()).contains("penultimate", "layer1", "layer3.sums", "logits");
        });
    }

    @Test
    void rowsOfAnotherWidthAndLabelsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> NET.penultimate(TEST.rows().select(0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("1 values")
                .hasMessageContaining("takes 2");
        assertThatThrownBy(() -> Mlp.train(TRAIN.rows(), Labels.of(new int[] {0, 1}), Problem.options()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 labels for 600 rows");
        int[] codes = TRAIN.labels().codes();
        codes[4] = -1;
        assertThatThrownBy(() -> Mlp.train(TRAIN.rows(), Labels.of(codes), Problem.options()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 5 has no label");
        assertThatThrownBy(() -> Mlp.train(TRAIN.rows(), TRAIN.labels(), MlpOptions.of(2, 5, 4)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("3 classes");
    }
}
