package mixtura.mixture.robust;

import mixtura.data.RowBlock;
import mixtura.mixture.FamilyPass;
import mixtura.mixture.gaussian.GaussianStatistics;

/// Both steps on top of those of normal components: the E-step takes the distance δ from the normal log density, the
/// M-step hands the moments the weights r u with `u = E[τ] = (ν + d) / (ν + δ)` (Liu and Rubin 1995, eq. 4).
final class StudentPass implements FamilyPass<StudentStatistics> {
    private final StudentPrepared prepared;
    private final FamilyPass<GaussianStatistics> normal;
    private final int stride;
    private final int componentCount;
    private final double[] weights; // u_nk, K × stride; with r when handed to the moments
    private final double[] logs; // log(1 + δ_nk / ν_k), K × stride
    private double[] mass;
    private double[] logSums;
    private int rows;
    private boolean weighed;

    StudentPass(StudentPrepared prepared, FamilyPass<GaussianStatistics> normal, int blockRows) {
        this.prepared = prepared;
        this.normal = normal;
        this.stride = blockRows;
        this.componentCount = prepared.componentCount();
        this.weights = new double[componentCount * stride];
        this.logs = new double[componentCount * stride];
        this.mass = new double[componentCount];
        this.logSums = new double[componentCount];
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
            double top = prepared.logDensityAtMean(k);
            double half = 0.5 * (prepared.degreesOfFreedom(k) + prepared.dimension());
            for (int n = 0; n < rows; n++) out[k * outStride + n] = top - half * logs[k * stride + n];
        }
    }

    /// Works out u and log(1 + δ/ν) for the block, once.
    private void weigh() {
        if (weighed) return;
        normal.logDensity(weights, stride);
        for (int k = 0; k < componentCount; k++) {
            double top = prepared.normalAtMean(k);
            double nu = prepared.degreesOfFreedom(k);
            double most = (nu + prepared.dimension()) / nu;
            for (int i = k * stride, end = i + rows; i < end; i++) {
                double excess = Math.max(0, 2 * (top - weights[i])) / nu;
                logs[i] = StrictMath.log1p(excess);
                weights[i] = most / (1 + excess);
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
                logSum += r * logs[k * stride + n];
                weights[k * stride + n] *= r;
            }
            mass[k] += sum;
            logSums[k] += logSum;
        }
        normal.add(weights, stride);
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
