package mixtura.app.command;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import mixtura.data.Labels;
import mixtura.data.Rows;
import org.jspecify.annotations.Nullable;

/// Rows in two parts, drawn at random: one to learn from, one withheld for the threshold.
///
/// @param learned   numbers of the rows to learn from, ascending
/// @param withheld  of the others, ascending
record RowSplit(int[] learned, int[] withheld) {
    /// Draws `count` of `rowCount` rows (selection sampling: Knuth, volume 2, algorithm S).
    static RowSplit of(int rowCount, int count, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int[] withheld = new int[count];
        int[] learned = new int[rowCount - count];
        int taken = 0;
        for (int n = 0; n < rowCount; n++) {
            if (random.nextInt(rowCount - n) < count - taken) withheld[taken++] = n;
            else learned[n - taken] = n;
        }
        return new RowSplit(learned, withheld);
    }

    /// Some of the rows, copied; in single precision when nothing is lost by it.
    static Rows rows(Rows all, int[] numbers) {
        int dimension = all.dimension();
        double[] row = new double[dimension];
        if (all.isFloat()) {
            float[] values = new float[Math.multiplyExact(numbers.length, dimension)];
            for (int i = 0; i < numbers.length; i++) {
                all.copyRow(numbers[i], row);
                for (int j = 0; j < dimension; j++) values[i * dimension + j] = (float) row[j];
            }
            return Rows.wrap(values, numbers.length, dimension).named(all.columnNames());
        }
        double[] values = new double[Math.multiplyExact(numbers.length, dimension)];
        for (int i = 0; i < numbers.length; i++) {
            all.copyRow(numbers[i], row);
            System.arraycopy(row, 0, values, i * dimension, dimension);
        }
        return Rows.wrap(values, numbers.length, dimension).named(all.columnNames());
    }

    /// Their classes, with the levels of all.
    static @Nullable Labels labels(@Nullable Labels all, int[] numbers) {
        if (all == null) return null;
        int[] codes = new int[numbers.length];
        for (int i = 0; i < codes.length; i++) codes[i] = all.code(numbers[i]);
        return new Labels(codes, all.levels());
    }
}
