package mixtura.mixture.discrete;

import mixtura.mixture.Component;

/// Independent binary columns: column j is 1 with probability θ_j.
///
/// @param theta  θ, `d` probabilities
public record Bernoulli(double[] theta) implements Component {
    public Bernoulli {
        theta = theta.clone();
        for (int j = 0; j < theta.length; j++) {
            if (!(theta[j] >= 0 && theta[j] <= 1)) {
                throw new IllegalArgumentException("θ_" + (j + 1) + " is " + theta[j] + "; it must be a probability");
            }
        }
    }

    /// The family, by maximum likelihood; see [BernoulliFamily#withSmoothing].
    public static BernoulliFamily family() {
        return new BernoulliFamily(0, "auto", 0);
    }

    @Override
    public double[] theta() {
        return theta.clone();
    }

    /// θ_j.
    double theta(int j) {
        return theta[j];
    }

    @Override
    public int dimension() {
        return theta.length;
    }

    @Override
    public double[] mean() {
        return theta();
    }

    @Override
    public Sampler sampler() {
        return (random, out, offset) -> {
            for (int j = 0; j < theta.length; j++) out[offset + j] = random.nextDouble() < theta[j] ? 1 : 0;
        };
    }
}
