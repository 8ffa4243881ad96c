package mixtura.mixture;

import java.util.SplittableRandom;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// Rows with their missing cells filled by a mixture.
///
/// @param rows       the rows, in which no cell is missing
/// @param deviation  `rowCount × dimension`, row-major: 0 where the cell was there or is drawn; where it is what is
///                   expected, its standard deviation given the cells that are there, and in a column of levels the
///                   probability that it is another level
public record Imputation(Rows rows, double[] deviation) {
    /// Fills each missing cell with its conditional mean `E[x_m | x_o] = Σ_k r_k E_k[x_m | x_o]`, which has the least
    /// expected squared error; a cell of a column of levels with its most probable level.
    ///
    /// @throws IllegalArgumentException if the family needs every cell of a row, or if there are more cells than an
    ///                                  array holds
    static Imputation expected(Mixture<?> mixture, Rows rows, Execution execution) {
        double[] values = new double[size(rows)];
        double[] deviation = new double[values.length];
        int components = mixture.componentCount();
        RowFilling.check(mixture);
        mixture.score(rows, execution, (first, count, logDensity, r) -> {
            RowFilling filling = new RowFilling(mixture, rows, values);
            for (int n = 0; n < count; n++) {
                if (filling.read(first + n)) filling.expect(r, n * components, deviation);
            }
        });
        return new Imputation(filled(rows, values), deviation);
    }

    /// Draws each row's component from its responsibilities, then its missing cells given those that are there and
    /// the component: one of many tables that differ by what the gaps leave open (Rubin 1987). The same seed
    /// gives the same table on any number of threads.
    static Imputation drawn(Mixture<?> mixture, Rows rows, long seed, Execution execution) {
        double[] values = new double[size(rows)];
        int components = mixture.componentCount();
        RowFilling.check(mixture);
        mixture.score(rows, execution, (first, count, logDensity, r) -> {
            RowFilling filling = new RowFilling(mixture, rows, values);
            for (int n = 0; n < count; n++) {
                if (!filling.read(first + n)) continue;
                filling.draw(r, n * components, new SplittableRandom(seed ^ (0x9E3779B97F4A7C15L * (first + n + 1))));
            }
        });
        return new Imputation(filled(rows, values), new double[values.length]);
    }

    private static int size(Rows rows) {
        long cells = rows.rowCount() * rows.dimension();
        if (cells > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(cells + " cells do not fit into one array; fill the rows in pieces");
        }
        return (int) cells;
    }

    private static Rows filled(Rows rows, double[] values) {
        return Rows.wrap(values, Math.toIntExact(rows.rowCount()), rows.dimension())
                .named(rows.columnNames());
    }
}
