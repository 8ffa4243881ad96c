package mixtura.seeding;

import mixtura.data.RowBlock;
import mixtura.internal.kernel.DefinedDistances;

/// Pairs of a row of a block and one of a few centroids, and their squared distances by the definition, in
/// the precision in which rows are stored. For one thread.
final class MeasuredPairs {
    /// Pairs at most.
    private static final int ROOM = 256;

    private final DefinedDistances defined;
    private final int[] rows = new int[ROOM];
    private final int[] centroids = new int[ROOM];
    private final double[] squares = new double[ROOM];
    private int count;

    MeasuredPairs(int dimension) {
        defined = new DefinedDistances(dimension);
    }

    /// Rows must come in order.
    ///
    /// @param row  its number in the block
    void put(int row, int centroid) {
        rows[count] = row;
        centroids[count++] = centroid;
    }

    boolean isFull() {
        return count == ROOM;
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }

    /// Works the distances out.
    void measure(RowBlock block, double[][] chosen) {
        if (count == 0) return;
        float[] floats = block.floats(rows, count);
        if (floats != null) defined.of(floats, block.floatOffset(), rows, chosen, centroids, count, squares);
        else defined.of(block.values(), block.offset(), rows, chosen, centroids, count, squares);
    }

    int row(int i) {
        return rows[i];
    }

    int centroid(int i) {
        return centroids[i];
    }

    double square(int i) {
        return squares[i];
    }
}
