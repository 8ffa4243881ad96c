package mixtura.mixture.bayes;

import mixtura.internal.special.GammaFunction;
import mixtura.mixture.VariationalPrior.Weights;

/// The distribution of the mixing proportions given the rows: Dirichlet, of which `a` and `b` are what a
/// component and all others hold together, or sticks v_k ~ Beta(a_k, b_k) with π_k = v_k Π_{j<k} (1 −
/// v_j) (Blei and Jordan 2006).
record MixingPosterior(Weights weights, double[] a, double[] b) {
    /// What rows of these masses make of the prior.
    static MixingPosterior of(Weights weights, double concentration, double[] mass) {
        int k = mass.length;
        double[] a = new double[k];
        double[] b = new double[k];
        double behind = 0;
        double total = 0;
        for (double m : mass) total += m;
        for (int i = k - 1; i >= 0; i--) {
            if (weights == Weights.DIRICHLET) {
                a[i] = concentration + mass[i];
                b[i] = (k - 1) * concentration + total - mass[i];
            } else {
                a[i] = 1 + mass[i];
                b[i] = concentration + behind;
            }
            behind += mass[i];
        }
        return new MixingPosterior(weights, a, b);
    }

    /// E[log π_k].
    double[] expectedLog() {
        double[] expected = new double[a.length];
        double before = 0;
        for (int k = 0; k < a.length; k++) {
            double both = GammaFunction.digamma(a[k] + b[k]);
            expected[k] = GammaFunction.digamma(a[k]) - both + before;
            if (weights == Weights.DIRICHLET_PROCESS && k + 1 < a.length) before += GammaFunction.digamma(b[k]) - both;
        }
        return expected;
    }

    /// E[π_k], of sticks as shares of what the k components hold.
    double[] mean() {
        double[] mean = new double[a.length];
        double left = 1;
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            mean[k] = left * a[k] / (a[k] + b[k]);
            if (weights == Weights.DIRICHLET_PROCESS) left *= b[k] / (a[k] + b[k]);
            sum += mean[k];
        }
        for (int k = 0; k < a.length; k++) mean[k] /= sum;
        return mean;
    }

    /// The Kullback–Leibler divergence from the prior.
    double divergence(double concentration) {
        return weights == Weights.DIRICHLET ? dirichlet(concentration) : sticks(concentration);
    }

    private double dirichlet(double concentration) {
        int k = a.length;
        double total = a[0] + b[0];
        double sum =
                GammaFunction.log(total) - GammaFunction.log(k * concentration) + k * GammaFunction.log(concentration);
        double digamma = GammaFunction.digamma(total);
        for (double alpha : a) {
            sum += (alpha - concentration) * (GammaFunction.digamma(alpha) - digamma) - GammaFunction.log(alpha);
        }
        return sum;
    }

    private double sticks(double concentration) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            double both = a[k] + b[k];
            sum += logBeta(1, concentration)
                    - logBeta(a[k], b[k])
                    + (a[k] - 1) * GammaFunction.digamma(a[k])
                    + (b[k] - concentration) * GammaFunction.digamma(b[k])
                    + (1 + concentration - both) * GammaFunction.digamma(both);
        }
        return sum;
    }

    private static double logBeta(double x, double y) {
        return GammaFunction.log(x) + GammaFunction.log(y) - GammaFunction.log(x + y);
    }
}
