package mixtura.mixture.gaussian;

import java.util.Arrays;
import java.util.function.Supplier;
import mixtura.data.RowBlock;
import org.jspecify.annotations.Nullable;

/// The pass that works about each mean, for blocks whose rows lie too far out for anything else: made when the first
/// such block comes, which is seldom.
final class ExactPass {
    private final double squaredRadius;
    private final int d;
    private final double[] squaredNorms;
    private final Supplier<CentredPass> newPass;
    private @Nullable CentredPass made;

    /// @param squaredRadius  largest ‖z‖² for which others are accurate; infinite where all rows to come are within
    ExactPass(double squaredRadius, int d, int blockRows, Supplier<CentredPass> newPass) {
        this.squaredRadius = squaredRadius;
        this.d = d;
        this.squaredNorms = new double[squaredRadius < Double.POSITIVE_INFINITY ? blockRows : 0];
        this.newPass = newPass;
    }

    /// Loads a block if it has rows outside, and says whether it has.
    ///
    /// @param z  the block by columns, in the frame
    boolean takes(RowBlock block, double[] z, int offset, int stride) {
        if (squaredNorms.length == 0 || !isOutside(block.rowCount(), z, offset, stride)) return false;
        get().load(block);
        return true;
    }

    private boolean isOutside(int rows, double[] z, int offset, int stride) {
        Arrays.fill(squaredNorms, 0, rows, 0);
        for (int j = 0; j < d; j++) {
            int column = offset + j * stride;
            for (int n = 0; n < rows; n++) squaredNorms[n] += z[column + n] * z[column + n];
        }
        boolean all = true;
        for (int n = 0; n < rows; n++) all &= squaredNorms[n] <= squaredRadius;
        return !all;
    }

    /// The densities of the block that it took.
    void logDensity(double[] out, int outStride) {
        get().logDensity(out, outStride);
    }

    private CentredPass get() {
        CentredPass pass = made;
        if (pass == null) {
            pass = newPass.get();
            made = pass;
        }
        return pass;
    }
}
