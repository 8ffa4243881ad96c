package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExpectedMutualInformationTest {
    /// The same sum with probabilities from exact binomials: C(a, x) C(n − a, b − x) / C(n, b).
    private static double exact(int[] a, int[] b) {
        int n = Arrays.stream(a).sum();
        double sum = 0;
        for (int ai : a) {
            for (int bj : b) {
                for (int x = Math.max(1, ai + bj - n); x <= Math.min(ai, bj); x++) {
                    BigInteger ways = choose(ai, x).multiply(choose(n - ai, bj - x));
                    double p = new BigDecimal(ways)
                            .divide(new BigDecimal(choose(n, bj)), MathContext.DECIMAL64)
                            .doubleValue();
                    sum += p * x / n * Math.log((double) x * n / ((double) ai * bj));
                }
            }
        }
        return sum;
    }

    private static BigInteger choose(int n, int k) {
        BigInteger result = BigInteger.ONE;
        for (int i = 1; i <= k; i++) {
            result = result.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
        }
        return result;
    }

    private static double ours(int[] a, int[] b) {
        return ExpectedMutualInformation.of(
                Problems.toDouble(a), Problems.toDouble(b), Arrays.stream(a).sum());
    }

    @Test
    void equalsTheSumOverExactProbabilities() {
        int[][][] margins = {
            {{3, 4}, {2, 5}},
            {{1, 1, 1, 1}, {2, 2}},
            {{10, 1}, {9, 2}},
            {{50, 30, 20}, {25, 25, 25, 25}},
            {{299, 1}, {150, 150}},
            {{700, 200, 100}, {10, 490, 500}},
        };
        for (int[][] pair : margins)
            assertThat(ours(pair[0], pair[1])).isCloseTo(exact(pair[0], pair[1]), within(2e-15));
    }

    @Test
    void oneGroupSharesNothing() {
        assertThat(ours(new int[] {9}, new int[] {4, 5})).isZero();
        assertThat(ours(new int[] {4, 5}, new int[] {9})).isZero();
    }

    /// χ² with (R − 1)(C − 1) degrees of freedom over 2n, to first order in 1/n.
    @Test
    void tendsToTheDegreesOfFreedomOverTwiceTheRows() {
        double[] a = {4e9, 3e9, 3e9};
        double[] b = {5e9, 1e9, 2e9, 2e9};
        double limit = 2 * 3 / 2e10;
        assertThat(ExpectedMutualInformation.of(a, b, 1e10)).isCloseTo(limit, within(1e-15));
    }
}
