package mixtura.ood;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// The distance to the k-th nearest familiar row, all rows divided by their lengths (Sun and others 2022).
public final class NearestNeighbours implements Detector {
    /// More familiar rows than these are thinned: each score walks over all that are kept.
    public static final int MOST_ROWS = 10_000;

    private static final int TILE = 256;

    private final int k;
    private final int dimension;
    private final float[] unitRows; // rowCount × dimension
    private final float[] tiles; // the same by columns within tiles of rows, padded with rows far away

    /// @param k         which neighbour counts, from 1
    /// @param unitRows  familiar rows of length 1, `rowCount × dimension`, not copied
    public NearestNeighbours(int k, int dimension, float[] unitRows) {
        this.k = k;
        this.dimension = dimension;
        this.unitRows = unitRows;
        int rowCount = unitRows.length / dimension;
        if (k < 1 || k > rowCount) {
            throw new IllegalArgumentException(
                    "neighbour " + k + " of " + rowCount + " rows; it must be from 1 to " + rowCount);
        }
        tiles = new float[Math.ceilDiv(rowCount, TILE) * TILE * dimension];
        Arrays.fill(tiles, 1e15f);
        for (int n = 0; n < rowCount; n++) {
            int start = n / TILE * TILE * dimension + n % TILE;
            for (int j = 0; j < dimension; j++) tiles[start + j * TILE] = unitRows[n * dimension + j];
        }
    }

    /// Keeps the rows, or [#MOST_ROWS] of them drawn at random.
    static NearestNeighbours of(Rows rows, int k, long seed) {
        int rowCount = Math.toIntExact(rows.rowCount());
        int[] kept = new int[Math.min(rowCount, MOST_ROWS)];
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int n = 0, taken = 0; taken < kept.length; n++) { // selection sampling: Knuth, volume 2, algorithm S
            if (random.nextInt(rowCount - n) < kept.length - taken) kept[taken++] = n;
        }
        Rows units = rows.normalised();
        float[] unitRows = new float[Math.multiplyExact(kept.length, rows.dimension())];
        double[] row = new double[rows.dimension()];
        for (int i = 0; i < kept.length; i++) {
            units.copyRow(kept[i], row);
            for (int j = 0; j < row.length; j++) unitRows[i * row.length + j] = (float) row[j];
        }
        return new NearestNeighbours(k, rows.dimension(), unitRows);
    }

    /// Which neighbour counts.
    public int k() {
        return k;
    }

    /// The familiar rows, each of length 1, `rowCount × dimension`.
    public float[] unitRows() {
        return unitRows.clone();
    }

    @Override
    public String word() {
        return "neighbours";
    }

    @Override
    public String title() {
        return "distance to neighbour " + k + " among " + unitRows.length / dimension + " rows of length 1";
    }

    @Override
    public double[] scores(Rows rows, Execution execution) {
        return RowScores.of(rows.normalised(), execution, () -> {
            float[] squared = new float[TILE];
            float[] nearest = new float[k]; // a heap is not worth it: few rows get in
            return (values, offset) -> distance(values, offset, squared, nearest);
        });
    }

    private double distance(double[] values, int offset, float[] squared, float[] nearest) {
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        for (int tile = 0; tile < tiles.length; tile += TILE * dimension) {
            Arrays.fill(squared, 0);
            for (int j = 0; j < dimension; j++) {
                float x = (float) values[offset + j];
                int start = tile + j * TILE;
                for (int n = 0; n < TILE; n++) {
                    float step = tiles[start + n] - x;
                    squared[n] += step * step;
                }
            }
            for (int n = 0; n < TILE; n++) if (squared[n] < nearest[k - 1]) insert(nearest, squared[n]);
        }
        return Math.sqrt(nearest[k - 1]);
    }

    private static void insert(float[] sorted, float value) {
        int place = sorted.length - 1;
        for (; place > 0 && sorted[place - 1] > value; place--) sorted[place] = sorted[place - 1];
        sorted[place] = value;
    }

    @Override
    public boolean wantsStandardised() {
        return false;
    }
}
