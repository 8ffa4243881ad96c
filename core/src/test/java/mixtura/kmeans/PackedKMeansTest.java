package mixtura.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import mixtura.Fit;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import mixtura.seeding.Given;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A fit by products of packed rows is the fit by the definition, to the bit.
class PackedKMeansTest {
    @ParameterizedTest
    @ValueSource(strings = {"bf16", "onednn"})
    void productsInLowPrecisionChangeNoBitOfAFit(String kernels) {
        try {
            Kernels.named(kernels);
        } catch (IllegalArgumentException cannotRun) {
            assumeTrue(false, cannotRun.getMessage());
        }
        Random random = new Random(1);
        int n = 3000;
        int d = 40;
        int k = 36;
        float[] values = new float[n * d];
        double[][] centres = new double[k][d];
        for (double[] centre : centres) for (int j = 0; j < 3; j++) centre[j] = 4 * random.nextDouble() - 2;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (centres[i / d % k][i % d] + random.nextGaussian());
        }
        for (Rows rows :
                new Rows[] {Rows.wrap(values, n, d), Rows.wrap(values, n, d).scaled(1 / 3.0)}) {
            KMeansOptions options =
                    KMeansOptions.of(k).withStart(new Given(centres)).withMaxIterations(40);
            Fit<KMeansModel> defined = KMeans.fit(rows, options.withKernels("scalar"));
            // Vectors sum squared distances in another order than plain loops do.
            Fit<KMeansModel> vectors = KMeans.fit(rows, options.withKernels("simd"));
            for (int threads : new int[] {1, 3}) {
                Fit<KMeansModel> packed =
                        KMeans.fit(rows, options.withKernels(kernels).withThreads(threads));
                assertThat(packed.certificate().kernels()).contains("products by oneDNN");
                assertThat(packed.model().centroids())
                        .isDeepEqualTo(defined.model().centroids());
                assertThat(packed.trace()).isEqualTo(vectors.trace());
            }
        }
    }
}
