package mixtura.mixture.gaussian;

import java.util.Arrays;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.Covariance;

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
        void write(Kernels kernels, int rows, int d, double[] z, double[] t, int stride) {
            kernels.quadraticFeatures(rows, d, z, 0, stride, t, 0, stride);
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
        void write(Kernels kernels, int rows, int d, double[] z, double[] t, int stride) {
            for (int j = 0; j < d; j++) {
                int row = j * stride;
                for (int n = 0; n < rows; n++) t[row + n] = z[row + n] * z[row + n];
            }
            copyLinear(rows, d, d, z, t, stride);
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
        void write(Kernels kernels, int rows, int d, double[] z, double[] t, int stride) {
            Arrays.fill(t, 0, rows, 0);
            for (int j = 0; j < d; j++) {
                int row = j * stride;
                for (int n = 0; n < rows; n++) t[n] += z[row + n] * z[row + n];
            }
            copyLinear(rows, d, 1, z, t, stride);
        }

        @Override
        void coefficients(Precision precision, double[] h, int offset) {
            h[offset] = -0.5 * precision.entry(0, 0);
        }
    };

    /// The features that a structure needs.
    static Features of(Covariance structure) {
        return switch (structure) {
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

    /// Writes all features of a block.
    ///
    /// @param z  the block by columns, `d × stride`
    /// @param t  overwritten, `count × stride`
    abstract void write(Kernels kernels, int rows, int d, double[] z, double[] t, int stride);

    /// Writes the coefficients of the square features in −½ zᵀ Λ z.
    abstract void coefficients(Precision precision, double[] h, int offset);

    private static void copyLinear(int rows, int d, int squares, double[] z, double[] t, int stride) {
        for (int j = 0; j < d; j++) System.arraycopy(z, j * stride, t, (squares + j) * stride, rows);
        Arrays.fill(t, (squares + d) * stride, (squares + d) * stride + rows, 1);
    }
}
