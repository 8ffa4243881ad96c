import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import mixtura.network.FirstWeights;
import mixtura.network.MlpOptions;
import mixtura.network.Schedule;
import mixtura.network.WeightDecay;
import mixtura.neural.Mlp;

/// First weights, schedules, weight decays and averagings compared by the share of withheld *training* digits that a network
/// classifies correctly: neither the test digits nor any stranger is read. `bench/ood/choose-network` runs it.
public final class NetworkChoice {
    private static final int WITHHELD = 10_000;

    private static final double[] DECAYS = {0.1, 0.3, 1, 3};

    private static final double CHOSEN_DECAY = 0.3;

    private static final double[] AVERAGINGS = {0.98, 0.99, 0.995, 0.998};

    private static final double CHOSEN_AVERAGING = 0.98;

    /// @param decay      of the weights
    /// @param averaging  decay of their moving average, 0 for none
    private record Candidate(FirstWeights weights, Schedule schedule, double decay, double averaging) {}

    public static void main(String[] args) {
        int repeats = Integer.parseInt(args[1]);
        TrainingDigits digits = TrainingDigits.read(Path.of(args[0]));
        List<Candidate> candidates = candidates();
        double[][] accuracy = new double[candidates.size()][repeats];
        for (int r = 0; r < repeats; r++) {
            int[] order = TrainingDigits.shuffled(digits.numbers(any -> true), new Random(r + 1));
            int[] learned = Arrays.copyOfRange(order, WITHHELD, order.length);
            int[] withheld = Arrays.copyOf(order, WITHHELD);
            for (int c = 0; c < accuracy.length; c++) {
                Candidate candidate = candidates.get(c);
                MlpOptions options = MlpOptions.of(784, 100, 50, 25, 10)
                        .withInputScale(1 / 255.0)
                        .withSeed(r + 1)
                        .withThreads(1)
                        .withFirstWeights(candidate.weights())
                        .withSchedule(candidate.schedule())
                        .withWeightDecay(WeightDecay.decoupled(candidate.decay()))
                        .withAveraging(candidate.averaging());
                try (Mlp net = Mlp.train(digits.rows(learned), digits.labels(learned), options)) {
                    accuracy[c][r] = net.accuracy(digits.rows(withheld), digits.labels(withheld));
                    System.err.printf(
                            Locale.ROOT,
                            "%d %s %s %s %s %.4f %.1f s%n",
                            r + 1,
                            candidate.weights().word(),
                            candidate.schedule().word(),
                            candidate.decay(),
                            candidate.averaging(),
                            accuracy[c][r],
                            net.training().seconds());
                }
            }
        }
        System.out.println("first_weights,schedule,weight_decay,averaging,seeds,mean,sd,each");
        for (int c = 0; c < accuracy.length; c++) {
            double mean = Arrays.stream(accuracy[c]).average().orElseThrow();
            double squares = Arrays.stream(accuracy[c])
                    .map(a -> (a - mean) * (a - mean))
                    .sum();
            System.out.printf(
                    Locale.ROOT,
                    "%s,%s,%s,%s,%d,%.4f,%.4f,%s%n",
                    candidates.get(c).weights().word(),
                    candidates.get(c).schedule().word(),
                    candidates.get(c).decay(),
                    candidates.get(c).averaging(),
                    repeats,
                    mean,
                    Math.sqrt(squares / Math.max(1, repeats - 1)),
                    Arrays.stream(accuracy[c])
                            .mapToObj(a -> String.format(Locale.ROOT, "%.4f", a))
                            .collect(Collectors.joining(" ")));
        }
    }

    /// Each step keeps what the one before it chose: first weights and schedule, weight decay, averaging; and with
    /// averaging once more, for what is best may be another then.
    private static List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        for (Schedule schedule : Schedule.values()) {
            for (FirstWeights weights : FirstWeights.values()) candidates.add(new Candidate(weights, schedule, 0, 0));
        }
        for (double decay : DECAYS) candidates.add(new Candidate(FirstWeights.HE, Schedule.CONSTANT, decay, 0));
        for (double averaging : AVERAGINGS) {
            candidates.add(new Candidate(FirstWeights.HE, Schedule.CONSTANT, CHOSEN_DECAY, averaging));
        }
        for (FirstWeights weights : FirstWeights.values()) {
            candidates.add(new Candidate(weights, Schedule.CONSTANT, 0, CHOSEN_AVERAGING));
        }
        for (double decay : DECAYS) {
            if (decay == CHOSEN_DECAY) continue; // among the averagings
            candidates.add(new Candidate(FirstWeights.HE, Schedule.CONSTANT, decay, CHOSEN_AVERAGING));
        }
        return candidates;
    }
}
