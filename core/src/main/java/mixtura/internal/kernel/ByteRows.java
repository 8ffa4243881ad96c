package mixtura.internal.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A copy of a fit's rows in bytes, for rows of whole numbers from 0 to 255 such as grey values: nothing is
/// rounded, and a row that [GroupedScores] looks at comes from memory in a quarter of the time. Made block
/// by block when a block is first seen, and kept beside the rows for all iterations and starts.
///
/// A block is known by its first row: walks with blocks of the same size share them.
public final class ByteRows {
    /// The largest value that a byte holds here.
    public static final int GREATEST = 255;

    /// What part of the heap's limit the copy may take.
    private static final long PART_OF_MEMORY = 8;

    /// A block's values, row by row; none where one of them is no byte.
    private record Block(int rowCount, byte[] values) {}

    private final int dimension;
    private final Map<Long, Block> blocks = new ConcurrentHashMap<>();
    private volatile boolean whole = true;

    private ByteRows(int dimension) {
        this.dimension = dimension;
    }

    /// Room for a copy where there are kernels and memory for it, and the range of the values is right;
    /// otherwise null.
    ///
    /// @param kernels  those of the fit
    /// @param least    the least value of all rows
    public static @Nullable ByteRows choose(
            Kernels kernels, long rowCount, int dimension, int k, double least, double greatest) {
        boolean fits = rowCount * dimension <= Runtime.getRuntime().maxMemory() / PART_OF_MEMORY;
        boolean suit = least >= 0
                && greatest <= GREATEST
                && NearestCentroid.canScreen(kernels)
                && GroupedScores.isByCentroid(k, dimension);
        return fits && suit ? new ByteRows(dimension) : null;
    }

    /// A block's values, row by row, made when they are first asked for; null where they are not all bytes.
    public byte @Nullable [] block(long firstRow, int rowCount, NearestCentroid.Source source) {
        if (!whole) return null;
        long key = firstRow * 0x9E3779B97F4A7C15L; // block starts have many zeros in common, and hash badly
        Block known = blocks.get(key);
        if (known == null || known.rowCount() != rowCount) {
            byte[] values = bytes(rowCount, source);
            if (values == null) {
                whole = false;
                return null;
            }
            known = new Block(rowCount, values);
            blocks.put(key, known);
        }
        return known.values();
    }

    private byte @Nullable [] bytes(int rowCount, NearestCentroid.Source source) {
        float[] floats = source.floats();
        if (floats == null) return null;
        byte[] out = new byte[rowCount * dimension];
        boolean all = true;
        for (int i = 0, at = source.floatOffset(); i < out.length; i++) {
            int value = (int) floats[at + i];
            all &= value == floats[at + i] && value >= 0 && value <= GREATEST;
            out[i] = (byte) value;
        }
        return all ? out : null;
    }
}
