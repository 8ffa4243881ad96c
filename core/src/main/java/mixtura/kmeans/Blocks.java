package mixtura.kmeans;

import mixtura.data.Execution;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.NearestCentroid;

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
        float[] floats = block.floats();
        if (floats == null) worker.assign(block.values(), block.offset(), block.rowCount(), labels);
        else worker.assign(floats, block.floatOffset(), block.rowCount(), labels);
    }
}
