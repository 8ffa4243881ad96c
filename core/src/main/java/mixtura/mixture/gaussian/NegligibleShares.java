package mixtura.mixture.gaussian;

import java.util.Arrays;

/// Which shares of a block's rows the M-step may leave out: those below a part in 10¹⁶ of the row, which no sum in
/// double
/// precision would feel.
final class NegligibleShares {
    private static final double NEGLIGIBLE = 1e-16;

    private final double[] threshold; // per row
    private double[] responsibilities = new double[0];
    private int stride;
    private int rows;

    NegligibleShares(int blockRows) {
        this.threshold = new double[blockRows];
    }

    /// Looks at a block: `responsibilities[k * stride + n]`, which add up to the row's weight.
    void begin(double[] responsibilities, int stride, int componentCount, int rows) {
        this.responsibilities = responsibilities;
        this.stride = stride;
        this.rows = rows;
        Arrays.fill(threshold, 0, rows, 0);
        for (int k = 0; k < componentCount; k++) {
            int row = k * stride;
            for (int n = 0; n < rows; n++) threshold[n] += responsibilities[row + n];
        }
        for (int n = 0; n < rows; n++) threshold[n] *= NEGLIGIBLE;
    }

    /// Whether the share `r` of row `n` may be left out.
    boolean isNegligible(double r, int n) {
        return !(r > threshold[n]);
    }

    /// Whether component `k` has a negligible share in every row of the block.
    boolean everywhere(int k) {
        int row = k * stride;
        for (int n = 0; n < rows; n++) {
            if (responsibilities[row + n] > threshold[n]) return false;
        }
        return true;
    }
}
