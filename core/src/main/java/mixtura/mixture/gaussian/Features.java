package mixtura.mixture.gaussian;

import java.util.Arrays;
import mixtura.internal.kernel.Kernels;

/// The sufficient statistics T(z) of a Gaussian, which turn its log density into an inner product: squares first,
/// then z itself, then 1. A block of them is laid out by features, `count × stride`, rows of the block side by side.
enum Features {
    /// z_a z_b for a ≤ b.
    PAIRS {
        @Override
        int squares(int d) {
            return d * (d + 1) / 2;
        }

        @Override
        void writeSquares(Kernels kernels, int rows, int d, double[] t, int stride) {
            kernels.quadraticFeatures(rows, d, t, squares(d) * stride, stride, t, 0, stride);
        }

        @Override
        void coefficients(Precision precision, double[] h, int offset) {
            int f = offset;
            for (int a = 0; a < precision.dimension(); a++) {
                for (int b = a; b < precision.dimension(); b++) h[f++] = (a == b ? -0.5 : -1) * precision.entry(a, b);
            }
        }
    },
    /// z_j².
    SQUARES {
        @Override
        int squares(int d) {
            return d;
        }

        @Override
        void writeSquares(Kernels kernels, int rows, int d, double[] t, int stride) {
            for (int j = 0; j < d; j++) {
                int to = j * stride;
                int from = (d + j) * stride;
                for (int n = 0; n < rows; n++) t[to + n] = t[from + n] * t[from + n];
            }
        }

        @Override
        void coefficients(Precision precision, double[] h, int offset) {
            for (int j = 0; j < precision.dimension(); j++) h[offset + j] = -0.5 * precision.entry(j, j);
        }
    },
    /// ‖z‖².
    SQUARED_NORM {
        @Override
        int squares(int d) {
            return 1;
        }

        @Override
        void writeSquares(Kernels kernels, int rows, int d, double[] t, int stride) {
            Arrays.fill(t, 0, rows, 0);
            int fours = d & ~3; // four columns at a time: the sums are read and written less often
            for (int j = 0; j < fours; j += 4) addSquares(rows, t, (1 + j) * stride, stride);
            for (int j = fours; j < d; j++) {
                int from = (1 + j) * stride;
                for (int n = 0; n < rows; n++) t[n] += t[from + n] * t[from + n];
            }
        }

        private static void addSquares(int rows, double[] t, int from, int stride) {
            for (int n = 0; n < rows; n++) {
                double a = t[from + n];
                double b = t[from + stride + n];
                double c = t[from + 2 * stride + n];
                double e = t[from + 3 * stride + n];
                t[n] += (a * a + b * b) + (c * c + e * e);
            }
        }

        @Override
        void coefficients(Precision precision, double[] h, int offset) {
            h[offset] = -0.5 * precision.entry(0, 0);
        }
    };

    /// The features that a structure needs.
    static Features of(Form form) {
        return switch (form) {
            case FULL, TIED -> PAIRS;
            case DIAGONAL -> SQUARES;
            case SPHERICAL -> SQUARED_NORM;
        };
    }

    /// How many square features there are in `d` dimensions.
    abstract int squares(int d);

    /// All features in `d` dimensions: squares, z and 1.
    int count(int d) {
        return squares(d) + d + 1;
    }

    /// Writes the features of a block whose z is in its place already.
    ///
    /// @param t  by columns, `count × stride`: squares and ones are written, z is read
    final void write(Kernels kernels, int rows, int d, double[] t, int stride) {
        writeSquares(kernels, rows, d, t, stride);
        int ones = (squares(d) + d) * stride;
        Arrays.fill(t, ones, ones + rows, 1);
    }

    abstract void writeSquares(Kernels kernels, int rows, int d, double[] t, int stride);

    /// Writes the coefficients of the square features in −½ zᵀ Λ z.
    abstract void coefficients(Precision precision, double[] h, int offset);
}
