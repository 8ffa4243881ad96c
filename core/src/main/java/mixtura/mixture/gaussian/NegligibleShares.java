package mixtura.mixture.gaussian;

import java.util.Arrays;
import mixtura.data.RowBlock;

/// Which shares of a block's rows the M-step may leave out: those below a part in 10¹⁶ of the row's weight,
/// which no sum in double precision would feel.
final class NegligibleShares {
    private static final double NEGLIGIBLE = 1e-16;

    private final double[] threshold; // per row
    private boolean unweighted;

    NegligibleShares(int blockRows) {
        this.threshold = new double[blockRows];
    }

    /// Looks at the weights of a block.
    void load(RowBlock block) {
        if (!block.isWeighted()) {
            if (!unweighted) Arrays.fill(threshold, NEGLIGIBLE);
            unweighted = true;
            return;
        }
        unweighted = false;
        for (int n = 0; n < block.rowCount(); n++) threshold[n] = NEGLIGIBLE * block.weight(n);
    }

    /// Whether the share `r` of row `n`, its weight in it, may be left out.
    boolean isNegligible(double r, int n) {
        return !(r > threshold[n]);
    }

    /// Whether the shares from `offset` on, of the block's first `rows` rows, may all be left out.
    boolean everywhere(double[] responsibilities, int offset, int rows) {
        for (int n = 0; n < rows; n++) {
            if (responsibilities[offset + n] > threshold[n]) return false;
        }
        return true;
    }

    /// The largest share of each of the block's rows that may be left out.
    double[] thresholds() {
        return threshold;
    }
}
