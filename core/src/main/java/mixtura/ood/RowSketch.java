package mixtura.ood;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// A few hundred hashes that tell whether other rows are the same ones, whatever their order: the smallest hashes
/// of all rows (Broder 1997, a bottom-k sketch). Detectors keep one of the rows that they were fitted to, so that
/// nobody judges them by the same rows.
///
/// It protects against mix-ups, not against malice; rows that were rounded or scaled look new.
public final class RowSketch {
    private static final int SIZE = 512;
    private static final int FEWEST_FOUND = 3;

    private final long rowCount;
    private final long[] smallest; // ascending, without repetitions

    /// @param rowCount  rows that were looked at
    /// @param smallest  hashes, ascending
    public RowSketch(long rowCount, long[] smallest) {
        this.rowCount = rowCount;
        this.smallest = smallest.clone();
    }

    /// Looks at all rows.
    public static RowSketch of(Rows rows, Execution execution) {
        return new RowSketch(
                rows.rowCount(), rows.aggregate(execution, Smallest::new).hashes());
    }

    /// Rows that were looked at.
    public long rowCount() {
        return rowCount;
    }

    /// The hashes kept, ascending.
    public long[] hashes() {
        return smallest.clone();
    }

    /// An estimate of the share of these rows that the sketched rows hold too; 0 when fewer than 3 of the hashes
    /// kept are found, which a few equal rows can explain.
    public double shareKnown(Rows rows, Execution execution) {
        if (rows.rowCount() == 0 || smallest.length == 0) return 0;
        Set<Long> found = rows.aggregate(execution, Finding::new).found;
        if (found.size() < Math.min(FEWEST_FOUND, smallest.length)) return 0;
        double common = found.size() / (double) smallest.length * rowCount;
        return Math.min(1, common / rows.rowCount());
    }

    /// 64 bits of a row: FNV-like over the bits of its values, then mixed (Steele and others 2014, the finaliser
    /// of SplitMix64), so that the smallest ones are a random choice.
    private static long hash(RowBlock block, int n) {
        double[] values = block.values();
        int row = block.offset() + n * block.dimension();
        long hash = 0xCBF29CE484222325L;
        for (int j = 0; j < block.dimension(); j++) {
            long bits = Double.doubleToLongBits(values[row + j] + 0.0); // −0 and 0 are one number
            hash = (hash ^ bits ^ bits >>> 32) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
        return hash ^ hash >>> 31;
    }

    private record Hashes(long[] hashes) implements Mergeable<Hashes> {
        @Override
        public Hashes merge(Hashes later) {
            return new Hashes(java.util.stream.LongStream.concat(Arrays.stream(hashes), Arrays.stream(later.hashes))
                    .sorted()
                    .distinct()
                    .limit(SIZE)
                    .toArray());
        }
    }

    private static final class Smallest implements Pass<Hashes> {
        private Hashes sofar = new Hashes(new long[0]);

        @Override
        public void add(RowBlock block) {
            long[] hashes = new long[block.rowCount()];
            for (int n = 0; n < hashes.length; n++) hashes[n] = hash(block, n);
            sofar = sofar.merge(new Hashes(hashes));
        }

        @Override
        public Hashes finish() {
            Hashes result = sofar;
            sofar = new Hashes(new long[0]);
            return result;
        }
    }

    private record Found(Set<Long> found) implements Mergeable<Found> {
        @Override
        public Found merge(Found later) {
            found.addAll(later.found);
            return this;
        }
    }

    private final class Finding implements Pass<Found> {
        private Set<Long> found = new HashSet<>();

        @Override
        public void add(RowBlock block) {
            for (int n = 0; n < block.rowCount(); n++) {
                long hash = hash(block, n);
                if (Arrays.binarySearch(smallest, hash) >= 0) found.add(hash);
            }
        }

        @Override
        public Found finish() {
            Found result = new Found(found);
            found = new HashSet<>();
            return result;
        }
    }
}
