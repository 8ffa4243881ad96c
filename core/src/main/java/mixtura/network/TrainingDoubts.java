package mixtura.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mixtura.data.Labels;

/// What speaks against a training, in sentences that say what to try. A number alone is easily passed over.
public final class TrainingDoubts {
    /// Late epochs go up and down a little, most of all when hardly any loss is left.
    private static final double RISE_FACTOR = 1.5;

    private static final double RISE_NATS = 0.05;

    /// Networks know the rows that they learned better than others; this much better is worth a word.
    private static final double GAP = 0.1;

    private TrainingDoubts() {}

    /// @param labels  of the rows learned
    /// @return        a sentence for each doubt, none after a sound training
    public static List<String> of(Training training, Labels labels) {
        List<String> doubts = new ArrayList<>();
        double[] losses = training.epochLosses();
        int best = 0;
        for (int e = 1; e < losses.length; e++) if (losses[e] < losses[best]) best = e;
        double last = losses[losses.length - 1];
        if (last > RISE_FACTOR * losses[best] + RISE_NATS) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "the training went astray: its loss is %.3f nats in the last epoch and was %.3f in epoch %d;"
                            + " try a smaller --learning-rate, --epochs %d or another --seed",
                    last,
                    losses[best],
                    best + 1,
                    best + 1));
        }
        int[] counts = counts(labels);
        double commonest = Arrays.stream(counts).max().orElse(0) / (double) labels.rowCount();
        List<String> lost = lost(training, labels, counts);
        if (counts.length > 1 && training.accuracy() <= commonest) {
            doubts.add("the network has learned nothing: it is right on " + percent(training.accuracy())
                    + " of the rows it learned, and the most frequent class alone makes up " + percent(commonest)
                    + "; try another --learning-rate, more --epochs, or --scale-inputs when values are far from 0 … 1");
        } else if (!lost.isEmpty()) {
            doubts.add("the network never recognises " + (lost.size() == 1 ? "class " : "classes ")
                    + String.join(", ", lost)
                    + ", not even among the rows it learned; try more --epochs, another --learning-rate or another"
                    + " --seed");
        }
        double least = leastAccuracy(last);
        if (training.accuracy() < least) {
            doubts.add("the network is not the one that was trained, or the mean of too many steps: a loss of "
                    + String.format(Locale.ROOT, "%.3f", last) + " nats goes with at least " + percent(least)
                    + " right, and it has " + percent(training.accuracy())
                    + "; try --averaging 0, and please report it if that is no better");
        }
        return doubts;
    }

    /// A row that is classified wrongly has a probability of at most 1/2 for its class, so costs log 2 or more: the
    /// share of errors is at most loss / log 2 (Markov's inequality). Twice that is allowed, since the loss of an
    /// epoch is that of weights on their way.
    private static double leastAccuracy(double loss) {
        return 1 - 2 * loss / Math.log(2) - 0.01;
    }

    /// Accuracies on rows of which the network has learned the first alone, or those of other files.
    ///
    /// @param known     on the rows called `knownName`
    /// @param other     on `rowCount` rows called `otherName`; NaN is no doubt
    /// @param reason    what it may come from, and what to do
    public static Optional<String> gap(
            double known, String knownName, double other, String otherName, long rowCount, String reason) {
        double error = Math.sqrt(known * (1 - known) / Math.max(1, rowCount));
        if (!(other < known - Math.max(GAP, 3 * error))) return Optional.empty();
        return Optional.of("the network is right on " + percent(known) + " of " + knownName + " and on "
                + percent(other) + " of " + otherName + ": " + reason);
    }

    private static int[] counts(Labels labels) {
        int[] counts = new int[labels.levels().size()];
        for (int code : labels.codes()) if (code >= 0) counts[code]++;
        return counts;
    }

    private static List<String> lost(Training training, Labels labels, int[] counts) {
        double[] recalls = training.recalls();
        List<String> lost = new ArrayList<>();
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] > 0 && recalls[k] == 0) lost.add("'" + labels.levels().get(k) + "'");
        }
        return lost;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
