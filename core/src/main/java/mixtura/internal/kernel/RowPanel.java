package mixtura.internal.kernel;

import static mixtura.internal.kernel.FloatLanes.L;

/// A few rows laid out by columns in single precision, one row a lane: what screens multiply.
final class RowPanel {
    private final int dimension;
    private final int width;
    private final double[] centre;
    private final double scale;
    private final boolean raw;

    /// Value j of row r is at `j * width + r`. Columns beyond those of the rows, and lanes without a row, hold anything
    /// finite that was there.
    final float[] values;

    /// @param columns  for which there is room, at least those of the rows
    /// @param width    rows at most, a multiple of the lanes
    RowPanel(ScreenCentroids prepared, int columns, int width) {
        dimension = prepared.dimension();
        this.width = width;
        centre = prepared.centre();
        scale = prepared.scale();
        raw = prepared.raw();
        values = new float[columns * width];
    }

    /// Lays out `rows` rows, the first of which begins at `from`.
    void load(float[] x, int from, int rows) {
        if (raw) {
            layOut(x, from, rows);
            return;
        }
        for (int r = 0; r < rows; r++) {
            int row = from + r * dimension;
            for (int j = 0; j < dimension; j++) values[j * width + r] = (float) ((x[row + j] - centre[j]) * scale);
        }
    }

    /// The same for rows in double precision.
    void load(double[] x, int from, int rows) {
        for (int r = 0; r < rows; r++) {
            int row = from + r * dimension;
            for (int j = 0; j < dimension; j++) values[j * width + r] = (float) ((x[row + j] - centre[j]) * scale);
        }
    }

    private void layOut(float[] x, int from, int rows) {
        int squareRows = L < RowTransposition.SIDE ? 0 : rows / RowTransposition.SIDE * RowTransposition.SIDE;
        int squareColumns = dimension / RowTransposition.SIDE * RowTransposition.SIDE;
        for (int r = 0; r < squareRows; r += RowTransposition.SIDE) {
            for (int j = 0; j < squareColumns; j += RowTransposition.SIDE) {
                RowTransposition.square(x, from + r * dimension + j, dimension, values, j * width + r, width);
            }
        }
        if (squareColumns == dimension && squareRows == rows) return;
        for (int r = 0; r < rows; r++) {
            int row = from + r * dimension;
            int begin = r < squareRows ? squareColumns : 0;
            for (int j = begin; j < dimension; j++) values[j * width + r] = x[row + j];
        }
    }
}
