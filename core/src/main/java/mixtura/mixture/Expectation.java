package mixtura.mixture;

import java.util.Arrays;
import mixtura.data.Labels;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/// The E-step for one block: `r_nk = π_k p(x_n | θ_k) / Σ_j π_j p(x_n | θ_j)` (Bishop 2006, eq. 9.23) and
/// `log p(x_n)`, worked out in logarithms. The only one in the house: fitting and scoring share it.
final class Expectation<S extends Statistics<S>> {
    private final FamilyPass<S> pass;
    private final Kernels kernels;
    private final double[] proportions;
    private final double[] logProportions;
    private final @Nullable Labels known;
    private final double commonLogDensity;
    private final int componentCount;
    private final double noiseLogDensity;
    private final int stride;
    private final double[] responsibilities; // K × stride
    private final double[] logDensity;
    private int blanks; // rows of the block

    /// @param mixingProportions  π_k, and that of the noise behind them where there is one
    /// @param noise              or null; its own proportion is passed over
    /// @param known              classes of some rows, or null
    Expectation(
            Prepared<S> prepared,
            double[] mixingProportions,
            @Nullable Noise noise,
            int blockRows,
            Kernels kernels,
            @Nullable Labels known) {
        this.known = known;
        this.pass = prepared.newPass(blockRows);
        this.kernels = kernels;
        this.commonLogDensity = prepared.commonLogDensity();
        this.componentCount = noise == null ? mixingProportions.length : mixingProportions.length - 1;
        this.noiseLogDensity = noise == null ? Double.NaN : -noise.logVolume() - commonLogDensity;
        this.proportions = mixingProportions;
        this.logProportions = new double[mixingProportions.length];
        for (int k = 0; k < logProportions.length; k++) logProportions[k] = Math.log(mixingProportions[k]);
        this.stride = blockRows + 8; // columns half a page apart would compete for a few places of the cache
        this.responsibilities = new double[stride * logProportions.length];
        this.logDensity = new double[blockRows];
    }

    /// Works out both arrays for the rows of a block.
    void of(RowBlock block) {
        int rows = block.rowCount();
        int components = logProportions.length;
        pass.load(block);
        pass.logDensity(responsibilities, stride);
        if (componentCount < components) {
            int from = componentCount * stride;
            Arrays.fill(responsibilities, from, from + rows, noiseLogDensity);
        }
        for (int k = 0; k < components; k++) {
            double logProportion = logProportions[k];
            for (int i = k * stride, end = i + rows; i < end; i++) responsibilities[i] += logProportion;
        }
        if (known != null) clamp(block, known);
        kernels.softmaxColumns(rows, components, responsibilities, 0, stride, logDensity, 0);
        blanks = 0;
        for (int n = 0; n < rows; n++) {
            if (block.isBlank(n)) forget(n);
            else logDensity[n] += commonLogDensity;
        }
    }

    /// Whether there is a row of which nothing is there in the block last given to [#of].
    boolean hasBlanks() {
        return blanks > 0;
    }

    /// A row of which nothing is there: r = π, and the density 1 of an empty product.
    private void forget(int n) {
        for (int k = 0; k < logProportions.length; k++) responsibilities[k * stride + n] = proportions[k];
        logDensity[n] = 0;
        blanks++;
    }

    /// Makes every component but its own impossible for a row whose class is known: the softmax then gives
    /// r_nk = 1 and log π_k p(x_n | θ_k).
    private void clamp(RowBlock block, Labels labels) {
        for (int n = 0; n < block.rowCount(); n++) {
            int own = labels.code(block.rowNumber(n));
            if (own < 0) continue;
            for (int k = 0; k < logProportions.length; k++) {
                if (k != own) responsibilities[k * stride + n] = Double.NEGATIVE_INFINITY;
            }
        }
    }

    /// The components, the noise not counted, which stands behind them.
    int componentCount() {
        return componentCount;
    }

    /// How far apart the components are in [#responsibilities].
    int stride() {
        return stride;
    }

    /// r_nk at `k * stride + n` for the block last given to [#of].
    double[] responsibilities() {
        return responsibilities;
    }

    /// log p(x_n) for the block last given to [#of].
    double[] logDensity() {
        return logDensity;
    }

    /// The family's pass, with that block loaded.
    FamilyPass<S> pass() {
        return pass;
    }
}
