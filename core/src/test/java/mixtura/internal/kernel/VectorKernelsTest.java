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
        assertThat(KernelChoice.obstacleToVectors()).isEmpty();
        assertThat(Kernels.automatic().description()).startsWith("vector ");
    }

    @Test
    void theExponentialIsRightToTwoUnitsInTheLastPlace() {
        SplittableRandom random = new SplittableRandom(1);
        double worst = 0;
        for (int round = 0; round < 200_000; round++) {
            double x = Math.max(-707.9, -Math.pow(10, random.nextDouble(-18, 2.85)));
            worst = Math.max(worst, Math.abs(exp(x) - StrictMath.exp(x)) / Math.ulp(StrictMath.exp(x)));
        }
        assertThat(worst).isLessThanOrEqualTo(2);
    }

    @Test
    void theLogarithmIsRightToTwoUnitsInTheLastPlace() {
        SplittableRandom random = new SplittableRandom(2);
        double worst = 0;
        for (int round = 0; round < 200_000; round++) {
            double x = 1 + Math.pow(10, random.nextDouble(-17, 6));
            worst = Math.max(worst, Math.abs(log(x) - StrictMath.log(x)) / Math.ulp(StrictMath.log(x)));
        }
        assertThat(worst).isLessThanOrEqualTo(2);
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
