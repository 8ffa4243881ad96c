package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Weighted moments out of [MomentTiles], of those rows of a block that have a share: nothing is copied but
/// where they begin and what they weigh.
///
/// Moments are about the origin and are moved to the centre at the end, which loses no digit worth having
/// where components are not thin: those of others are of copies about the centre.
final class VectorMoments implements WeightedMoments {
    /// Rows that all tiles see before the next ones: they stay in the first-level cache, and loops so short are
    /// compiled once, as a method, where longer ones are compiled while they run and then again.
    private static final int AT_ONCE = 64;

    private static final VectorSpecies<Long> LONGS = LANES.withLanes(long.class);

    private static final LongVector NUMBERS = LongVector.zero(LONGS).addIndex(1);

    /// Columns a from `a` on with vectors b from column `b` on; the sums begin at `at`.
    private record Tile(Shape shape, int a, int b, int wide, int at) {
        int sumCount() {
            return shape.rows * shape.vectors * L;
        }

        /// The column a of vector `s` of the sums, −1 where there is none.
        int column(int s) {
            int row = s / shape.vectors;
            if (shape == Shape.HEAD) return row == 0 ? -1 : a;
            return shape == Shape.CORNER && row >= L ? a + s - L : a + row;
        }

        /// The first of the columns b of vector `s` of the sums; beyond the row where the tile is wider than
        /// that.
        int vector(int s) {
            boolean latter = shape == Shape.CORNER && s >= 2 * L;
            return b + (latter ? 1 : s % shape.vectors) * L;
        }
    }

    /// How many columns a tile has, and with how many vectors.
    private enum Shape {
        HEAD(2, 4), // the first of the two is Σ w (z − c)
        EIGHT_BY_THREE(8, 3),
        EIGHT_BY_TWO(8, 2),
        CORNER(12, 2), // the last four of the twelve are eight columns with the second vector
        FOUR_BY_TWO(4, 2);

        final int rows;
        final int vectors;

        Shape(int rows, int vectors) {
            this.rows = rows;
            this.vectors = vectors;
        }
    }

    private final int d;
    private final int length; // of a row
    private final double[][] centres;
    private final boolean[] lossy;
    private final double[] centre; // of a component, at the end of a row
    private final List<Tile> tiles = new ArrayList<>();
    private final double[] mass;
    private final double[][] sums; // per component
    private long[] from = {}; // where the rows that have a share begin
    private double[] weights = {}; // and what they weigh
    private double[] moved = {}; // these rows about a centre

    /// @param centres  c of each component, 17 columns at least
    /// @param lossy    of which components moments about the origin would lose digits
    VectorMoments(double[][] centres, boolean[] lossy) {
        this.centres = centres;
        this.lossy = lossy;
        d = centres[0].length;
        length = WeightedMoments.rowLength(d);
        int pad = length - d;
        int edge = pad / L * L; // where the first vector begins that is not all padding
        for (int b = edge; b < length; b += 4 * L) put(Shape.HEAD, pad, b, Math.min(4, (length - b) / L));
        if (pad + 1 < edge + L) strip(pad + 1, edge);
        for (int a = edge + L; a < length; a += L) {
            if (L == 8 && a == length - 2 * L) {
                put(Shape.CORNER, a, a, 2);
                break;
            }
            strip(a, a);
        }
        centre = new double[length];
        mass = new double[centres.length];
        Tile last = tiles.getLast();
        sums = new double[centres.length][last.at + last.sumCount()];
    }

    /// As many columns as a vector has, with all vectors from column `b` on.
    private void strip(int a, int b) {
        for (int j = b; j < length; ) {
            int left = (length - j) / L;
            if (L == 8 && left != 2 && left != 4) {
                put(Shape.EIGHT_BY_THREE, a, j, 3);
                j += 3 * L;
            } else {
                put(L == 8 ? Shape.EIGHT_BY_TWO : Shape.FOUR_BY_TWO, a, Math.min(j, length - 2 * L), 2);
                j += 2 * L;
            }
        }
    }

    private void put(Shape shape, int a, int b, int wide) {
        int at = tiles.isEmpty() ? 0 : tiles.getLast().at + tiles.getLast().sumCount();
        tiles.add(new Tile(shape, a, b, wide, at));
    }

    @Override
    public void add(int rows, double[] z, double[] w, int wStride, double[] threshold) {
        if (from.length < rows + L) {
            from = new long[rows + L];
            weights = new double[rows + L];
        }
        for (int k = 0; k < centres.length; k++) {
            int count = select(k, rows, w, k * wStride, threshold);
            if (count == 0) continue;
            double[] about = lossy[k] ? aboutCentre(k, count, z) : z;
            for (int first = 0; first < count; first += AT_ONCE) {
                int end = Math.min(count, first + AT_ONCE);
                for (Tile tile : tiles) add(tile, first, end, about, sums[k]);
            }
        }
    }

    /// Copies the rows that have a share, about the centre of component `k`.
    private double[] aboutCentre(int k, int count, double[] z) {
        if (moved.length < from.length * length) moved = new double[from.length * length];
        System.arraycopy(centres[k], 0, centre, length - d, d);
        for (int n = 0, to = 0; n < count; n++, to += length) {
            int at = (int) from[n];
            for (int j = 0; j < length; j += L) {
                DoubleVector.fromArray(LANES, z, at + j)
                        .sub(DoubleVector.fromArray(LANES, centre, j))
                        .intoArray(moved, to + j);
            }
            from[n] = to;
        }
        return moved;
    }

    /// Which rows have a share.
    private int select(int k, int rows, double[] w, int wFrom, double[] threshold) {
        DoubleVector total = DoubleVector.zero(LANES);
        LongVector places = NUMBERS.mul(length);
        int count = 0;
        int n = 0;
        for (; n + L <= rows; n += L) {
            DoubleVector weight = DoubleVector.fromArray(LANES, w, wFrom + n);
            VectorMask<Double> sharing =
                    weight.compare(VectorOperators.GT, DoubleVector.fromArray(LANES, threshold, n));
            DoubleVector kept = weight.compress(sharing);
            total = total.add(kept);
            kept.intoArray(weights, count);
            places.add((long) n * length).compress(sharing.cast(LONGS)).intoArray(from, count);
            count += sharing.trueCount();
        }
        double sum = Lanes.sum(total);
        for (; n < rows; n++) {
            if (!(w[wFrom + n] > threshold[n])) continue;
            sum += w[wFrom + n];
            weights[count] = w[wFrom + n];
            from[count++] = (long) n * length;
        }
        mass[k] += sum;
        return count;
    }

    private void add(Tile tile, int first, int end, double[] z, double[] to) {
        int a = tile.a;
        int b = tile.b;
        int at = tile.at;
        switch (tile.shape) {
            case HEAD -> MomentTiles.head(first, end, from, weights, z, a, b, tile.wide, to, at);
            case EIGHT_BY_THREE -> MomentTiles.tile8x3(first, end, from, weights, z, a, b, to, at);
            case EIGHT_BY_TWO -> MomentTiles.tile8x2(first, end, from, weights, z, a, b, to, at);
            case CORNER -> MomentTiles.corner(first, end, from, weights, z, b, to, at);
            case FOUR_BY_TWO -> MomentTiles.tile4x2(first, end, from, weights, z, a, b, to, at);
        }
    }

    @Override
    public double take(int k, double[] first, int firstOffset, double[] second, int secondOffset) {
        int pad = length - d;
        for (Tile tile : tiles) {
            for (int s = 0; s < tile.shape.rows * tile.shape.vectors; s++) {
                int a = tile.column(s);
                int b = tile.vector(s);
                int skipped = Math.max(0, Math.max(pad, a) - b);
                if (a >= length || b >= length || skipped >= L) continue;
                double[] to = a < 0 ? first : second;
                int row = a < 0 ? firstOffset : secondOffset + (a - pad) * d;
                System.arraycopy(sums[k], tile.at + s * L + skipped, to, row + b + skipped - pad, L - skipped);
            }
        }
        if (!lossy[k]) moveToCentre(k, first, firstOffset, second, secondOffset);
        Arrays.fill(sums[k], 0);
        double taken = mass[k];
        mass[k] = 0;
        return taken;
    }

    /// With f = Σ w z: Σ w (z − c)(z − c)ᵀ = Σ w z zᵀ − c fᵀ − (f − Σ w c) cᵀ.
    private void moveToCentre(int k, double[] first, int firstOffset, double[] second, int secondOffset) {
        double[] c = centres[k];
        for (int i = 0; i < d; i++) {
            double rest = first[firstOffset + i] - mass[k] * c[i];
            for (int j = i; j < d; j++) {
                second[secondOffset + i * d + j] -= c[i] * first[firstOffset + j] + rest * c[j];
            }
        }
        for (int i = 0; i < d; i++) first[firstOffset + i] -= mass[k] * c[i];
    }
}
