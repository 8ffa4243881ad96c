package mixtura.mixture;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The parameters θ_k of one component of a mixture, immutable.
public interface Component {
    /// Columns that the component describes.
    int dimension();

    /// The mean of each column, `d`: what pictures and summaries show of the component. Of a column of levels it is the
    /// mean of their codes.
    double[] mean();

    /// The standard deviation of each column, `d`; empty where the mean already says it.
    default double[] deviation() {
        return new double[0];
    }

    /// The probability of each level of a column (from 0); empty for a column of numbers.
    default double[] levelProbabilities(int column) {
        return new double[0];
    }

    /// What else a summary tells of the component, such as `ν 4.1`; empty when mean and deviation say it all.
    default String remark() {
        return "";
    }

    /// A way to draw rows from it; what is costly is worked out once, here.
    Sampler sampler();

    /// A way to fill missing cells given those that are there; what is costly is worked out once, here. This one is
    /// for components whose columns are independent, and knows a variance where there is a [#deviation].
    default Completer completer() {
        double[] variance = deviation();
        for (int j = 0; j < variance.length; j++) variance[j] *= variance[j];
        if (variance.length == 0) {
            variance = new double[dimension()];
            Arrays.fill(variance, Double.NaN);
        }
        return Completer.ofIndependent(mean(), variance, sampler());
    }

    /// Draws rows of one component.
    @FunctionalInterface
    interface Sampler {
        /// Writes one row to `out[offset]` and on.
        void draw(RandomGenerator random, double[] out, int offset);
    }
}
