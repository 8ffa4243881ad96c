package mixtura.ood;

import java.util.SortedMap;
import mixtura.mixture.Mixture;

/// Columns that held one value in all familiar rows. A mixture leaves them out of its density, for their variance is
/// 0; a row with another value there is unlike every row of the fit all the same.
///
/// @param columns  which, from 0
/// @param values   what they held
record ConstantColumns(int[] columns, double[] values) {
    static ConstantColumns of(Mixture<?> mixture) {
        SortedMap<Integer, Double> constants = mixture.constantColumns();
        return new ConstantColumns(
                constants.keySet().stream().mapToInt(Integer::intValue).toArray(),
                constants.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// Σ (x_j − c_j)² over these columns: the squared Mahalanobis distance there, as [OodDetector] divides each of
    /// them by the root of the ridge, which is all the variance that it has.
    double squaredDistance(double[] row, int offset) {
        double sum = 0;
        for (int i = 0; i < columns.length; i++) {
            double step = row[offset + columns[i]] - values[i];
            sum += step * step;
        }
        return sum;
    }
}
