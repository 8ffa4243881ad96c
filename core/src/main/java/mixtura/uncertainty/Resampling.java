package mixtura.uncertainty;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import mixtura.data.Rows;
import mixtura.internal.special.GammaVariates;

/// How the rows of a replicate are weighted.
public enum Resampling {
    /// Weights from a Dirichlet distribution, the Bayesian bootstrap (Rubin 1981; for mixtures O'Hagan, Murphy, Scrucca
    /// and Gormley 2019): every row counts in every replicate, so that components do not lose their last rows.
    WEIGHTED_LIKELIHOOD("weighted") {
        @Override
        double[] weights(Rows rows, double total, RandomGenerator random) {
            double[] weights = new double[Math.toIntExact(rows.rowCount())];
            double sum = 0;
            for (int n = 0; n < weights.length; n++) {
                double w = rows.weight(n);
                weights[n] = w > 0 ? GammaVariates.draw(w, random) : 0;
                sum += weights[n];
            }
            for (int n = 0; n < weights.length; n++) weights[n] *= total / sum;
            return weights;
        }
    },
    /// Rows drawn with replacement, as many as there are (Efron 1979).
    NONPARAMETRIC("nonparametric") {
        @Override
        double[] weights(Rows rows, double total, RandomGenerator random) {
            double[] upTo = new double[Math.toIntExact(rows.rowCount())];
            double sum = 0;
            for (int n = 0; n < upTo.length; n++) {
                sum += rows.weight(n);
                upTo[n] = sum;
            }
            double[] weights = new double[upTo.length];
            long draws = Math.round(total);
            for (long draw = 0; draw < draws; draw++) {
                int place = Arrays.binarySearch(upTo, random.nextDouble() * sum);
                int row = place >= 0 ? place + 1 : -place - 1;
                while (rows.weight(row) == 0) row++; // several equal sums: the one that has the weight
                weights[row]++;
            }
            return weights;
        }
    };

    private final String word;

    Resampling(String word) {
        this.word = word;
    }

    /// The name on the command line.
    public String word() {
        return word;
    }

    /// Weights of one replicate, adding up to `total`.
    ///
    /// @param rows  their own weights are frequencies
    abstract double[] weights(Rows rows, double total, RandomGenerator random);
}
