package mixtura.evaluate;

import java.util.Arrays;

/// How well a score tells two groups apart, over all thresholds: a row is called positive when its score is at
/// least the threshold. Rows with one score share one threshold, so ties are neither hits nor misses but both in
/// proportion.
///
/// Scores may be infinite: a row of density 0 has the score +∞.
public final class Roc {
    private final double[] thresholds; // descending, one for each distinct score
    private final long[] truePositives; // positives with at least that score
    private final long[] falsePositives;
    private final long positives;
    private final long negatives;

    private Roc(double[] thresholds, long[] truePositives, long[] falsePositives, long positives, long negatives) {
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
        double[] positive = sorted(positiveScores, "positive");
        double[] negative = sorted(negativeScores, "negative");
        double[] thresholds = new double[positive.length + negative.length];
        long[] truePositives = new long[thresholds.length];
        long[] falsePositives = new long[thresholds.length];
        int count = 0;
        int p = positive.length - 1;
        int q = negative.length - 1;
        while (p >= 0 || q >= 0) {
            double threshold = p < 0 ? negative[q] : q < 0 ? positive[p] : Math.max(positive[p], negative[q]);
            while (p >= 0 && positive[p] == threshold) p--; // −0 and 0 are one score
            while (q >= 0 && negative[q] == threshold) q--;
            thresholds[count] = threshold;
            truePositives[count] = positive.length - 1L - p;
            falsePositives[count] = negative.length - 1L - q;
            count++;
        }
        return new Roc(
                Arrays.copyOf(thresholds, count),
                Arrays.copyOf(truePositives, count),
                Arrays.copyOf(falsePositives, count),
                positive.length,
                negative.length);
    }

    private static double[] sorted(double[] scores, String side) {
        if (scores.length == 0) {
            throw new IllegalArgumentException("there is no " + side + " score; a comparison needs rows on both sides");
        }
        for (int n = 0; n < scores.length; n++) {
            if (Double.isNaN(scores[n])) {
                throw new IllegalArgumentException("the " + side + " score of row " + (n + 1)
                        + " is not a number (NaN);" + " check that row for missing cells");
            }
        }
        double[] copy = scores.clone();
        Arrays.sort(copy);
        return copy;
    }

    /// The area under the curve of true against false positive rate: the probability that a positive row scores
    /// higher than a negative one, ties counting ½.
    public double auroc() {
        // twice the area in whole numbers, of which the sum is exact up to 2⁵³
        double twice = 0;
        long tp = 0;
        long fp = 0;
        for (int t = 0; t < thresholds.length; t++) {
            twice += (double) (falsePositives[t] - fp) * (truePositives[t] + tp);
            tp = truePositives[t];
            fp = falsePositives[t];
        }
        return twice / 2 / positives / negatives;
    }

    /// The area under precision against recall as the average precision Σ_t (R_t − R_{t−1}) P_t, without
    /// interpolation, as in scikit-learn. A score that says nothing gets the share of positives.
    public double averagePrecision() {
        double sum = 0;
        long tp = 0;
        for (int t = 0; t < thresholds.length; t++) {
            long hits = truePositives[t] - tp;
            sum += hits * ((double) truePositives[t] / (truePositives[t] + falsePositives[t]));
            tp = truePositives[t];
        }
        return sum / positives;
    }

    /// The false positive rate at the highest threshold that finds at least this share of the positives. No
    /// interpolation between thresholds: the rate is one that can be had.
    ///
    /// @param truePositiveRate  in (0, 1]
    public double falsePositiveRateAt(double truePositiveRate) {
        return (double) falsePositives[indexAt(truePositiveRate)] / negatives;
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
        while ((double) truePositives[t] / positives < truePositiveRate) t++;
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
        long tp = t == 0 ? 0 : truePositives[t - 1];
        long fp = t == 0 ? 0 : falsePositives[t - 1];
        long stepUp = truePositives[t] - tp;
        long stepRight = falsePositives[t] - fp;
        long nextUp = truePositives[t + 1] - truePositives[t];
        long nextRight = falsePositives[t + 1] - falsePositives[t];
        return stepUp * nextRight != nextUp * stepRight;
    }

    private Point point(int t) {
        return new Point(thresholds[t], (double) falsePositives[t] / negatives, (double) truePositives[t] / positives);
    }
}
