package mixtura.mixture.robust;

import java.util.Arrays;
import mixtura.mixture.Statistics;
import mixtura.mixture.gaussian.GaussianStatistics;

/// What the M-step of Student-t components needs: moments of the rows with the weights r u, where u_nk = E[τ] is small
/// for a row far from component k, and two sums for the degrees of freedom.
public final class StudentStatistics implements Statistics<StudentStatistics> {
    private final double[] mass;
    private final double[] logSums;
    private final double[] digammaSums;
    private final GaussianStatistics moments;

    /// @param mass     Σ_n r_nk
    /// @param logSums  Σ_n r_nk log(1 + δ_nk / ν_k), and for a row that lacks cells, so that o are there, besides
    ///                 r_nk (ψ((ν_k + d)/2) − ψ((ν_k + o)/2))
    /// @param digammaSums  Σ_n r_nk (ψ((ν_k + d)/2) − log(ν_k/2)): beside the sums above, since those of a
    ///                     stream were gathered at several ν
    /// @param moments  of the rows with weights r_nk u_nk
    StudentStatistics(double[] mass, double[] logSums, double[] digammaSums, GaussianStatistics moments) {
        this.mass = mass;
        this.logSums = logSums;
        this.digammaSums = digammaSums;
        this.moments = moments;
    }

    @Override
    public double[] mass() {
        return mass;
    }

    /// Mean of E[log τ] over the rows of component k.
    double meanLog(int k) {
        return digammaSums[k] / mass[k] - logSums[k] / mass[k];
    }

    /// Mean of u over the rows of component k.
    double meanWeight(int k) {
        return moments.mass()[k] / mass[k];
    }

    GaussianStatistics moments() {
        return moments;
    }

    StudentStatistics scaled(double factor) {
        return new StudentStatistics(
                Arrays.stream(mass).map(m -> factor * m).toArray(),
                Arrays.stream(logSums).map(sum -> factor * sum).toArray(),
                Arrays.stream(digammaSums).map(sum -> factor * sum).toArray(),
                moments.scaled(factor));
    }

    @Override
    public StudentStatistics merge(StudentStatistics later) {
        for (int k = 0; k < mass.length; k++) {
            mass[k] += later.mass[k];
            logSums[k] += later.logSums[k];
            digammaSums[k] += later.digammaSums[k];
        }
        return new StudentStatistics(mass, logSums, digammaSums, moments.merge(later.moments));
    }
}
