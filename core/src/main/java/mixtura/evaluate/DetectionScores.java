package mixtura.evaluate;

/// How well a score finds strangers, rows of a kind that the model was not fitted to. Higher means stranger: the
/// score is −log p(x), never log p(x).
///
/// @param auroc       probability that a stranger scores higher than a familiar row, ties counting ½; below ½ the
///                    score is upside down
/// @param auprOut     average precision with the strangers as positives
/// @param auprIn      average precision with the familiar rows as positives, ranked by −score
/// @param fpr95       share of the familiar rows that are called strange at the highest threshold that finds 95 %
///                    of the strangers
/// @param fpr95In     the same with the sides exchanged: share of the strangers that pass as familiar where 95 % of
///                    the familiar rows pass; some papers mean this one
public record DetectionScores(double auroc, double auprOut, double auprIn, double fpr95, double fpr95In) {
    private static final double TRUE_POSITIVE_RATE = 0.95;

    /// @param familiar   scores of rows of the kind that the model was fitted to, at least one
    /// @param strangers  scores of other rows, at least one
    /// @throws IllegalArgumentException if a side is empty, or a score is not a number
    public static DetectionScores of(double[] familiar, double[] strangers) {
        return of(Roc.of(strangers, familiar), Roc.of(negated(familiar), negated(strangers)));
    }

    /// The same for rows with sample weights.
    public static DetectionScores of(
            double[] familiar, double[] familiarWeights, double[] strangers, double[] strangerWeights) {
        return of(
                Roc.of(strangers, strangerWeights, familiar, familiarWeights),
                Roc.of(negated(familiar), familiarWeights, negated(strangers), strangerWeights));
    }

    private static DetectionScores of(Roc out, Roc in) {
        return new DetectionScores(
                out.auroc(),
                out.averagePrecision(),
                in.averagePrecision(),
                out.falsePositiveRateAt(TRUE_POSITIVE_RATE),
                in.falsePositiveRateAt(TRUE_POSITIVE_RATE));
    }

    /// Whether strangers score lower than familiar rows on the whole, which mostly means that a log density was
    /// given where its negative was meant.
    public boolean isUpsideDown() {
        return auroc < 0.5;
    }

    private static double[] negated(double[] scores) {
        double[] result = new double[scores.length];
        for (int n = 0; n < scores.length; n++) result[n] = -scores[n];
        return result;
    }
}
