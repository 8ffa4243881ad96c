package mixtura.evaluate;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import mixtura.Progress;
import mixtura.data.Rows;
import mixtura.mixture.Family;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.families.Families;

/// Rows parted at random into equal folds. A fold is left out of a fit by weights of 0: the same rows serve all.
final class Folds {
    static final Folds NONE = new Folds(0, new int[0]);

    private static final int COUNT = 5;

    private final int count;
    private final int[] fold; // of each row

    private Folds(int count, int[] fold) {
        this.count = count;
        this.fold = fold;
    }

    static Folds of(Rows rows, long seed) {
        if (rows.rowCount() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(rows.rowCount() + " rows are too many to be parted into folds");
        }
        int n = (int) rows.rowCount();
        int[] fold = new int[n];
        for (int i = 0; i < n; i++) fold[i] = i % COUNT;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = fold[j];
            fold[j] = fold[i];
            fold[i] = other;
        }
        return new Folds(COUNT, fold);
    }

    /// Σ w log p of every row under the fit that has not seen it; NaN without folds.
    double heldOut(Rows rows, Family<?, ?> family, MixtureOptions options, Progress progress) {
        if (count == 0) return Double.NaN;
        double sum = 0;
        for (int f = 0; f < count; f++) {
            Mixture<?> seen = Families.fit(rows.weighted(weights(rows, f, false)), family, options, progress)
                    .model();
            sum += seen.logLikelihood(rows.weighted(weights(rows, f, true)));
        }
        return sum;
    }

    private double[] weights(Rows rows, int f, boolean inside) {
        double[] weights = new double[fold.length];
        for (int n = 0; n < weights.length; n++) weights[n] = (fold[n] == f) == inside ? rows.weight(n) : 0;
        return weights;
    }
}
