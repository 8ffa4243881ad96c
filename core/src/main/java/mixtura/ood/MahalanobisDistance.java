package mixtura.ood;

import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.gaussian.GaussianMixture;

/// The squared Mahalanobis distance to the nearest class: min_c (x − μ_c)ᵀ Σ⁻¹ (x − μ_c), with one
/// covariance for all classes (Lee and others 2018) or one for each. A column that was constant in the fit adds the
/// squared distance from its value.
///
/// @param classes  a Gaussian for each class, tied or full
public record MahalanobisDistance(GaussianMixture classes) implements Detector {
    @Override
    public String word() {
        return isTied() ? "mahalanobis" : "mahalanobis-classwise";
    }

    @Override
    public String title() {
        return "squared Mahalanobis distance to the nearest class, "
                + (isTied() ? "one covariance" : "a covariance for each");
    }

    private boolean isTied() {
        return classes.covariance() == Covariance.TIED;
    }

    @Override
    public double[] scores(Rows rows, Execution execution) {
        Distances distances = Distances.of(classes);
        ConstantColumns constant = ConstantColumns.of(classes);
        return RowScores.of(rows, execution, () -> {
            RowScores.Rule toClasses = distances.rule();
            return (values, offset) -> toClasses.of(values, offset) + constant.squaredDistance(values, offset);
        });
    }

    @Override
    public boolean wantsStandardised() {
        return true;
    }

    /// Distances to the components of a mixture, over the columns that it models.
    ///
    /// @param columns   those columns
    /// @param means     k × columns
    /// @param whitening k upper triangles U, row-major, Σ⁻¹ = U Uᵀ
    record Distances(int[] columns, double[][] means, double[][] whitening) {
        static Distances of(GaussianMixture mixture) {
            int[] columns = mixture.modelledColumns();
            int m = columns.length;
            double[][] allMeans = mixture.means();
            double[][] means = new double[allMeans.length][m];
            double[][] whitening = new double[allMeans.length][];
            for (int k = 0; k < means.length; k++) {
                for (int j = 0; j < m; j++) means[k][j] = allMeans[k][columns[j]];
                if (k > 0 && mixture.covariance() == Covariance.TIED) {
                    whitening[k] = whitening[0];
                    continue;
                }
                double[][] u = mixture.precisionsCholesky(k);
                // by columns of U, so that the inner products below are contiguous
                whitening[k] = new double[m * m];
                for (int i = 0; i < m; i++) {
                    for (int j = i; j < m; j++) whitening[k][j * m + i] = u[columns[i]][columns[j]];
                }
            }
            return new Distances(columns, means, whitening);
        }

        /// The squared distance to the nearest component.
        RowScores.Rule rule() {
            int m = columns.length;
            double[] step = new double[m];
            return (values, offset) -> {
                double least = Double.POSITIVE_INFINITY;
                for (int k = 0; k < means.length; k++) {
                    for (int j = 0; j < m; j++) step[j] = values[offset + columns[j]] - means[k][j];
                    least = Math.min(least, squaredLength(step, whitening[k], least));
                }
                return least;
            };
        }

        /// ‖step U‖², or anything above `enough` when it is above that.
        private static double squaredLength(double[] step, double[] u, double enough) {
            int m = step.length;
            double sum = 0;
            for (int j = 0; j < m && sum <= enough; j++) {
                double product = 0;
                for (int i = 0; i <= j; i++) product += step[i] * u[j * m + i];
                sum += product * product;
            }
            return sum;
        }
    }
}
