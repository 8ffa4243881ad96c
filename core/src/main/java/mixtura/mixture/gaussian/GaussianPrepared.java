package mixtura.mixture.gaussian;

import java.util.List;
import java.util.function.Supplier;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.Whitening;
import mixtura.mixture.FamilyPass;
import mixtura.mixture.Prepared;
import org.jspecify.annotations.Nullable;

/// Gaussian components factorised, and the choice of how to work with them: by products of features where
/// these are accurate and fast, else about each component's own mean.
public final class GaussianPrepared implements Prepared<GaussianStatistics> {
    /// A product of features is used when u · λ_max(Λ) · ‖z‖² stays below this: the absolute error of a log
    /// density.
    static final double ACCURACY = 1e-8;

    /// Full covariances in more dimensions than this are cheaper about their means: d²/2 triangular against d²
    /// packed features that no longer fit the cache.
    private static final int MAX_PAIR_DIMENSION = 48;

    /// Numbers of scratch that stay in a second-level cache.
    private static final int CACHE_NUMBERS = 1 << 16;

    private static final double UNIT_ROUNDOFF = 0x1p-53;

    /// Full covariances in as many dimensions or more are whitened in registers. Below, one product of
    /// features is faster while most rows have a share in most components: 60 000 rows, k = 12, first
    /// twelve iterations: with 16 columns 9 ms where whitening took 15, with 25 columns 18 and 21; with
    /// k = 20 and a share in 43 % of the pairs 34 and 25.
    private static final int LEAST_WHITENED = 24;

    /// The largest such dimension. 20 000 rows, k = 10: with 64 columns 31 ms an iteration, where products
    /// about each mean took 70; with 128 columns 76 and 103.
    private static final int MOST_WHITENED = 128;

    /// Rows are whitened before their mean is subtracted while λ_max(Λ) · ‖z‖² stays below this: the error of a
    /// log density, about u √(λ_max ‖z‖²) √(d D²), is then below 1e-8.
    private static final double WHITENED_RADIUS = 1e12;

    /// Rows of a block that is whitened: with 128 or 256 of them times were the same.
    private static final int WHITENED_ROWS = 256;

    private final Form form;
    private final Scratch scratch;
    private final Precision[] precisions;
    private final Frame frame;
    private final Kernels kernels;
    private final double squaredRadius;
    private final double dataRadius;
    private final double vouchedRadius; // ‖z‖² of rows farther out is left to the centred pass
    private final ProductPass.@Nullable Operand operand;
    private final TiedPass.@Nullable Operand tiedOperand;
    private final @Nullable Whitening whitening;

    /// @param dataRadius   bound of ‖z‖² over the rows to come, 0 when only scores are asked for
    /// @param tiedScatter  Σ w z zᵀ of the rows to come, for tied covariances
    /// @param freeShares   whether a row's shares may add up to something else than its weight
    /// @param scratch      room that passes of earlier iterations have given back
    GaussianPrepared(
            Form form,
            List<Gaussian> components,
            Frame frame,
            Kernels kernels,
            double dataRadius,
            double[] tiedScatter,
            boolean freeShares,
            Scratch scratch) {
        this.form = form;
        this.scratch = scratch;
        this.frame = frame;
        this.kernels = kernels;
        this.dataRadius = dataRadius;
        this.precisions = new Precision[components.size()];
        double largest = 0;
        for (int k = 0; k < precisions.length; k++) {
            boolean shared = form == Form.TIED && k > 0;
            precisions[k] = shared
                    ? precisions[0].at(components.get(k), frame)
                    : Precision.of(components.get(k), frame, kernels);
            largest = Math.max(largest, precisions[k].trace());
        }
        squaredRadius = squaredRadius(largest);
        boolean tied = form == Form.TIED && !freeShares; // else Σ r z zᵀ changes with the iteration
        boolean pairs = Features.of(form) == Features.PAIRS && !tied;
        boolean small = !pairs || frame.dimension() <= MAX_PAIR_DIMENSION;
        boolean registers = pairs && mayWhiten(frame.dimension()) && kernels.whitensInRegisters();
        boolean whitened = registers && dataRadius * largest <= WHITENED_RADIUS;
        whitening = whitened ? WhitenedPass.whitening(precisions) : null;
        boolean byProducts = !whitened && small && dataRadius <= squaredRadius;
        operand = byProducts && !tied ? ProductPass.Operand.of(Features.of(form), precisions) : null;
        tiedOperand = byProducts && tied ? TiedPass.Operand.of(precisions, kernels, tiedScatter) : null;
        double scored = whitened ? WHITENED_RADIUS / largest : squaredRadius;
        vouchedRadius = dataRadius > 0 ? Double.POSITIVE_INFINITY : scored; // rows of a fit are all within
    }

    /// Whether full covariances in so many dimensions are whitened in registers, where there are vectors and the
    /// rows allow it.
    static boolean mayWhiten(int dimension) {
        return dimension >= LEAST_WHITENED && dimension <= MOST_WHITENED;
    }

    private static double squaredRadius(double largestEigenvalue) {
        return ACCURACY / (UNIT_ROUNDOFF * largestEigenvalue);
    }

    /// How far apart the columns of a block of so many rows are kept: at distances of half a page or more all
    /// columns would compete for a few places of the first-level cache.
    static int padded(int blockRows) {
        return blockRows + 8;
    }

    /// The components in the frame.
    Precision[] precisions() {
        return precisions;
    }

    /// The largest ‖z‖² for which a log density worked out as a difference of terms of its size is accurate.
    double squaredRadius() {
        return squaredRadius;
    }

    /// log N(μ_k; μ_k, Σ_k) less [#commonLogDensity]: what [FamilyPass#logDensity] gives a row on the mean.
    public double logDensityAtMean(int k) {
        return precisions[k].logNormaliser();
    }

    @Override
    public FamilyPass<GaussianStatistics> newPass(int blockRows) {
        return newPass(blockRows, scratch);
    }

    /// Numbers that the features of a block take at most, with full covariances.
    static int scratch(int dimension, int blockRows) {
        return Features.PAIRS.count(Math.min(dimension, MAX_PAIR_DIMENSION)) * padded(blockRows);
    }

    /// @param scratch  room for the features of a block
    FamilyPass<GaussianStatistics> newPass(int blockRows, Scratch scratch) {
        Supplier<CentredPass> centred = () -> new CentredPass(form, precisions, frame, kernels, blockRows);
        ExactPass exact = new ExactPass(vouchedRadius, frame.dimension(), blockRows, centred);
        if (whitening != null) {
            boolean[] lossy = new boolean[precisions.length];
            for (int k = 0; k < lossy.length; k++) lossy[k] = dataRadius > squaredRadius(precisions[k].trace());
            return new WhitenedPass(whitening, precisions, frame, kernels, blockRows, lossy, exact);
        }
        if (operand != null) return new ProductPass(operand, frame, kernels, blockRows, scratch, exact);
        if (tiedOperand != null) return new TiedPass(tiedOperand, frame, kernels, blockRows, exact);
        return centred.get();
    }

    @Override
    public int blockRows() {
        if (whitening != null) return WHITENED_ROWS;
        int d = frame.dimension();
        int perRow = precisions.length + (operand != null ? operand.count() : 3 * d);
        int rows = CACHE_NUMBERS / perRow / 64 * 64;
        return Math.clamp(rows, operand != null || tiedOperand != null ? 64 : 128, 1024);
    }

    @Override
    public double commonLogDensity() {
        return -frame.logScale();
    }

    @Override
    public String description() {
        if (whitening != null) return "whitened in registers, " + kernels.description();
        String way =
                operand != null ? "products of features" : tiedOperand != null ? "whitened once" : "about each mean";
        return way + ", " + kernels.description();
    }
}
