package mixtura.mixture.gaussian;

import java.util.List;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;

/// Columns whose variances double precision can hold: covariances are in the squared units of the data, and
/// with room for the factors that a ridge or a small component has.
final class Spread {
    private static final double LEAST = 1e-285;
    private static final double MOST = 1e303;

    private Spread() {}

    /// Refuses columns that are spread too little or too widely.
    static void check(ColumnSummary summary, List<String> columnNames) {
        for (int j = 0; j < summary.dimension(); j++) {
            double variance = summary.variance(j);
            if (variance >= LEAST && variance <= MOST) continue;
            String column = columnNames.get(j);
            throw new DataException(
                    "the values of column '" + column + "', from " + summary.minimum(j) + " to " + summary.maximum(j)
                            + ", are spread so " + (variance < LEAST ? "little" : "widely")
                            + " that double precision cannot hold their variance",
                    "give the column in other units, or leave it out with --columns '!" + column + "'",
                    0,
                    column);
        }
    }
}
