package mixtura.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import mixtura.data.Labels;
import mixtura.data.Rows;
import org.junit.jupiter.api.Test;

class TrainingDoubtsTest {
    /// Four rows of class 0, three of class 1, three of class 2.
    private static final Labels LABELS = Labels.of(new int[] {0, 0, 0, 0, 1, 1, 1, 2, 2, 2});

    private static final Rows ROWS = Rows.wrap(new double[10], 10, 1);

    /// Answers what it is told to.
    private record Answers(int... classes) implements Network {
        @Override
        public List<Layer> layers() {
            return List.of(new Layer("logits", "Gemm"));
        }

        @Override
        public List<String> resolve(String words) {
            return List.of("logits");
        }

        @Override
        public String output() {
            return "logits";
        }

        @Override
        public int inputDimension() {
            return 1;
        }

        @Override
        public Rows features(Rows inputs, List<String> layers) {
            double[] logits = new double[3 * classes.length];
            for (int n = 0; n < classes.length; n++) logits[3 * n + classes[n]] = 1;
            return Rows.wrap(logits, classes.length, 3);
        }

        @Override
        public void save(Path file) {}

        @Override
        public void close() {}
    }

    /// Two batches an epoch, of the losses given.
    private static List<String> doubts(double[] epochLosses, int... answers) {
        double[] batches = new double[2 * epochLosses.length];
        for (int e = 0; e < epochLosses.length; e++) {
            batches[2 * e] = epochLosses[e] * 1.25;
            batches[2 * e + 1] = epochLosses[e] * 0.75;
        }
        Training training = Training.of(new Answers(answers), batches, epochLosses.length, ROWS, LABELS, 1, "cpu");
        assertThat(training.epochLosses()).containsExactly(epochLosses);
        return TrainingDoubts.of(training, LABELS);
    }

    @Test
    void aSoundTrainingRaisesNone() {
        assertThat(doubts(new double[] {1, 0.5, 0.25}, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2))
                .isEmpty();
        assertThat(doubts(new double[] {1, 0.0625, 0.09375}, 0, 0, 0, 0, 1, 1, 1, 2, 2, 1))
                .as("hardly any loss goes up and down")
                .isEmpty();
    }

    @Test
    void aLossThatRoseAgainIsNamedWithItsBestEpoch() {
        assertThat(doubts(new double[] {1, 0.125, 0.5}, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2))
                .singleElement()
                .asString()
                .contains("went astray", "0.500 nats in the last epoch", "0.125 in epoch 2", "--epochs 2");
    }

    @Test
    void aNetworkThatAlwaysNamesTheCommonestClassHasLearnedNothing() {
        assertThat(doubts(new double[] {1.125, 1.125}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
                .singleElement()
                .asString()
                .contains("learned nothing", "40.0 %", "--learning-rate");
    }

    @Test
    void aClassThatIsNeverRecognisedIsNamed() {
        assertThat(doubts(new double[] {1, 0.5}, 0, 0, 0, 0, 2, 0, 2, 2, 2, 2))
                .singleElement()
                .asString()
                .contains("never recognises class '1'");
    }

    /// An error costs log 2 at least.
    @Test
    void anAccuracyThatTheLossRulesOutIsNotOfThisNetwork() {
        assertThat(doubts(new double[] {1, 0.0625}, 0, 0, 0, 1, 1, 1, 0, 2, 2, 0))
                .singleElement()
                .asString()
                .contains("not the one that was trained", "at least 81.0 %", "70.0 %");
    }

    @Test
    void aGapIsWorthAWordOnceItIsLargerThanChance() {
        assertThat(TrainingDoubts.gap(0.99, "rows learned", 0.7, "rows withheld", 1000, "labels"))
                .hasValue("the network is right on 99.0 % of rows learned and on 70.0 % of rows withheld: labels");
        assertThat(TrainingDoubts.gap(0.99, "rows learned", 0.95, "rows withheld", 1000, "labels"))
                .isEmpty();
        assertThat(TrainingDoubts.gap(0.8, "rows learned", 0.65, "rows withheld", 20, "labels"))
                .as("three standard errors of 20 rows are 0.27")
                .isEmpty();
        assertThat(TrainingDoubts.gap(0.8, "rows learned", Double.NaN, "rows withheld", 20, "labels"))
                .isEmpty();
    }
}
