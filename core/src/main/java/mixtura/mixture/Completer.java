package mixtura.mixture;

import java.util.random.RandomGenerator;

/// Fills the missing cells (NaN) of rows of one component, given the cells that are there. Used by many threads.
public interface Completer {
    /// Writes the conditional mean and variance of every missing cell to its place; the other places keep what they
    /// hold.
    ///
    /// @param row       `d` cells
    /// @param mean      `d`
    /// @param variance  `d`
    void expect(double[] row, double[] mean, double[] variance);

    /// Writes a draw of the missing cells to their places.
    void draw(double[] row, RandomGenerator random, double[] out);

    /// For components whose columns are independent, where the cells that are there say nothing of the others.
    ///
    /// @param mean      of each column
    /// @param variance  of each column
    /// @param sampler   draws whole rows
    static Completer ofIndependent(double[] mean, double[] variance, Component.Sampler sampler) {
        return new Completer() {
            @Override
            public void expect(double[] row, double[] means, double[] variances) {
                for (int j = 0; j < row.length; j++) {
                    if (!Double.isNaN(row[j])) continue;
                    means[j] = mean[j];
                    variances[j] = variance[j];
                }
            }

            @Override
            public void draw(double[] row, RandomGenerator random, double[] out) {
                double[] whole = new double[row.length];
                sampler.draw(random, whole, 0);
                for (int j = 0; j < row.length; j++) if (Double.isNaN(row[j])) out[j] = whole[j];
            }
        };
    }
}
