package mixtura.mixture;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import mixtura.data.Rows;

/// Draws rows from a mixture: a component or the noise by its proportion, then a row of it.
final class Sampling {
    private Sampling() {}

    static Mixture.Sample of(Mixture<?> mixture, int count, long seed) {
        if (count < 1) throw new IllegalArgumentException("the sample size is " + count + "; draw at least one row");
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Component.Sampler> samplers =
                mixture.components().stream().map(Component::sampler).toList();
        int d = mixture.dimension();
        int[] modelledColumns = mixture.modelledColumns();
        double[] proportions = mixture.mixingProportions();
        Noise noise = mixture.noise().orElse(null);
        double[] values = new double[Math.multiplyExact(count, d)];
        double[] modelled = new double[modelledColumns.length];
        int[] component = new int[count];
        for (int n = 0; n < count; n++) {
            if (noise != null && random.nextDouble() < noise.proportion()) {
                component[n] = -1;
                drawNoise(random, noise, modelled);
            } else {
                component[n] = drawComponent(random, proportions);
                samplers.get(component[n]).draw(random, modelled, 0);
            }
            for (int j = 0; j < modelled.length; j++) values[n * d + modelledColumns[j]] = modelled[j];
            for (var constant : mixture.constantColumns().entrySet())
                values[n * d + constant.getKey()] = constant.getValue();
        }
        return new Mixture.Sample(Rows.wrap(values, count, d).named(mixture.columnNames()), component);
    }

    /// A row from the box around the data: its density is not quite that of the noise where the box along the
    /// principal axes is smaller.
    private static void drawNoise(RandomGenerator random, Noise noise, double[] out) {
        double[] low = noise.low();
        double[] high = noise.high();
        for (int j = 0; j < out.length; j++) out[j] = low[j] + (high[j] - low[j]) * random.nextDouble();
    }

    private static int drawComponent(RandomGenerator random, double[] proportions) {
        double u = random.nextDouble();
        int last = 0;
        for (int k = 0; k < proportions.length; k++) {
            if (proportions[k] == 0) continue;
            last = k;
            u -= proportions[k];
            if (u < 0) break;
        }
        return last;
    }
}
