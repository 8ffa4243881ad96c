import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import mixtura.data.Execution;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.evaluate.DetectionScores;
import mixtura.mixture.Ridge;
import mixtura.network.MlpOptions;
import mixtura.neural.Mlp;
import mixtura.ood.OodDetector;
import mixtura.ood.OodOptions;

/// Ridges and numbers of components compared by pseudo-strangers: a network and a mixture learn nine of the ten digits,
/// and the tenth is strange to them. Only training digits are read. `bench/ood/choose-detector` runs it.
public final class DetectorChoice {
    private static final int CLASSES = 10;

    private static final int SHARE_WITHHELD = 6; // as `ood run` has it

    private static final long SEED = 1;

    /// 20 times that of `ood run`, as for the fits that `--ridge auto` compares.
    private static final double TOLERANCE = 0.02;

    private static final List<Double> RIDGES = List.of(1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 1e-4);

    private static final int MOST_PER_CLASS = 4;

    /// The default, with one component for each class, which was the default too when this was first run.
    private static final double USUAL_RIDGE = 1e-3;

    /// @param perClass  components for each class
    private record Candidate(double ridge, int perClass) {
        OodOptions options(Labels labels) {
            return OodOptions.of(labels.levels().size() * perClass)
                    .withLabels(labels)
                    .withRidge(Ridge.absolute(ridge))
                    .withTolerance(TOLERANCE)
                    .withSeed(SEED)
                    .withThreads(1);
        }
    }

    /// What a network that never saw one of the digits makes of them.
    ///
    /// @param learned    activations of digits that network and detector learn
    /// @param withheld   of others of the same nine classes
    /// @param strangers  of the tenth
    private record LeftOut(int digit, Rows learned, Labels labels, Rows withheld, Rows strangers) {
        static LeftOut of(TrainingDigits digits, int digit) {
            int[] others = TrainingDigits.shuffled(digits.numbers(c -> c != digit), new Random(SEED));
            int[] learned = Arrays.copyOfRange(others, others.length / SHARE_WITHHELD, others.length);
            int[] withheld = Arrays.copyOf(others, others.length / SHARE_WITHHELD);
            int[] strangers = digits.numbers(c -> c == digit);
            Labels labels = digits.labels(learned);
            MlpOptions options = MlpOptions.of(784, 100, 50, 25, CLASSES - 1)
                    .withInputScale(1 / 255.0)
                    .withSeed(SEED)
                    .withThreads(1);
            try (Mlp net = Mlp.train(digits.rows(learned), labels, options)) {
                System.err.printf(
                        Locale.ROOT,
                        "without %d: accuracy %.4f, %.1f s%n",
                        digit,
                        net.accuracy(digits.rows(withheld), digits.labels(withheld)),
                        net.training().seconds());
                List<String> layers = net.resolve("all");
                return new LeftOut(
                        digit,
                        net.features(digits.rows(learned), layers),
                        labels,
                        net.features(digits.rows(withheld), layers),
                        net.features(digits.rows(strangers), layers));
            }
        }

        /// No number where the mixture cannot be fitted, so that the candidate is out.
        DetectionScores judge(Candidate candidate) {
            long began = System.nanoTime();
            DetectionScores scores;
            try {
                OodDetector detector = OodDetector.fit(learned, candidate.options(labels));
                Execution execution = Execution.of(1);
                scores = DetectionScores.of(
                        detector.scores(withheld, execution), detector.scores(strangers, execution));
            } catch (ArithmeticException e) {
                System.err.println(e.getMessage());
                scores = new DetectionScores(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
            }
            System.err.printf(
                    Locale.ROOT,
                    "without %d: ridge %s, %d a class: AUROC %.4f, FPR95 %.4f, %.1f s%n",
                    digit,
                    candidate.ridge(),
                    candidate.perClass(),
                    scores.auroc(),
                    scores.fpr95(),
                    (System.nanoTime() - began) * 1e-9);
            return scores;
        }
    }

    /// @param scores  by digit left out
    private record Judged(Candidate candidate, List<DetectionScores> scores) {
        double fpr95() {
            return mean(each(DetectionScores::fpr95));
        }

        double[] each(ToDoubleFunction<DetectionScores> figure) {
            return scores.stream().mapToDouble(figure).toArray();
        }

        /// By how much FPR95 is above that of another candidate, paired by digit.
        Difference above(Judged other) {
            double[] mine = each(DetectionScores::fpr95);
            double[] theirs = other.each(DetectionScores::fpr95);
            double[] differences = IntStream.range(0, mine.length)
                    .mapToDouble(c -> mine[c] - theirs[c])
                    .toArray();
            double mean = mean(differences);
            double squares = DoubleStream.of(differences)
                    .map(d -> (d - mean) * (d - mean))
                    .sum();
            return new Difference(mean, Math.sqrt(squares / (mine.length - 1) / mine.length));
        }
    }

    private record Difference(double mean, double standardError) {
        boolean isBeyond(int standardErrors) {
            return mean > standardErrors * standardError;
        }
    }

    public static void main(String[] args) {
        TrainingDigits digits = TrainingDigits.read(Path.of(args[0]));
        // one after the other: the engine has one generator for all networks
        List<LeftOut> leftOut = IntStream.range(0, CLASSES)
                .mapToObj(digit -> LeftOut.of(digits, digit))
                .toList();
        List<Judged> ridges = new ArrayList<>();
        for (double ridge : RIDGES) ridges.add(judge(leftOut, new Candidate(ridge, 1)));
        Judged first = ridges.get(RIDGES.indexOf(USUAL_RIDGE));
        Judged chosenRidge = choose(ridges, first);
        System.err.println("ridge: " + chosenRidge.candidate());

        List<Judged> sizes = new ArrayList<>(List.of(chosenRidge));
        for (int perClass = 2; perClass <= MOST_PER_CLASS; perClass++) {
            Judged next = judge(leftOut, new Candidate(chosenRidge.candidate().ridge(), perClass));
            double before = sizes.getLast().fpr95();
            sizes.add(next);
            if (!(next.fpr95() < before)) break;
        }
        Judged chosen = choose(sizes, chosenRidge);
        System.err.println("components: " + chosen.candidate());

        System.out.println("ridge,components_per_class,fpr95,above_usual,standard_error,auroc,fpr95_each,auroc_each");
        ridges.forEach(judged -> print(judged, first));
        sizes.stream().skip(1).forEach(judged -> print(judged, chosenRidge));
    }

    private static Judged judge(List<LeftOut> leftOut, Candidate candidate) {
        return new Judged(
                candidate,
                leftOut.parallelStream().map(one -> one.judge(candidate)).toList());
    }

    /// The usual settings, unless the best are lower by more than two standard errors of the difference. Then of those
    /// within one of the best, and as clearly below the usual ones, the simplest.
    ///
    /// @param candidates  simplest first
    private static Judged choose(List<Judged> candidates, Judged usual) {
        Judged best = candidates.stream()
                .min(Comparator.comparingDouble(Judged::fpr95))
                .orElseThrow();
        return candidates.stream()
                .filter(one -> usual.above(one).isBeyond(2) && !one.above(best).isBeyond(1))
                .findFirst()
                .filter(one -> usual.above(best).isBeyond(2))
                .orElse(usual);
    }

    private static void print(Judged judged, Judged usual) {
        Difference difference = judged.above(usual);
        System.out.printf(
                Locale.ROOT,
                "%s,%d,%.4f,%.4f,%.4f,%.4f,%s,%s%n",
                judged.candidate().ridge(),
                judged.candidate().perClass(),
                judged.fpr95(),
                difference.mean(),
                difference.standardError(),
                mean(judged.each(DetectionScores::auroc)),
                joined(judged.each(DetectionScores::fpr95)),
                joined(judged.each(DetectionScores::auroc)));
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    private static String joined(double[] values) {
        return DoubleStream.of(values)
                .mapToObj(value -> String.format(Locale.ROOT, "%.4f", value))
                .collect(Collectors.joining(" "));
    }
}
