package mixtura.save;

import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// A number that tells whether two fits saw the same rows: a polynomial in the bits of all values and weights, modulo
/// 2⁶⁴. Rows in memory and in a file, on any number of threads, have the same one. It protects against mix-ups,
/// not against malice.
public final class Fingerprint {
    private static final long BASE = 0x9E3779B97F4A7C15L;

    private Fingerprint() {}

    /// Sixteen hexadecimal digits.
    public static String of(Rows rows, Execution execution) {
        return String.format("%016x", rows.aggregate(execution, Polynomial::new).hash());
    }

    /// The polynomial over a run of rows, and the power of the base by which it moves when rows follow.
    private record Part(long hash, long power) implements Mergeable<Part> {
        @Override
        public Part merge(Part later) {
            return new Part(hash * later.power + later.hash, power * later.power);
        }
    }

    private static final class Polynomial implements Pass<Part> {
        private long hash;
        private long power = 1;

        @Override
        public void add(RowBlock block) {
            double[] values = block.values();
            for (int n = 0; n < block.rowCount(); n++) {
                int row = block.offset() + n * block.dimension();
                for (int j = 0; j < block.dimension(); j++) include(values[row + j]);
                if (block.isWeighted()) include(block.weight(n));
            }
        }

        private void include(double value) {
            long bits = Double.doubleToLongBits(value + 0.0); // −0 and 0 are one number
            bits ^= bits >>> 32;
            hash = hash * BASE + bits + 1;
            power *= BASE;
        }

        @Override
        public Part finish() {
            Part part = new Part(hash, power);
            hash = 0;
            power = 1;
            return part;
        }
    }
}
