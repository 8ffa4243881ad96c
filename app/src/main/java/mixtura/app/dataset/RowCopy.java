package mixtura.app.dataset;

import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// Rows copied into an array of single precision.
final class RowCopy {
    private RowCopy() {}

    /// The same rows, every value rounded to single precision.
    static Rows inFloat(Rows rows) {
        long cells = rows.rowCount() * rows.dimension();
        if (cells > Integer.MAX_VALUE - 8) {
            throw Failure.of(
                            Trouble.OUT_OF_MEMORY,
                            cells + " cells do not fit into one array, so --float cannot keep them")
                    .with("try", "an NPY file of float32 without --float: it is mapped, not loaded");
        }
        float[] target = new float[(int) cells];
        rows.aggregate(Execution.onAllProcessors(), () -> new FloatPass(target));
        Rows copy = Rows.wrap(target, Math.toIntExact(rows.rowCount()), rows.dimension())
                .named(rows.columnNames());
        if (!rows.isWeighted()) return copy;
        double[] weights = new double[Math.toIntExact(rows.rowCount())];
        for (int n = 0; n < weights.length; n++) weights[n] = rows.weight(n);
        return copy.weighted(weights);
    }

    /// Writes each block to its own place, so that threads never meet.
    private record FloatPass(float[] target) implements Pass<FloatPass>, Mergeable<FloatPass> {
        @Override
        public void add(RowBlock block) {
            double[] values = block.values();
            int cells = block.rowCount() * block.dimension();
            int start = Math.toIntExact(block.firstRow() * block.dimension());
            for (int i = 0; i < cells; i++) target[start + i] = (float) values[block.offset() + i];
        }

        @Override
        public FloatPass finish() {
            return this;
        }

        @Override
        public FloatPass merge(FloatPass later) {
            return this;
        }
    }
}
