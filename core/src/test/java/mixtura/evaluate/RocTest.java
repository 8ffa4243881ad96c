package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RocTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    static List<String> cases() {
        return ReferenceTable.read("detection/values.csv").texts("case");
    }

    private static double[] scores(String name, String strange) {
        return ReferenceTable.read("detection/scores.csv")
                .where("case", name)
                .where("strange", strange)
                .numbers("score");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void detectionEqualsScikitLearn(String name) {
        ReferenceTable expected = ReferenceTable.read("detection/values.csv").where("case", name);
        DetectionScores ours = DetectionScores.of(scores(name, "0"), scores(name, "1"));
        assertThat(ours.auroc()).isCloseTo(expected.numbers("auroc")[0], ROUNDING);
        assertThat(ours.auprOut()).isCloseTo(expected.numbers("auprOut")[0], ROUNDING);
        assertThat(ours.auprIn()).isCloseTo(expected.numbers("auprIn")[0], ROUNDING);
        assertThat(ours.fpr95()).isCloseTo(expected.numbers("fpr95")[0], ROUNDING);
        assertThat(ours.fpr95In()).isCloseTo(expected.numbers("fpr95In")[0], ROUNDING);
        assertThat(ours.isUpsideDown()).isEqualTo(expected.numbers("auroc")[0] < 0.5);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCurveEqualsScikitLearn(String name) {
        ReferenceTable expected = ReferenceTable.read("detection/curves.csv").where("case", name);
        if (expected.cells().isEmpty()) return; // kept for the small cases alone
        Roc.Point[] points = Roc.of(scores(name, "1"), scores(name, "0")).points();
        assertThat(points[0]).isEqualTo(new Roc.Point(Double.POSITIVE_INFINITY, 0, 0));
        assertThat(points).hasSize(expected.cells().size() + 1);
        for (int t = 1; t < points.length; t++) {
            assertThat(points[t].threshold() == expected.numbers("threshold")[t - 1])
                    .isTrue();
            assertThat(points[t].falsePositiveRate()).isCloseTo(expected.numbers("fpr")[t - 1], ROUNDING);
            assertThat(points[t].truePositiveRate()).isCloseTo(expected.numbers("tpr")[t - 1], ROUNDING);
        }
    }

    private static double[] tied(int n, double shift, long seed) {
        Random random = new Random(seed);
        return random.doubles(n).map(u -> Math.rint(8 * (u + shift))).toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theAreaIsTheProbabilityThatAPositiveScoresHigher(long seed) {
        double[] positive = tied(40, 0.2, seed);
        double[] negative = tied(60, 0, seed + 50);
        double wins = 0;
        for (double p : positive) {
            for (double q : negative) wins += p > q ? 1 : p == q ? 0.5 : 0;
        }
        assertThat(Roc.of(positive, negative).auroc()).isCloseTo(wins / (40 * 60), ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aMonotoneChangeOfTheScoreChangesNothingAndAReversalTurnsItOver(long seed) {
        double[] positive = tied(70, 0.3, seed);
        double[] negative = tied(50, 0, seed + 50);
        Roc roc = Roc.of(positive, negative);
        Roc changed = Roc.of(
                Arrays.stream(positive).map(Math::exp).toArray(),
                Arrays.stream(negative).map(Math::exp).toArray());
        assertThat(changed.auroc()).isEqualTo(roc.auroc());
        assertThat(changed.averagePrecision()).isEqualTo(roc.averagePrecision());
        Roc reversed = Roc.of(
                Arrays.stream(positive).map(s -> -s).toArray(),
                Arrays.stream(negative).map(s -> -s).toArray());
        assertThat(reversed.auroc()).isCloseTo(1 - roc.auroc(), ROUNDING);
        assertThat(Roc.of(negative, positive).auroc()).isCloseTo(1 - roc.auroc(), ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theCornersDrawTheSameLineAsAllPoints(long seed) {
        Random random = new Random(seed);
        Roc roc = Roc.of(
                random.doubles(80).map(u -> u + 0.2).toArray(),
                random.doubles(90).toArray());
        Roc.Point[] points = roc.points();
        Roc.Point[] corners = roc.corners();
        assertThat(corners.length).isLessThan(points.length);
        assertThat(points).containsSubsequence(corners);
        double area = 0;
        for (int t = 1; t < corners.length; t++) {
            area += (corners[t].falsePositiveRate() - corners[t - 1].falsePositiveRate())
                    * (corners[t].truePositiveRate() + corners[t - 1].truePositiveRate())
                    / 2;
        }
        assertThat(area).isCloseTo(roc.auroc(), ROUNDING);
        assertThat(corners[corners.length - 1]).isEqualTo(points[points.length - 1]);
    }

    @Test
    void theThresholdIsTheHighestThatFindsEnoughPositives() {
        Roc roc = Roc.of(new double[] {5, 4, 3, 2}, new double[] {4.5, 2.5, 2, 1});
        assertThat(roc.thresholdAt(0.75)).isEqualTo(3);
        assertThat(roc.falsePositiveRateAt(0.75)).isEqualTo(0.25);
        assertThat(roc.thresholdAt(1)).isEqualTo(2);
        assertThat(roc.falsePositiveRateAt(1)).isEqualTo(0.75);
        assertThatThrownBy(() -> roc.thresholdAt(0)).hasMessageContaining("above 0 and at most 1");
    }

    @Test
    void rowsOfDensityZeroAreTheStrangestOfAll() {
        double[] strangers = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 3};
        double[] familiar = {1, 2, 4};
        DetectionScores scores = DetectionScores.of(familiar, strangers);
        assertThat(scores.auroc()).isCloseTo(8 / 9.0, ROUNDING);
    }

    @Test
    void whatCannotBeRankedIsRefusedWithAReason() {
        assertThatThrownBy(() -> Roc.of(new double[0], new double[1])).hasMessageContaining("no positive score");
        assertThatThrownBy(() -> Roc.of(new double[1], new double[] {0, Double.NaN}))
                .hasMessageContaining("negative score of row 2");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aScoreOfWeightTwoIsTheScoreTwiceAndOfWeightZeroItsAbsence(long seed) {
        double[] positive = tied(50, 0.2, seed);
        double[] negative = tied(70, 0, seed + 50);
        DetectionScores weighted =
                DetectionScores.of(negative, times(negative.length), positive, times(positive.length));
        DetectionScores repeated = DetectionScores.of(repeated(negative), repeated(positive));
        assertThat(weighted.auroc()).isCloseTo(repeated.auroc(), ROUNDING);
        assertThat(weighted.auprIn()).isCloseTo(repeated.auprIn(), ROUNDING);
        assertThat(weighted.auprOut()).isCloseTo(repeated.auprOut(), ROUNDING);
        assertThat(weighted.fpr95()).isCloseTo(repeated.fpr95(), ROUNDING);
        assertThatThrownBy(() -> Roc.of(positive, new double[positive.length], negative, times(negative.length)))
                .hasMessageContaining("weight above 0");
    }

    private static double[] times(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToDouble(n -> n % 3)
                .toArray();
    }

    private static double[] repeated(double[] scores) {
        return java.util.stream.IntStream.range(0, scores.length)
                .flatMap(n -> java.util.stream.IntStream.range(0, n % 3).map(copy -> n))
                .mapToDouble(n -> scores[n])
                .toArray();
    }
}
