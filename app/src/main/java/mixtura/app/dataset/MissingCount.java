package mixtura.app.dataset;

import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// How many cells of some rows are missing, by one walk over them.
///
/// @param cells  that are NaN
record MissingCount(long cells) implements Mergeable<MissingCount> {
    static long of(Rows rows) {
        Execution execution = Execution.of(Runtime.getRuntime().availableProcessors());
        return rows.aggregate(execution, Walk::new).cells();
    }

    @Override
    public MissingCount merge(MissingCount later) {
        return new MissingCount(cells + later.cells);
    }

    private static final class Walk implements Pass<MissingCount> {
        private long cells;

        @Override
        public void add(RowBlock block) {
            int count = block.rowCount() * block.dimension();
            float[] floats = block.floats();
            if (floats != null) {
                int from = block.floatOffset();
                for (int i = from; i < from + count; i++) if (Float.isNaN(floats[i])) cells++;
                return;
            }
            double[] values = block.values();
            int from = block.offset();
            for (int i = from; i < from + count; i++) if (Double.isNaN(values[i])) cells++;
        }

        @Override
        public MissingCount finish() {
            MissingCount found = new MissingCount(cells);
            cells = 0;
            return found;
        }
    }
}
