package mixtura.neural;

import java.util.SplittableRandom;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.network.MlpOptions;

/// Three rings around one another in the plane, which no linear classifier parts.
///
/// @param rows    600 × 2
/// @param labels  the ring
record Problem(Rows rows, Labels labels) {
    static Problem rings(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[1200];
        int[] ring = new int[600];
        for (int n = 0; n < ring.length; n++) {
            ring[n] = n % 3;
            double angle = random.nextDouble(2 * Math.PI);
            double radius = 1 + ring[n] + 0.15 * random.nextGaussian();
            values[2 * n] = radius * Math.cos(angle);
            values[2 * n + 1] = radius * Math.sin(angle);
        }
        return new Problem(Rows.wrap(values, 600, 2), Labels.of(ring));
    }

    static MlpOptions options() {
        return MlpOptions.of(2, 24, 12, 6, 3)
                .withEpochs(60)
                .withBatchSize(64)
                .withLearningRate(5e-3)
                .withThreads(1);
    }
}
