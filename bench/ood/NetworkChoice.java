import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.io.Idx;
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

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int repeats = Integer.parseInt(args[1]);
        Rows images = Idx.read(file(folder, "train-images-idx3-ubyte"));
        int[] classes = Idx.readLabels(file(folder, "train-labels-idx1-ubyte"));
        List<Candidate> candidates = candidates();
        double[][] accuracy = new double[candidates.size()][repeats];
        for (int r = 0; r < repeats; r++) {
            int[] order = shuffled(classes.length, new Random(r + 1));
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
                try (Mlp net = Mlp.train(rows(images, learned), labels(classes, learned), options)) {
                    accuracy[c][r] = net.accuracy(rows(images, withheld), labels(classes, withheld));
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

    /// The file of this name, packed or not.
    private static Path file(Path folder, String name) {
        Path packed = folder.resolve(name + ".gz");
        return Files.exists(packed) ? packed : folder.resolve(name);
    }

    private static int[] shuffled(int count, Random random) {
        int[] order = new int[count];
        for (int n = 0; n < count; n++) order[n] = n;
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[i];
            order[i] = order[j];
            order[j] = other;
        }
        return order;
    }

    private static Rows rows(Rows all, int[] numbers) {
        int dimension = all.dimension();
        double[] row = new double[dimension];
        float[] values = new float[numbers.length * dimension];
        for (int i = 0; i < numbers.length; i++) {
            all.copyRow(numbers[i], row);
            for (int j = 0; j < dimension; j++) values[i * dimension + j] = (float) row[j];
        }
        return Rows.wrap(values, numbers.length, dimension);
    }

    private static Labels labels(int[] classes, int[] numbers) {
        return Labels.of(Arrays.stream(numbers).map(n -> classes[n]).toArray());
    }
}
