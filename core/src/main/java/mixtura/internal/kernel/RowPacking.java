package mixtura.internal.kernel;

import java.lang.foreign.MemorySegment;

/// Packs one block for [PackedRows]: centres, scales and rounds its rows, measures what rounding took, and lays panels
/// out.
final class RowPacking {
    /// Sums of squares in double are rounded far less than this.
    private static final double UP = 1 + 1e-6;

    private final PackedRows rows;
    private final int rowCount;
    private final int dimension;
    private final double[] centre;
    private final double scale;
    private final boolean bfloat;
    private final short[] halves;
    private final float[] floats;
    private final float[] norms;
    private final float[] residuals;

    RowPacking(PackedRows rows, int rowCount) {
        this.rows = rows;
        this.rowCount = rowCount;
        dimension = rows.dimension();
        centre = rows.centre();
        scale = rows.scale();
        bfloat = rows.kind() == OneDnn.Kind.BFLOAT;
        int panel = Math.min(rowCount, rows.panelRows()) * dimension;
        halves = new short[bfloat ? panel : 0];
        floats = new float[panel];
        norms = new float[rowCount];
        residuals = new float[rowCount];
    }

    PackedRows.Block pack(double[] x, int offset) {
        return pack((from, count) -> {
            for (int i = 0, at = offset + from * dimension; i < count * dimension; ) {
                for (int j = 0; j < dimension; j++) floats[i++] = (float) ((x[at++] - centre[j]) * scale);
            }
        });
    }

    PackedRows.Block pack(float[] x, int offset) {
        return pack((from, count) -> {
            for (int i = 0, at = offset + from * dimension; i < count * dimension; ) {
                for (int j = 0; j < dimension; j++) floats[i++] = (float) ((x[at++] - centre[j]) * scale);
            }
        });
    }

    /// Fills `floats` with rows of the block.
    private interface Source {
        void read(int from, int count);
    }

    private PackedRows.Block pack(Source source) {
        long bytes = 0;
        for (int from = 0; from < rowCount; from += rows.panelRows()) bytes += panelBytes(from);
        MemorySegment panels = rows.allocate(bytes);
        long at = 0;
        for (int from = 0; from < rowCount; from += rows.panelRows()) {
            int count = Math.min(rows.panelRows(), rowCount - from);
            source.read(from, count);
            for (int n = 0; n < count; n++) round(n, from + n);
            PackedProduct product = rows.take(rows.k(), rows.panelRows(from, rowCount));
            if (bfloat) product.pack(halves, count, panels.asSlice(at));
            else product.pack(floats, count, panels.asSlice(at));
            at += product.panelBytes();
            rows.giveBack(product, rows.k());
        }
        return new PackedRows.Block(panels, norms, residuals);
    }

    private long panelBytes(int from) {
        PackedProduct product = rows.take(rows.k(), rows.panelRows(from, rowCount));
        long bytes = product.panelBytes();
        rows.giveBack(product, rows.k());
        return bytes;
    }

    /// Rounds row n of the panel. The rounding to float before it is in the residual of all: 2⁻²⁴ ‖x‖.
    private void round(int n, int row) {
        double norm = 0;
        double residual = 0;
        int from = n * dimension;
        for (int i = from; i < from + dimension; i++) {
            float value = floats[i];
            norm += (double) value * value;
            if (bfloat) {
                int bits = Bfloat.rounded(value);
                halves[i] = (short) (bits >>> 16);
                double lost = (double) Float.intBitsToFloat(bits) - value;
                residual += lost * lost;
            }
        }
        double length = Math.sqrt(norm) * UP;
        norms[row] = Math.nextUp((float) length);
        residuals[row] = Math.nextUp((float) (Math.sqrt(residual) * UP + length * 0x1p-23));
    }
}
