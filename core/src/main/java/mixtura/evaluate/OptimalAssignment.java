package mixtura.evaluate;

import java.util.Arrays;

/// The assignment problem: pair rows with columns so that the sum of the pairs' values is largest (Kuhn 1955), by
/// shortest augmenting paths with potentials (Jonker and Volgenant 1987) in O(r² c) for r ≤ c.
final class OptimalAssignment {
    private OptimalAssignment() {}

    /// @param value  finite, rows × columns
    /// @return       the column of each row, −1 for rows that get none because there are fewer columns
    static int[] maximize(double[][] value) {
        int rows = value.length;
        int columns = value[0].length;
        if (rows <= columns) return columnsOfRows(rows, columns, (i, j) -> -value[i][j]);
        int[] rowOfColumn = columnsOfRows(columns, rows, (j, i) -> -value[i][j]);
        int[] columnOfRow = new int[rows];
        Arrays.fill(columnOfRow, -1);
        for (int j = 0; j < columns; j++) columnOfRow[rowOfColumn[j]] = j;
        return columnOfRow;
    }

    private interface Cost {
        double at(int row, int column);
    }

    /// Rows enter one after another. Each looks for the cheapest path over columns that are taken already to a free
    /// one, with reduced costs `cost − rowPotential − columnPotential ≥ 0` as lengths (Dijkstra), and flips it.
    /// Column number `columns` is a stand-in for "where the row that enters comes from".
    private static int[] columnsOfRows(int rows, int columns, Cost cost) {
        double[] rowPotential = new double[rows];
        double[] columnPotential = new double[columns + 1];
        int[] rowOfColumn = new int[columns + 1];
        Arrays.fill(rowOfColumn, -1);
        int[] previous = new int[columns];
        double[] distance = new double[columns];
        boolean[] reached = new boolean[columns + 1];
        for (int entering = 0; entering < rows; entering++) {
            Arrays.fill(distance, Double.POSITIVE_INFINITY);
            Arrays.fill(reached, false);
            int column = columns;
            rowOfColumn[column] = entering;
            do {
                reached[column] = true;
                int row = rowOfColumn[column];
                double shortest = Double.POSITIVE_INFINITY;
                int nearest = -1;
                for (int j = 0; j < columns; j++) {
                    if (reached[j]) continue;
                    double length = cost.at(row, j) - rowPotential[row] - columnPotential[j];
                    if (length < distance[j]) {
                        distance[j] = length;
                        previous[j] = column;
                    }
                    if (distance[j] < shortest) {
                        shortest = distance[j];
                        nearest = j;
                    }
                }
                for (int j = 0; j <= columns; j++) {
                    if (reached[j]) {
                        rowPotential[rowOfColumn[j]] += shortest;
                        columnPotential[j] -= shortest;
                    } else {
                        distance[j] -= shortest;
                    }
                }
                column = nearest;
            } while (rowOfColumn[column] >= 0);
            while (column != columns) {
                rowOfColumn[column] = rowOfColumn[previous[column]];
                column = previous[column];
            }
        }
        int[] columnOfRow = new int[rows];
        for (int j = 0; j < columns; j++) {
            if (rowOfColumn[j] >= 0) columnOfRow[rowOfColumn[j]] = j;
        }
        return columnOfRow;
    }
}
