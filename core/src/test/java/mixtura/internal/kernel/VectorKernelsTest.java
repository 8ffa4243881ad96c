package mixtura.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import jdk.incubator.vector.DoubleVector;
import org.junit.jupiter.api.Test;

class VectorKernelsTest extends KernelsContract {
    @Override
    Kernels kernels() {
        return Kernels.named("simd");
    }

    /// Without it every comparison here would be of the scalar kernels with themselves.
    @Test
    void theVectorModuleIsPresentInTests() {
        assertThat(KernelChoice.vectorsArePresent()).isTrue();
        assertThat(Kernels.automatic().description()).startsWith("vector ");
    }

    @Test
    void theExponentialIsRightToOneUnitInTheLastPlace() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 300_000; round++) {
            double x = -Math.pow(10, random.nextDouble(-18, 2.85));
            if (x <= -708) continue;
            double expected = StrictMath.exp(x);
            double actual =
                    VectorSoftmax.exp(DoubleVector.broadcast(Lanes.LANES, x)).lane(0);
            assertThat(Math.abs(actual - expected)).as("exp(%s)", x).isLessThanOrEqualTo(2 * Math.ulp(expected));
        }
    }

    @Test
    void theLogarithmIsRightToOneUnitInTheLastPlace() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 300_000; round++) {
            double x = 1 + Math.pow(10, random.nextDouble(-17, 6));
            double expected = StrictMath.log(x);
            double actual =
                    VectorSoftmax.log(DoubleVector.broadcast(Lanes.LANES, x)).lane(0);
            assertThat(Math.abs(actual - expected)).as("log(%s)", x).isLessThanOrEqualTo(2 * Math.ulp(expected));
        }
    }

    @Test
    void exponentialAndLogarithmKeepTheirLimits() {
        assertThat(exp(0)).isEqualTo(1);
        assertThat(exp(Double.NEGATIVE_INFINITY)).isEqualTo(0);
        assertThat(exp(-1e300)).isEqualTo(0);
        assertThat(exp(Double.NaN)).isNaN();
        assertThat(log(1)).isEqualTo(0);
        assertThat(log(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(log(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(log(Double.NaN)).isNaN();
    }

    private static double exp(double x) {
        return VectorSoftmax.exp(DoubleVector.broadcast(Lanes.LANES, x)).lane(0);
    }

    private static double log(double x) {
        return VectorSoftmax.log(DoubleVector.broadcast(Lanes.LANES, x)).lane(0);
    }
}
