package mixtura.mixture.robust;

import java.util.function.Consumer;
import mixtura.data.RowBlock;
import mixtura.mixture.FamilyPass;
import mixtura.mixture.gaussian.IncompletePass;

/// Both steps when cells are missing at random. Of a row with o cells there, these are t_ν(μ_o, S_oo) (Lange,
/// Little and Taylor 1989; Lin 2010): with δ their squared distance,
///
/// - `u = E[τ] = (ν + o) / (ν + δ)` and E[log τ] = ψ((ν + o)/2) − log((ν + δ)/2);
/// - the missing cells have, given τ and the others, the normal conditional mean and Λ_mm⁻¹ / τ for a
/// covariance, so that
///   the scatter Σ r E[τ (x − μ)(x − μ)ᵀ] is that of completed rows with weights r u, and Σ r Λ_mm⁻¹.
final class IncompleteStudentPass implements FamilyPass<StudentStatistics> {
    private final StudentPrepared prepared;
    private final IncompletePass normal;
    private final int stride;
    private final int componentCount;
    private final double[] weights; // log N, then u_nk, then r u: K × stride
    private final double[] atMean; // log N of the cells there at their means, K × stride
    private final double[] logs; // log(1 + δ_nk / ν_k), K × stride
    private double[] mass;
    private double[] logSums;
    private int rows;
    private boolean weighed;

    IncompleteStudentPass(StudentPrepared prepared, IncompletePass normal, int blockRows) {
        this.prepared = prepared;
        this.normal = normal;
        this.stride = blockRows;
        this.componentCount = prepared.componentCount();
        this.weights = new double[componentCount * stride];
        this.atMean = new double[componentCount * stride];
        this.logs = new double[componentCount * stride];
        this.mass = new double[componentCount];
        this.logSums = new double[componentCount];
    }

    @Override
    public void split(RowBlock block, Consumer<RowBlock> parts) {
        normal.split(block, parts);
    }

    @Override
    public void load(RowBlock block) {
        rows = block.rowCount();
        normal.load(block);
        weighed = false;
    }

    @Override
    public void logDensity(double[] out, int outStride) {
        weigh();
        for (int k = 0; k < componentCount; k++) {
            double nu = prepared.degreesOfFreedom(k);
            for (int n = 0; n < rows; n++) {
                int missing = normal.missing(n);
                double half = 0.5 * (nu + prepared.dimension() - missing);
                int i = k * stride + n;
                out[k * outStride + n] = atMean[i] + prepared.overNormal(k, missing) - half * logs[i];
            }
        }
    }

    /// Works out u and log(1 + δ/ν) for the block, once.
    private void weigh() {
        if (weighed) return;
        normal.logDensity(weights, stride);
        normal.logDensityAtMean(atMean, stride);
        for (int k = 0; k < componentCount; k++) {
            double nu = prepared.degreesOfFreedom(k);
            for (int n = 0; n < rows; n++) {
                int i = k * stride + n;
                double excess = Math.max(0, 2 * (atMean[i] - weights[i])) / nu;
                logs[i] = StrictMath.log1p(excess);
                weights[i] = (nu + prepared.dimension() - normal.missing(n)) / nu / (1 + excess);
            }
        }
        weighed = true;
    }

    @Override
    public void add(double[] responsibilities, int rStride) {
        weigh();
        for (int k = 0; k < componentCount; k++) {
            double sum = 0;
            double logSum = 0;
            for (int n = 0; n < rows; n++) {
                double r = responsibilities[k * rStride + n];
                sum += r;
                logSum += r * (logs[k * stride + n] + prepared.digammaLost(k, normal.missing(n)));
                weights[k * stride + n] *= r;
            }
            mass[k] += sum;
            logSums[k] += logSum;
        }
        normal.add(weights, stride, responsibilities, rStride);
        weighed = false; // the weights hold responsibilities now
    }

    @Override
    public StudentStatistics finish() {
        StudentStatistics statistics =
                new StudentStatistics(mass, logSums, prepared.digammaSums(mass), normal.finish());
        mass = new double[componentCount];
        logSums = new double[componentCount];
        return statistics;
    }
}
