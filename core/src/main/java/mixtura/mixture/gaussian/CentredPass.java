package mixtura.mixture.gaussian;

import java.util.Arrays;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.Covariance;
import mixtura.mixture.FamilyPass;

/// Both steps about each component's own mean: ‖(z − μ_k) U_k‖² in the E-step, Σ_n r_nk (z_n − μ_k)(z_n
/// − μ_k)ᵀ in the M-step. Accurate however far apart and thin the components are, and the faster way in many
/// dimensions.
final class CentredPass implements FamilyPass<GaussianStatistics> {
    private final Covariance structure;
    private final Precision[] precisions;
    private final Frame frame;
    private final Kernels kernels;
    private final int d;
    private final double[] z;
    private final double[] centred;
    private final double[] whitened;
    private final NegligibleShares negligible;
    private double[] mass;
    private double[] first; // Σ r (z − μ_k), K × d
    private double[] second; // per component as its structure stores it; tied: one for all
    private int rows;

    CentredPass(Covariance structure, Precision[] precisions, Frame frame, Kernels kernels, int blockRows) {
        this.structure = structure;
        this.precisions = precisions;
        this.frame = frame;
        this.kernels = kernels;
        this.d = frame.dimension();
        this.z = new double[blockRows * d];
        this.centred = new double[blockRows * d];
        this.whitened = new double[isMatrix(structure) ? blockRows * d : 0];
        this.negligible = new NegligibleShares(blockRows);
        this.mass = new double[precisions.length];
        this.first = new double[precisions.length * d];
        this.second = newSecond();
    }

    private static boolean isMatrix(Covariance structure) {
        return structure == Covariance.FULL || structure == Covariance.TIED;
    }

    private double[] newSecond() {
        int copies = structure == Covariance.TIED ? 1 : precisions.length;
        return new double[Math.multiplyExact(copies, Gaussian.storedLength(structure, d))];
    }

    @Override
    public void load(RowBlock block) {
        rows = block.rowCount();
        frame.apply(block, z);
        negligible.load(block);
    }

    @Override
    public void logDensity(double[] out, int stride) {
        int components = precisions.length;
        for (int k = 0; k < components; k++) {
            Precision precision = precisions[k];
            centre(precision.mean());
            double[] factor = precision.factor();
            switch (structure) {
                case FULL, TIED -> kernels.multiplyUpper(rows, d, centred, 0, d, factor, 0, d, whitened, 0, d);
                case DIAGONAL -> {
                    for (int n = 0; n < rows; n++) for (int j = 0; j < d; j++) centred[n * d + j] *= factor[j];
                }
                case SPHERICAL -> {
                    for (int i = 0; i < rows * d; i++) centred[i] *= factor[0];
                }
            }
            double[] y = isMatrix(structure) ? whitened : centred;
            for (int n = 0; n < rows; n++) {
                out[k * stride + n] = precision.logNormaliser() - 0.5 * kernels.dot(y, n * d, y, n * d, d);
            }
        }
    }

    private void centre(double[] mean) {
        for (int n = 0; n < rows; n++) {
            int row = n * d;
            for (int j = 0; j < d; j++) centred[row + j] = z[row + j] - mean[j];
        }
    }

    @Override
    public void add(double[] responsibilities, int stride) {
        int components = precisions.length;
        for (int k = 0; k < components; k++) {
            int counting = gather(responsibilities, k * stride, k);
            if (counting == 0) continue;
            switch (structure) {
                case FULL -> kernels.addGram(d, counting, centred, 0, d, second, k * d * d, d);
                case TIED -> kernels.addGram(d, counting, centred, 0, d, second, 0, d);
                case DIAGONAL -> {
                    for (int n = 0; n < counting; n++) {
                        for (int j = 0; j < d; j++) second[k * d + j] += centred[n * d + j] * centred[n * d + j];
                    }
                }
                case SPHERICAL -> {
                    for (int n = 0; n < counting; n++) second[k] += kernels.dot(centred, n * d, centred, n * d, d);
                }
            }
        }
    }

    /// Gathers √r (z − μ_k) of the rows that count for component k, and adds them to its mass and first moments.
    private int gather(double[] responsibilities, int offset, int k) {
        double[] mean = precisions[k].mean();
        int counting = 0;
        for (int n = 0; n < rows; n++) {
            double r = responsibilities[offset + n];
            mass[k] += r;
            if (negligible.isNegligible(r, n)) continue;
            double root = Math.sqrt(r);
            int row = n * d;
            int to = counting++ * d;
            for (int j = 0; j < d; j++) {
                double y = z[row + j] - mean[j];
                first[k * d + j] += r * y;
                centred[to + j] = root * y;
            }
        }
        return counting;
    }

    @Override
    public GaussianStatistics finish() {
        CentredMoments moments = new CentredMoments(structure, precisions, mass, first, second, d);
        mass = new double[mass.length];
        first = new double[first.length];
        second = newSecond();
        return moments;
    }

    /// Moments about the means that the components had in the E-step.
    private static final class CentredMoments extends GaussianStatistics {
        private final Covariance structure;
        private final Precision[] about;
        private final double[] first;
        private final double[] second;

        CentredMoments(
                Covariance structure,
                Precision[] about,
                double[] mass,
                double[] first,
                double[] second,
                int dimension) {
            super(mass, dimension);
            this.structure = structure;
            this.about = about;
            this.first = first;
            this.second = second;
        }

        @Override
        public GaussianStatistics merge(GaussianStatistics later) {
            CentredMoments other = (CentredMoments) later;
            addTo(mass(), other.mass());
            addTo(first, other.first);
            addTo(second, other.second);
            return this;
        }

        private double step(int k, int j) {
            return first[k * dimension() + j] / mass()[k];
        }

        @Override
        void mean(int k, double[] out) {
            for (int j = 0; j < out.length; j++) out[j] = about[k].mean()[j] + step(k, j);
        }

        @Override
        void covariance(int k, double[] mean, double[] out) {
            int d = dimension();
            double total = mass()[k];
            switch (structure) {
                case FULL -> {
                    for (int i = 0; i < d; i++) {
                        for (int j = i; j < d; j++) {
                            double value = second[k * d * d + i * d + j] / total - step(k, i) * step(k, j);
                            out[i * d + j] = value;
                            out[j * d + i] = value;
                        }
                    }
                }
                case DIAGONAL -> {
                    for (int j = 0; j < d; j++) out[j] = second[k * d + j] / total - step(k, j) * step(k, j);
                }
                case SPHERICAL -> {
                    double shift = 0;
                    for (int j = 0; j < d; j++) shift += step(k, j) * step(k, j);
                    out[0] = (second[k] / total - shift) / d;
                }
                case TIED -> throw new AssertionError("tied components share their scatter");
            }
        }

        @Override
        void pooledScatter(double[][] means, double[] out) {
            int d = dimension();
            Arrays.fill(out, 0);
            for (int i = 0; i < d; i++) {
                for (int j = i; j < d; j++) {
                    double sum = second[i * d + j];
                    for (int k = 0; k < means.length; k++) {
                        if (mass()[k] > 0) sum -= mass()[k] * step(k, i) * step(k, j);
                    }
                    out[i * d + j] = sum;
                    out[j * d + i] = sum;
                }
            }
        }
    }
}
