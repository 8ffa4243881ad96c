package mixtura.internal.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Inner products of four rows with as many candidates as a vector has lanes: candidates lie in the lanes, so
/// that rows may be anywhere and nothing is summed across lanes. Benchmark: `bench/compare
/// seeding-200kx64-k1000`.
///
/// Even and odd columns have their own sums. Eight rows with one sum each are as fast in the cache (16 ns a row
/// of 64 columns) but take 27 ns from memory, where so many streams at once are not read ahead; four rows take
/// 16.
///
/// Tiles hold nothing but loads, products and stores; more would exceed what C2 inlines, and every vector be
/// boxed.
final class CandidateTiles {
    /// Rows of a tile: with two sums each, enough to hide the latency of a product.
    static final int ROWS = 4;

    /// Eight candidates suffice for k up to 2980; longer vectors of floats would be half empty.
    private static final VectorSpecies<Float> FLOATS =
            FloatVector.SPECIES_PREFERRED.length() >= 8 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;

    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    static final int FLOAT_LANES = FLOATS.length();
    static final int DOUBLE_LANES = DOUBLES.length();

    private CandidateTiles() {}

    /// parts[r L + t] = Σ_j x[row_r + j] c[cAt + j L + t], for the rows that begin at `row[from … from +
    /// 3]`.
    static void products(int d, float[] x, int[] row, int from, float[] c, int cAt, float[] parts) {
        int r0 = row[from];
        int r1 = row[from + 1];
        int r2 = row[from + 2];
        int r3 = row[from + 3];
        FloatVector even0 = FloatVector.zero(FLOATS);
        FloatVector even1 = FloatVector.zero(FLOATS);
        FloatVector even2 = FloatVector.zero(FLOATS);
        FloatVector even3 = FloatVector.zero(FLOATS);
        FloatVector odd0 = FloatVector.zero(FLOATS);
        FloatVector odd1 = FloatVector.zero(FLOATS);
        FloatVector odd2 = FloatVector.zero(FLOATS);
        FloatVector odd3 = FloatVector.zero(FLOATS);
        int pairs = d & ~1;
        for (int j = 0; j < pairs; j += 2) {
            FloatVector column = FloatVector.fromArray(FLOATS, c, cAt + j * FLOAT_LANES);
            even0 = column.fma(FloatVector.broadcast(FLOATS, x[r0 + j]), even0);
            even1 = column.fma(FloatVector.broadcast(FLOATS, x[r1 + j]), even1);
            even2 = column.fma(FloatVector.broadcast(FLOATS, x[r2 + j]), even2);
            even3 = column.fma(FloatVector.broadcast(FLOATS, x[r3 + j]), even3);
            FloatVector next = FloatVector.fromArray(FLOATS, c, cAt + j * FLOAT_LANES + FLOAT_LANES);
            odd0 = next.fma(FloatVector.broadcast(FLOATS, x[r0 + j + 1]), odd0);
            odd1 = next.fma(FloatVector.broadcast(FLOATS, x[r1 + j + 1]), odd1);
            odd2 = next.fma(FloatVector.broadcast(FLOATS, x[r2 + j + 1]), odd2);
            odd3 = next.fma(FloatVector.broadcast(FLOATS, x[r3 + j + 1]), odd3);
        }
        if (pairs < d) {
            FloatVector column = FloatVector.fromArray(FLOATS, c, cAt + pairs * FLOAT_LANES);
            even0 = column.fma(FloatVector.broadcast(FLOATS, x[r0 + pairs]), even0);
            even1 = column.fma(FloatVector.broadcast(FLOATS, x[r1 + pairs]), even1);
            even2 = column.fma(FloatVector.broadcast(FLOATS, x[r2 + pairs]), even2);
            even3 = column.fma(FloatVector.broadcast(FLOATS, x[r3 + pairs]), even3);
        }
        even0.add(odd0).intoArray(parts, 0);
        even1.add(odd1).intoArray(parts, FLOAT_LANES);
        even2.add(odd2).intoArray(parts, 2 * FLOAT_LANES);
        even3.add(odd3).intoArray(parts, 3 * FLOAT_LANES);
    }

    /// The same in double precision.
    static void products(int d, double[] x, int[] row, int from, double[] c, int cAt, double[] parts) {
        int r0 = row[from];
        int r1 = row[from + 1];
        int r2 = row[from + 2];
        int r3 = row[from + 3];
        DoubleVector even0 = DoubleVector.zero(DOUBLES);
        DoubleVector even1 = DoubleVector.zero(DOUBLES);
        DoubleVector even2 = DoubleVector.zero(DOUBLES);
        DoubleVector even3 = DoubleVector.zero(DOUBLES);
        DoubleVector odd0 = DoubleVector.zero(DOUBLES);
        DoubleVector odd1 = DoubleVector.zero(DOUBLES);
        DoubleVector odd2 = DoubleVector.zero(DOUBLES);
        DoubleVector odd3 = DoubleVector.zero(DOUBLES);
        int pairs = d & ~1;
        for (int j = 0; j < pairs; j += 2) {
            DoubleVector column = DoubleVector.fromArray(DOUBLES, c, cAt + j * DOUBLE_LANES);
            even0 = column.fma(DoubleVector.broadcast(DOUBLES, x[r0 + j]), even0);
            even1 = column.fma(DoubleVector.broadcast(DOUBLES, x[r1 + j]), even1);
            even2 = column.fma(DoubleVector.broadcast(DOUBLES, x[r2 + j]), even2);
            even3 = column.fma(DoubleVector.broadcast(DOUBLES, x[r3 + j]), even3);
            DoubleVector next = DoubleVector.fromArray(DOUBLES, c, cAt + j * DOUBLE_LANES + DOUBLE_LANES);
            odd0 = next.fma(DoubleVector.broadcast(DOUBLES, x[r0 + j + 1]), odd0);
            odd1 = next.fma(DoubleVector.broadcast(DOUBLES, x[r1 + j + 1]), odd1);
            odd2 = next.fma(DoubleVector.broadcast(DOUBLES, x[r2 + j + 1]), odd2);
            odd3 = next.fma(DoubleVector.broadcast(DOUBLES, x[r3 + j + 1]), odd3);
        }
        if (pairs < d) {
            DoubleVector column = DoubleVector.fromArray(DOUBLES, c, cAt + pairs * DOUBLE_LANES);
            even0 = column.fma(DoubleVector.broadcast(DOUBLES, x[r0 + pairs]), even0);
            even1 = column.fma(DoubleVector.broadcast(DOUBLES, x[r1 + pairs]), even1);
            even2 = column.fma(DoubleVector.broadcast(DOUBLES, x[r2 + pairs]), even2);
            even3 = column.fma(DoubleVector.broadcast(DOUBLES, x[r3 + pairs]), even3);
        }
        even0.add(odd0).intoArray(parts, 0);
        even1.add(odd1).intoArray(parts, DOUBLE_LANES);
        even2.add(odd2).intoArray(parts, 2 * DOUBLE_LANES);
        even3.add(odd3).intoArray(parts, 3 * DOUBLE_LANES);
    }

    /// A bit for each lane of a row's products that is not at most `limit` after its `half` is taken off: a NaN
    /// counts.
    static int above(float[] parts, int at, float[] half, int halfAt, float limit) {
        return (int) FloatVector.fromArray(FLOATS, parts, at)
                .sub(FloatVector.fromArray(FLOATS, half, halfAt))
                .compare(VectorOperators.LE, limit)
                .not()
                .toLong();
    }

    /// The same in double precision.
    static int above(double[] parts, int at, double[] half, int halfAt, float limit) {
        return (int) DoubleVector.fromArray(DOUBLES, parts, at)
                .sub(DoubleVector.fromArray(DOUBLES, half, halfAt))
                .compare(VectorOperators.LE, (double) limit)
                .not()
                .toLong();
    }
}
