package mixtura.data;

import org.jspecify.annotations.Nullable;

/// Rows in one array, in double or single precision. Blocks show the array itself: reading copies nothing.
final class InMemoryRows extends LocalRows {
    private final double @Nullable [] doubles;
    private final float @Nullable [] floats;

    private InMemoryRows(double @Nullable [] doubles, float @Nullable [] floats, int rowCount, int dimension) {
        super(rowCount, dimension);
        this.doubles = doubles;
        this.floats = floats;
    }

    static InMemoryRows wrap(double[] values, int rowCount, int dimension) {
        checkLength(values.length, rowCount, dimension);
        return new InMemoryRows(values, null, rowCount, dimension);
    }

    static InMemoryRows wrap(float[] values, int rowCount, int dimension) {
        checkLength(values.length, rowCount, dimension);
        return new InMemoryRows(null, values, rowCount, dimension);
    }

    static InMemoryRows copyOf(double[][] rows) {
        if (rows.length == 0) throw new IllegalArgumentException("there are no rows; give at least one");
        int dimension = rows[0].length;
        long size = (long) rows.length * dimension;
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(rows.length + " rows × " + dimension
                    + " columns do not fit into one array; write them to an NPY file and read that with Npy.map");
        }
        double[] values = new double[(int) size];
        for (int n = 0; n < rows.length; n++) {
            if (rows[n].length != dimension) {
                throw new IllegalArgumentException(
                        "row " + (n + 1) + " has " + rows[n].length + " values, but row 1 has " + dimension);
            }
            System.arraycopy(rows[n], 0, values, n * dimension, dimension);
        }
        return new InMemoryRows(values, null, rows.length, dimension);
    }

    private static void checkLength(int length, int rowCount, int dimension) {
        if (length < (long) rowCount * dimension) {
            throw new IllegalArgumentException("the array has " + length + " values; " + rowCount + " rows × "
                    + dimension + " columns need " + (long) rowCount * dimension);
        }
    }

    @Override
    public boolean isFloat() {
        return floats != null;
    }

    /// Some of the columns in an array of their own, so that a walk over them copies nothing.
    InMemoryRows copyOfColumns(int[] columns) {
        int rowCount = Math.toIntExact(rowCount());
        int dimension = dimension();
        int size = rowCount * columns.length;
        double[] doubleCopy = doubles == null ? null : new double[size];
        float[] floatCopy = floats == null ? null : new float[size];
        for (int n = 0, t = 0; n < rowCount; n++) {
            for (int column : columns) {
                int source = n * dimension + column;
                if (doubles != null && doubleCopy != null) doubleCopy[t] = doubles[source];
                if (floats != null && floatCopy != null) floatCopy[t] = floats[source];
                t++;
            }
        }
        return new InMemoryRows(doubleCopy, floatCopy, rowCount, columns.length);
    }

    @Override
    RowReader newReader() {
        int dimension = dimension();
        return (firstRow, rowCount, block) -> {
            block.begin(firstRow, rowCount);
            int start = Math.toIntExact(firstRow * dimension);
            if (doubles != null) block.setValues(doubles, start);
            if (floats != null) block.setFloats(floats, start);
        };
    }
}
