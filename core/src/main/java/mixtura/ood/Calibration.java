package mixtura.ood;

import java.util.Arrays;

/// A threshold from the scores of familiar rows that nothing was fitted to: a row is called a stranger when its
/// score is above the r-th largest of them. Whatever the distribution of the scores, the rate of false alarms
/// among new familiar rows is then Beta(r, n + 1 − r) distributed, n the rows withheld (Wilks 1941), and its
/// mean r / (n + 1) is at most the rate asked for. With ties at the threshold it is lower.
///
/// @param threshold       scores from here on are strange: the next number above the r-th largest score
/// @param falseAlarmRate  asked for
/// @param rowCount        n, rows that the threshold comes from
/// @param rank            r
public record Calibration(double threshold, double falseAlarmRate, int rowCount, int rank) {
    /// How sure the intervals are.
    private static final double LEVEL = 0.99;

    /// @param scores          of familiar rows that neither the features nor the detector were fitted to
    /// @param falseAlarmRate  in (0, 1)
    /// @throws IllegalArgumentException if there are too few rows for that rate
    public static Calibration of(double[] scores, double falseAlarmRate) {
        if (!(falseAlarmRate > 0 && falseAlarmRate < 1)) {
            throw new IllegalArgumentException(
                    "the false-alarm rate is " + falseAlarmRate + "; it must be between 0 and 1");
        }
        int rank = (int) Math.floor(falseAlarmRate * (scores.length + 1.0) * (1 + 1e-12));
        if (rank < 1) {
            throw new IllegalArgumentException("a false-alarm rate of " + falseAlarmRate + " cannot be had from "
                    + scores.length + " rows; withhold at least " + (int) Math.ceil(1 / falseAlarmRate - 1)
                    + " rows, or ask for another rate");
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double familiar = sorted[sorted.length - rank];
        return new Calibration(Math.nextUp(familiar), falseAlarmRate, scores.length, rank);
    }

    /// Whether a row of that score is called a stranger.
    public boolean isStranger(double score) {
        return score >= threshold;
    }

    /// Of these scores, how many are strange.
    public int strangers(double[] scores) {
        return (int) Arrays.stream(scores).filter(this::isStranger).count();
    }

    /// False alarms to expect among so many new familiar rows: with 99 % probability their number is from the
    /// first to the second (beta-binomial prediction interval, equal tails).
    public int[] falseAlarmsAmong(int newRows) {
        BetaBinomial alarms = new BetaBinomial(newRows, rank, rowCount + 1.0 - rank);
        double tail = (1 - LEVEL) / 2;
        return new int[] {alarms.quantile(tail), alarms.quantile(1 - tail)};
    }
}
