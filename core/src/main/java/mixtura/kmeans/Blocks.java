package mixtura.kmeans;

import mixtura.data.Execution;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.NearestCentroid;
import org.jspecify.annotations.Nullable;

/// Blocks of rows on their way to the assignment kernel.
final class Blocks {
    /// Values in a block: with the kernels' own panels they stay in the second-level cache.
    private static final int VALUES = 1 << 16;

    private Blocks() {}

    /// Blocks whose size depends on the dimension alone.
    static Execution execution(int threads, int dimension) {
        return new Execution(threads, Math.clamp(VALUES / dimension, 64, 1024));
    }

    /// Labels the rows of a block in the precision in which they are stored.
    static void assign(NearestCentroid.Worker worker, RowBlock block, int[] labels) {
        worker.assign(block.firstRow(), block.rowCount(), shown(block), labels);
    }

    /// A block as kernels see it.
    static NearestCentroid.Source shown(RowBlock block) {
        return new Shown(block);
    }

    private record Shown(RowBlock block) implements NearestCentroid.Source {
        @Override
        public double[] values() {
            return block.values();
        }

        @Override
        public int offset() {
            return block.offset();
        }

        @Override
        public float @Nullable [] floats() {
            return block.floats();
        }

        @Override
        public float @Nullable [] floats(int[] rows, int count) {
            return block.floats(rows, count);
        }

        @Override
        public int floatOffset() {
            return block.floatOffset();
        }
    }
}
