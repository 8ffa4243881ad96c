package mixtura.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// How well a score tells two groups apart, over all thresholds: a row is called positive when its score is at
/// least the threshold. Rows with one score share one threshold, so ties are neither hits nor misses but both in
/// proportion.
///
/// Scores may be infinite: a row of density 0 has the score +∞.
public final class Roc {
    private final double[] thresholds; // descending, one for each distinct score
    private final double[] truePositives; // weight of the positives with at least that score
    private final double[] falsePositives;
    private final double positives;
    private final double negatives;

    private Roc(
            double[] thresholds, double[] truePositives, double[] falsePositives, double positives, double negatives) {
        this.thresholds = thresholds;
        this.truePositives = truePositives;
        this.falsePositives = falsePositives;
        this.positives = positives;
        this.negatives = negatives;
    }

    /// @param positiveScores  scores of the rows that should score high, at least one
    /// @param negativeScores  scores of the rows that should score low, at least one
    /// @throws IllegalArgumentException if a side is empty, or a score is not a number
    public static Roc of(double[] positiveScores, double[] negativeScores) {
        return of(Side.of(positiveScores, "positive"), Side.of(negativeScores, "negative"));
    }

    /// The same for rows with sample weights: a row of weight 2 counts like the row twice, weight 0 like its absence.
    ///
    /// @param positiveWeights  one for each positive score, non-negative
    /// @param negativeWeights  one for each negative score, non-negative
    public static Roc of(
            double[] positiveScores, double[] positiveWeights, double[] negativeScores, double[] negativeWeights) {
        return of(
                Side.of(positiveScores, positiveWeights, "positive"),
                Side.of(negativeScores, negativeWeights, "negative"));
    }

    private static Roc of(Side positive, Side negative) {
        double[] thresholds = new double[positive.count() + negative.count()];
        double[] truePositives = new double[thresholds.length];
        double[] falsePositives = new double[thresholds.length];
        int count = 0;
        int p = 0;
        int q = 0;
        double tp = 0;
        double fp = 0;
        while (p < positive.count() || q < negative.count()) {
            double threshold = Math.max(positive.score(p), negative.score(q));
            while (p < positive.count() && positive.score(p) == threshold) tp += positive.weight(p++); // −0 is 0
            while (q < negative.count() && negative.score(q) == threshold) fp += negative.weight(q++);
            thresholds[count] = threshold;
            truePositives[count] = tp;
            falsePositives[count] = fp;
            count++;
        }
        return new Roc(
                Arrays.copyOf(thresholds, count),
                Arrays.copyOf(truePositives, count),
                Arrays.copyOf(falsePositives, count),
                tp,
                fp);
    }

    /// The rows of one kind that count, the highest score first.
    ///
    /// @param weights  as many, or none when all are 1
    private record Side(double[] scores, double[] weights) {
        static Side of(double[] scores, double[] weights, String side) {
            if (weights.length != scores.length) {
                throw new IllegalArgumentException(
                        weights.length + " weights for " + scores.length + " " + side + " scores; give one for each");
            }
            for (int n = 0; n < weights.length; n++) {
                if (!(weights[n] >= 0) || weights[n] == Double.POSITIVE_INFINITY) {
                    throw new IllegalArgumentException("the weight of " + side + " row " + (n + 1) + " is " + weights[n]
                            + "; weights are finite and not negative");
                }
            }
            check(scores, side);
            int[] order = IntStream.range(0, scores.length)
                    .filter(n -> weights[n] > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer n) -> -scores[n]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            if (order.length == 0) {
                throw new IllegalArgumentException("no " + side + " score has a weight above 0; some rows must count");
            }
            return new Side(
                    IntStream.of(order).mapToDouble(n -> scores[n]).toArray(),
                    IntStream.of(order).mapToDouble(n -> weights[n]).toArray());
        }

        static Side of(double[] scores, String side) {
            check(scores, side);
            double[] rising = scores.clone();
            Arrays.sort(rising);
            double[] falling = new double[rising.length];
            for (int n = 0; n < falling.length; n++) falling[n] = rising[rising.length - 1 - n];
            return new Side(falling, new double[0]);
        }

        private static void check(double[] scores, String side) {
            if (scores.length == 0) {
                throw new IllegalArgumentException(
                        "there is no " + side + " score; a comparison needs rows on both sides");
            }
            for (int n = 0; n < scores.length; n++) {
                if (Double.isNaN(scores[n])) {
                    throw new IllegalArgumentException("the " + side + " score of row " + (n + 1)
                            + " is not a number (NaN); check that row for missing cells");
                }
            }
        }

        int count() {
            return scores.length;
        }

        /// The i-th highest score, −∞ beyond the last.
        double score(int i) {
            return i < scores.length ? scores[i] : Double.NEGATIVE_INFINITY;
        }

        double weight(int i) {
            return weights.length == 0 ? 1 : weights[i];
        }
    }

    /// The area under the curve of true against false positive rate: the probability that a positive row scores
    /// higher than a negative one, ties counting ½.
    public double auroc() {
        // twice the area in whole numbers, of which the sum is exact up to 2⁵³
        double twice = 0;
        double tp = 0;
        double fp = 0;
        for (int t = 0; t < thresholds.length; t++) {
            twice += (falsePositives[t] - fp) * (truePositives[t] + tp);
            tp = truePositives[t];
            fp = falsePositives[t];
        }
        return twice / 2 / positives / negatives;
    }

    /// The area under precision against recall as the average precision Σ_t (R_t − R_{t−1}) P_t, without
    /// interpolation, as in scikit-learn. A score that says nothing gets the share of positives.
    public double averagePrecision() {
        double sum = 0;
        double tp = 0;
        for (int t = 0; t < thresholds.length; t++) {
            double hits = truePositives[t] - tp;
            sum += hits * (truePositives[t] / (truePositives[t] + falsePositives[t]));
            tp = truePositives[t];
        }
        return sum / positives;
    }

    /// The false positive rate at the highest threshold that finds at least this share of the positives. No
    /// interpolation between thresholds: the rate is one that can be had.
    ///
    /// @param truePositiveRate  in (0, 1]
    public double falsePositiveRateAt(double truePositiveRate) {
        return falsePositives[indexAt(truePositiveRate)] / negatives;
    }

    /// The highest threshold that finds at least this share of the positives.
    ///
    /// @param truePositiveRate  in (0, 1]
    public double thresholdAt(double truePositiveRate) {
        return thresholds[indexAt(truePositiveRate)];
    }

    private int indexAt(double truePositiveRate) {
        if (!(truePositiveRate > 0 && truePositiveRate <= 1)) {
            throw new IllegalArgumentException(
                    "the true positive rate is " + truePositiveRate + "; it must be above 0 and at most 1");
        }
        int t = 0;
        while (truePositives[t] / positives < truePositiveRate) t++; // the last is positives / positives
        return t;
    }

    /// One point of the curve.
    ///
    /// @param threshold          rows with at least this score are called positive; +∞ at the origin
    /// @param falsePositiveRate  share of the negatives that are called positive
    /// @param truePositiveRate   share of the positives that are called positive
    public record Point(double threshold, double falsePositiveRate, double truePositiveRate) {}

    /// The curve from (0, 0) to (1, 1), a point for each distinct score.
    public Point[] points() {
        Point[] points = new Point[thresholds.length + 1];
        points[0] = new Point(Double.POSITIVE_INFINITY, 0, 0);
        for (int t = 0; t < thresholds.length; t++) points[t + 1] = point(t);
        return points;
    }

    /// The points at which the curve turns, which draw the same line as all of them.
    public Point[] corners() {
        Point[] corners = new Point[thresholds.length + 1];
        corners[0] = new Point(Double.POSITIVE_INFINITY, 0, 0);
        int count = 1;
        for (int t = 0; t < thresholds.length; t++) {
            if (t == thresholds.length - 1 || turnsAt(t)) corners[count++] = point(t);
        }
        return Arrays.copyOf(corners, count);
    }

    private boolean turnsAt(int t) {
        double tp = t == 0 ? 0 : truePositives[t - 1];
        double fp = t == 0 ? 0 : falsePositives[t - 1];
        double stepUp = truePositives[t] - tp;
        double stepRight = falsePositives[t] - fp;
        double nextUp = truePositives[t + 1] - truePositives[t];
        double nextRight = falsePositives[t + 1] - falsePositives[t];
        return stepUp * nextRight != nextUp * stepRight;
    }

    private Point point(int t) {
        return new Point(thresholds[t], falsePositives[t] / negatives, truePositives[t] / positives);
    }
}
