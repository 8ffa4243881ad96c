package mixtura.mixture.robust;

import java.util.List;
import mixtura.internal.special.GammaFunction;
import mixtura.mixture.FamilyPass;
import mixtura.mixture.Prepared;
import mixtura.mixture.gaussian.GaussianPrepared;
import mixtura.mixture.gaussian.IncompletePrepared;
import org.jspecify.annotations.Nullable;

/// Student-t components ready for a walk: normal ones, which give the distances, and the constants of
/// `log t(x) = log t(μ) − (ν + o)/2 · log(1 + δ/ν)`, δ the squared Mahalanobis distance by the scale of the o cells
/// that are there.
final class StudentPrepared implements Prepared<StudentStatistics> {
    private final GaussianPrepared normal;
    private final @Nullable IncompletePrepared incomplete; // where cells may be missing
    private final double[] degreesOfFreedom;
    private final int dimension;
    private final double[] overNormal; // log of t(μ) over N(μ) when m cells are missing, k * (d + 1) + m
    private final double[] digammaLost; // ψ((ν + d)/2) − ψ((ν + d − m)/2), k * (d + 1) + m

    StudentPrepared(List<StudentT> components, GaussianPrepared normal) {
        this(components, normal, null);
    }

    StudentPrepared(List<StudentT> components, IncompletePrepared normal) {
        this(components, normal.complete(), normal);
    }

    private StudentPrepared(
            List<StudentT> components, GaussianPrepared normal, @Nullable IncompletePrepared incomplete) {
        this.normal = normal;
        this.incomplete = incomplete;
        this.dimension = components.getFirst().dimension();
        this.degreesOfFreedom =
                components.stream().mapToDouble(StudentT::degreesOfFreedom).toArray();
        int patterns = dimension + 1;
        this.overNormal = new double[degreesOfFreedom.length * patterns];
        this.digammaLost = new double[degreesOfFreedom.length * patterns];
        for (int k = 0; k < degreesOfFreedom.length; k++) {
            double half = degreesOfFreedom[k] / 2;
            double whole = GammaFunction.digamma(half + 0.5 * dimension);
            int most = incomplete == null ? 0 : dimension;
            for (int m = 0; m <= most; m++) {
                double halfCells = 0.5 * (dimension - m);
                // Γ((ν + o)/2) / (Γ(ν/2) (πν)^(o/2)), where the normal density has (2π)^(−o/2)
                overNormal[k * patterns + m] = GammaFunction.logRatio(half, halfCells);
                digammaLost[k * patterns + m] = whole - GammaFunction.digamma(half + halfCells);
            }
        }
    }

    int componentCount() {
        return degreesOfFreedom.length;
    }

    int dimension() {
        return dimension;
    }

    double degreesOfFreedom(int k) {
        return degreesOfFreedom[k];
    }

    /// log t(μ_k) of a complete row.
    double logDensityAtMean(int k) {
        return normalAtMean(k) + overNormal(k, 0);
    }

    /// log N(μ_k; μ_k, S_k) in the same frame.
    double normalAtMean(int k) {
        return normal.logDensityAtMean(k);
    }

    /// log t(μ_k) − log N(μ_k) of the cells that are there in a row that lacks `missing` of them.
    double overNormal(int k, int missing) {
        return overNormal[k * (dimension + 1) + missing];
    }

    /// Σ_n r_nk (ψ((ν_k + d)/2) − log(ν_k/2)) of rows with these masses.
    double[] digammaSums(double[] mass) {
        double[] sums = new double[mass.length];
        for (int k = 0; k < sums.length; k++) {
            double half = degreesOfFreedom[k] / 2;
            sums[k] = mass[k] * (GammaFunction.digamma(half + 0.5 * dimension) - StrictMath.log(half));
        }
        return sums;
    }

    /// ψ((ν + d)/2) − ψ((ν + o)/2) of a row that lacks `missing` cells: how much less E[log τ] is for it.
    double digammaLost(int k, int missing) {
        return digammaLost[k * (dimension + 1) + missing];
    }

    @Override
    public FamilyPass<StudentStatistics> newPass(int blockRows) {
        return incomplete == null
                ? new StudentPass(this, normal.newPass(blockRows), blockRows)
                : new IncompleteStudentPass(this, incomplete.newPass(blockRows), blockRows);
    }

    @Override
    public int blockRows() {
        return incomplete == null ? normal.blockRows() : incomplete.blockRows();
    }

    @Override
    public int readRows() {
        return incomplete == null ? blockRows() : incomplete.readRows();
    }

    @Override
    public double commonLogDensity() {
        return normal.commonLogDensity();
    }

    @Override
    public String description() {
        return incomplete == null ? normal.description() : incomplete.description();
    }
}
