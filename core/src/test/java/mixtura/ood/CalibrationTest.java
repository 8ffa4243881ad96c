package mixtura.ood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    /// SciPy's `betabinom.ppf`, see `reference/ood.py`.
    @Test
    void quantilesAreThoseOfSciPy() {
        var in = CalibrationTest.class.getResourceAsStream("/reference/ood/betabinomial.csv");
        double[][] table = new java.io.BufferedReader(new java.io.InputStreamReader(in))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        for (double[] row : table) {
            assertThat(new BetaBinomial((int) row[0], row[1], row[2]).quantile(row[3]))
                    .as("%s", Arrays.toString(row))
                    .isEqualTo((int) row[4]);
        }
    }

    @Test
    void probabilitiesAddUpToOneWithTheMeanOfTheDistribution() {
        BetaBinomial alarms = new BetaBinomial(10_000, 100, 9_901);
        double[] p = alarms.probabilities();
        double mean = 0;
        for (int x = 0; x < p.length; x++) mean += x * p[x];
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
        assertThat(mean).isCloseTo(10_000 * 100.0 / 10_001, within(1e-8));
    }

    @Test
    void theThresholdLeavesTheRateAskedForAboveIt() {
        double[] scores = new double[999];
        for (int n = 0; n < scores.length; n++) scores[n] = n;
        Calibration calibration = Calibration.of(scores, 0.01);
        assertThat(calibration.rank()).isEqualTo(10);
        assertThat(calibration.strangers(scores)).isEqualTo(9); // the tenth largest is still familiar
        assertThat(calibration.isStranger(989)).isFalse();
        assertThat(calibration.isStranger(989.5)).isTrue();
    }

    /// Over many draws of held-out and of new rows, the false alarms lie in the 99 % interval 99 times in 100:
    /// with 2000 draws the share lies within four standard errors, 0.9 %, of what the interval's discrete ends
    /// give.
    @Test
    void theIntervalHoldsAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(5);
        int held = 0;
        int draws = 2000;
        long alarms = 0;
        int[] interval = Calibration.of(new double[500], 0.02).falseAlarmsAmong(400);
        for (int draw = 0; draw < draws; draw++) {
            Calibration calibration = Calibration.of(random.doubles(500).toArray(), 0.02);
            int found = calibration.strangers(random.doubles(400).toArray());
            alarms += found;
            if (found >= interval[0] && found <= interval[1]) held++;
        }
        assertThat(held / (double) draws).isBetween(0.981, 1.0);
        // the mean of the rate is r / (n + 1); its standard error over the draws is below 0.0003
        assertThat(alarms / 400.0 / draws).isCloseTo(10 / 501.0, within(0.0012));
    }

    @Test
    void rowsThatShareTheThresholdAreFamiliar() {
        double[] scores = new double[200];
        Arrays.fill(scores, 3);
        assertThat(Calibration.of(scores, 0.05).strangers(scores)).isZero();
    }

    @Test
    void tooFewRowsForTheRateAreRefused() {
        assertThatThrownBy(() -> Calibration.of(new double[98], 0.01))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("withhold at least 99 rows");
        assertThat(Calibration.of(new double[99], 0.01).rank()).isEqualTo(1);
        assertThatThrownBy(() -> Calibration.of(new double[98], 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
