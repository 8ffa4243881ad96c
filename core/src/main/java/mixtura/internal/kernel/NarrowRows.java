package mixtura.internal.kernel;

import static mixtura.internal.kernel.FloatLanes.L;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A copy of a fit's rows of few columns by columns, in float, as [MarginScreen] wants them: made block by block when a
/// block is first seen, and kept beside the rows for all iterations and starts.
///
/// Laying out a row of eight columns anew in every iteration took as long as its products with sixteen centroids.
///
/// A block is known by its first row: walks with blocks of the same size share them.
public final class NarrowRows {
    /// What part of the heap's limit the copy may take.
    private static final long PART_OF_MEMORY = 8;

    /// Floats that are allocated at once: so large an array the collector leaves where it is, where it would move the
    /// small arrays of a million rows with every short fit.
    private static final int SLAB = 1 << 20;

    /// A block's values: column j of row n is at `begin + j * stride + n`; behind the last row are zeros.
    ///
    /// @param scale  what they were multiplied by
    record Block(float[] values, int begin, int rowCount, int stride, double scale) {}

    private final Map<Long, Block> blocks = new ConcurrentHashMap<>();

    private float[] slab = new float[0];
    private int used;

    private NarrowRows() {}

    /// Room for a copy where there are kernels for it and memory; otherwise null.
    ///
    /// @param kernels  those of the fit
    public static @Nullable NarrowRows choose(Kernels kernels, long rowCount, int dimension, int k) {
        boolean fits =
                rowCount * dimension * Float.BYTES <= Runtime.getRuntime().maxMemory() / PART_OF_MEMORY;
        return fits && suits(kernels, k, dimension) ? new NarrowRows() : null;
    }

    /// Whether there are kernels for a [MarginScreen]. Asked here, since that class is nothing without the Vector
    /// module.
    public static boolean suits(Kernels kernels, int k, int dimension) {
        return k >= 2 && NearestCentroid.canScreen(kernels) && ScreenedNearest.Shape.NARROW.suits(dimension);
    }

    /// A block's rows as centroids prepared like these see them, laid out when they are first asked for.
    Block block(ScreenCentroids prepared, long firstRow, int rowCount, NearestCentroid.Source source) {
        long key = firstRow * 0x9E3779B97F4A7C15L; // block starts have many zeros in common, and hash badly
        Block known = blocks.get(key);
        if (known != null && known.rowCount() == rowCount && known.scale() == prepared.scale()) return known;
        int stride = (rowCount + L - 1) / L * L;
        RowPanel panel = new RowPanel(prepared, prepared.dimension(), stride);
        float[] floats = source.floats();
        if (floats == null) panel.load(source.values(), source.offset(), rowCount);
        else panel.load(floats, source.floatOffset(), rowCount);
        Block laidOut = keep(panel.values, rowCount, stride, prepared.scale());
        blocks.put(key, laidOut);
        return laidOut;
    }

    private Block keep(float[] panel, int rowCount, int stride, double scale) {
        float[] kept;
        int begin;
        synchronized (this) {
            if (slab.length - used < panel.length) {
                slab = new float[Math.max(SLAB, panel.length)];
                used = 0;
            }
            kept = slab;
            begin = used;
            used += panel.length;
        }
        System.arraycopy(panel, 0, kept, begin, panel.length);
        return new Block(kept, begin, rowCount, stride, scale);
    }
}
