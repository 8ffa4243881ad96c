package mixtura.mixture.gaussian;

import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.FamilyPass;

/// Both steps about each component's own mean: ‖(z − μ_k) U_k‖² in the E-step, Σ_n r_nk (z_n − μ_k)(z_n
/// − μ_k)ᵀ in the M-step. Accurate however far apart and thin the components are, and the faster way in many
/// dimensions.
final class CentredPass implements FamilyPass<GaussianStatistics> {
    private final Form form;
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
    private double[] second; // per component as its form stores it; tied: one for all
    private int rows;

    CentredPass(Form form, Precision[] precisions, Frame frame, Kernels kernels, int blockRows) {
        this.form = form;
        this.precisions = precisions;
        this.frame = frame;
        this.kernels = kernels;
        this.d = frame.dimension();
        this.z = new double[blockRows * d];
        this.centred = new double[blockRows * d];
        this.whitened = new double[form.isMatrix() ? blockRows * d : 0];
        this.negligible = new NegligibleShares(blockRows);
        this.mass = new double[precisions.length];
        this.first = new double[precisions.length * d];
        this.second = newSecond();
    }

    private double[] newSecond() {
        int copies = form == Form.TIED ? 1 : precisions.length;
        return new double[Math.multiplyExact(copies, form.length(d))];
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
            switch (form) {
                case FULL, TIED -> kernels.multiplyUpper(rows, d, centred, 0, d, factor, 0, d, whitened, 0, d);
                case DIAGONAL -> {
                    for (int n = 0; n < rows; n++) for (int j = 0; j < d; j++) centred[n * d + j] *= factor[j];
                }
                case SPHERICAL -> {
                    for (int i = 0; i < rows * d; i++) centred[i] *= factor[0];
                }
            }
            double[] y = form.isMatrix() ? whitened : centred;
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
            switch (form) {
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
        CentredMoments moments = new CentredMoments(form, precisions, mass, first, second, d);
        mass = new double[mass.length];
        first = new double[first.length];
        second = newSecond();
        return moments;
    }
}
