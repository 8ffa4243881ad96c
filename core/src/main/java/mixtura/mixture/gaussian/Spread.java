package mixtura.mixture.gaussian;

import java.util.List;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;

/// Columns whose variances double precision can hold, each by itself and beside the others: covariances are in the
/// squared units of the data, and a ridge or a small component takes some factors of ten more.
final class Spread {
    private static final double LEAST = 1e-303;
    private static final double MOST = 1e303;

    /// Of the smallest variance to the largest.
    private static final double LEAST_SHARE = 1e-280;

    private Spread() {}

    /// Refuses columns that are spread too little or too widely.
    static void check(ColumnSummary summary, List<String> columnNames) {
        int widest = 0;
        for (int j = 0; j < summary.dimension(); j++) {
            double variance = summary.variance(j);
            if (variance > summary.variance(widest)) widest = j;
            if (variance < LEAST) throw refusal(summary, columnNames, j, "so little that");
            if (!(variance <= MOST)) throw refusal(summary, columnNames, j, "so widely that");
        }
        for (int j = 0; j < summary.dimension(); j++) {
            if (summary.variance(j) < LEAST_SHARE * summary.variance(widest)) {
                throw refusal(
                        summary,
                        columnNames,
                        j,
                        "so little beside those of column '" + columnNames.get(widest) + "' that");
            }
        }
    }

    private static DataException refusal(ColumnSummary summary, List<String> columnNames, int j, String how) {
        String column = columnNames.get(j);
        return new DataException(
                "the values of column '" + column + "', from " + summary.minimum(j) + " to " + summary.maximum(j)
                        + ", are spread " + how + " double precision cannot hold their variance",
                "give the column in other units, or leave it out with --columns '!" + column + "'",
                0,
                column);
    }
}
