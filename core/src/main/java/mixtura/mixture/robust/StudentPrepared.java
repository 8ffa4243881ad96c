package mixtura.mixture.robust;

import java.util.List;
import mixtura.internal.special.GammaFunction;
import mixtura.mixture.FamilyPass;
import mixtura.mixture.Prepared;
import mixtura.mixture.gaussian.GaussianPrepared;

/// Student-t components ready for a walk: normal ones, which give the distances, and the constants of
/// `log t(x) = log t(μ) − (ν + d)/2 · log(1 + δ/ν)`, δ the squared Mahalanobis distance by the scale.
final class StudentPrepared implements Prepared<StudentStatistics> {
    private final GaussianPrepared normal;
    private final double[] degreesOfFreedom;
    private final double[] logDensityAtMean;
    private final int dimension;

    StudentPrepared(List<StudentT> components, GaussianPrepared normal) {
        this.normal = normal;
        this.dimension = components.getFirst().dimension();
        this.degreesOfFreedom =
                components.stream().mapToDouble(StudentT::degreesOfFreedom).toArray();
        this.logDensityAtMean = new double[degreesOfFreedom.length];
        for (int k = 0; k < degreesOfFreedom.length; k++) {
            double half = degreesOfFreedom[k] / 2;
            // Γ((ν + d)/2) / (Γ(ν/2) (πν)^(d/2)), where the normal density has (2π)^(−d/2)
            logDensityAtMean[k] = normal.logDensityAtMean(k) + GammaFunction.logRatio(half, 0.5 * dimension);
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

    double logDensityAtMean(int k) {
        return logDensityAtMean[k];
    }

    /// log N(μ_k; μ_k, S_k) in the same frame.
    double normalAtMean(int k) {
        return normal.logDensityAtMean(k);
    }

    @Override
    public FamilyPass<StudentStatistics> newPass(int blockRows) {
        return new StudentPass(this, normal.newPass(blockRows), blockRows);
    }

    @Override
    public int blockRows() {
        return normal.blockRows();
    }

    @Override
    public double commonLogDensity() {
        return normal.commonLogDensity();
    }

    @Override
    public String description() {
        return normal.description();
    }
}
