package mixtura.mixture.gaussian;

import java.util.Arrays;
import mixtura.internal.linalg.SymmetricEigen;
import mixtura.mixture.gaussian.SharedCovariances.Scatters;

/// Structures with one set of axes D for all components and variances of their own along them: VVE, which is the
/// model of common principal components (Flury 1984), and EVE, in which the volumes are equal too (Browne and
/// McNicholas 2014).
///
/// For given axes the best variances are the diagonals of V_k = Dᵀ W_k D, brought to one volume for EVE. What
/// is left is a function of D alone: Σ_k n_k log |diag V_k| for VVE and Σ_k |diag V_k|^(1/d) for EVE. Two axes
/// at a time are turned in their plane (Flury and Gautschi 1986): with the variances held, the best angle is that
/// of an eigenvector of a 2 × 2 matrix, so no step makes the function larger. There can be several minima; the
/// search begins at the better of the current axes and those of Σ_k W_k, so that it never ends above the current
/// ones.
///
/// A few sweeps are made, not all: EM with an M-step that only raises its bound arrives at the same places
/// (generalized EM; Dempster, Laird and Rubin 1977), and the next M-step goes on from these axes. Sweeps until nothing
/// moved took 7 to 10 ms an iteration on 178 × 13, where the E-step takes 0.1 ms.
final class SharedAxes {
    /// A sweep that gains less than this per unit of weight and axis has arrived.
    private static final double TOLERANCE = 1e-13;

    /// Sweeps of one M-step at most. With 2 to 50 of them EM takes as many iterations to the same maxima on wine.
    private static final int SWEEPS = 3;

    private static final double SMALLEST_ANGLE = 1e-9;

    /// A variance below this share of the mean one counts as that much while axes are turned.
    private static final double FLOOR = 1e-14;

    /// So that no quotient of two variances overflows.
    private static final double SMALLEST = 1e-150;

    /// What the components' volumes have to do with each other.
    enum Volumes {
        EQUAL,
        VARIABLE
    }

    private final Scatters scatters;
    private final Volumes volumes;
    private final int d;
    private final double[][] turned; // V_k = Dᵀ W_k D
    private final double[] axes; // D, axes as rows
    private final double[] floor; // least variance of each component

    private SharedAxes(Scatters scatters, Volumes volumes, double[] axes) {
        this.scatters = scatters;
        this.volumes = volumes;
        this.d = scatters.dimension();
        this.axes = axes.clone();
        this.turned = new double[scatters.componentCount()][];
        this.floor = new double[turned.length];
        for (int k = 0; k < turned.length; k++) {
            turned[k] = turned(scatters.scatter()[k], axes, d);
            double trace = 0;
            for (int j = 0; j < d; j++) trace += turned[k][j * d + j];
            floor[k] = Math.max(FLOOR * trace / d, SMALLEST);
        }
    }

    static double[][] estimate(Scatters scatters, Volumes volumes) {
        SharedAxes here = new SharedAxes(scatters, volumes, axesOf(scatters.current(), true, scatters.dimension()));
        SharedAxes pooled = new SharedAxes(scatters, volumes, axesOf(scatters.scatter(), false, scatters.dimension()));
        SharedAxes search = here.objective() <= pooled.objective() ? here : pooled;
        search.run();
        return search.covariances();
    }

    /// The axes of a sum of matrices. Those of matrices that have their axes in common come back, unless a sum of
    /// eigenvalues happens to be equal for two of them: so they are mixed in proportions that no data know.
    private static double[] axesOf(double[][] matrices, boolean mixed, int d) {
        double[] sum = new double[d * d];
        for (int k = 0; k < matrices.length; k++) {
            double trace = 0;
            for (int j = 0; j < d; j++) trace += matrices[k][j * d + j];
            double share = mixed && trace > 0 ? (1 + (k * 0.6180339887498949) % 1) / trace : 1;
            for (int i = 0; i < sum.length; i++) sum[i] += share * matrices[k][i];
        }
        double[] columns = SymmetricEigen.of(sum, d).vectors();
        double[] rows = new double[d * d];
        for (int i = 0; i < d; i++) for (int j = 0; j < d; j++) rows[j * d + i] = columns[i * d + j];
        return rows;
    }

    private static double[] turned(double[] matrix, double[] axes, int d) {
        double[] half = new double[d * d]; // rows: axes times the matrix
        for (int i = 0; i < d; i++) {
            for (int a = 0; a < d; a++) {
                double u = axes[i * d + a];
                for (int b = 0; b < d; b++) half[i * d + b] += u * matrix[a * d + b];
            }
        }
        double[] out = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double sum = 0;
                for (int b = 0; b < d; b++) sum += half[i * d + b] * axes[j * d + b];
                out[i * d + j] = sum;
            }
        }
        return out;
    }

    private double variance(int k, int j) {
        return Math.max(turned[k][j * d + j], floor[k]);
    }

    private double meanLog(int k) {
        double sum = 0;
        for (int j = 0; j < d; j++) sum += Math.log(variance(k, j));
        return sum / d;
    }

    /// What the axes are to make small, in nats per unit of weight and axis: log |Σ_k| / d, averaged, up to a constant.
    private double objective() {
        double sum = 0;
        for (int k = 0; k < turned.length; k++) {
            sum += volumes == Volumes.EQUAL ? Math.exp(meanLog(k)) : scatters.counts()[k] * meanLog(k);
        }
        return volumes == Volumes.EQUAL ? Math.log(sum) : sum / scatters.total();
    }

    private void run() {
        double before = objective();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double[] weight = new double[turned.length]; // of 1 / V_kjj: the inverse of the variance, up to a factor
            for (int k = 0; k < weight.length; k++)
                weight[k] = volumes == Volumes.EQUAL ? Math.exp(meanLog(k)) : scatters.counts()[k];
            for (int l = 0; l < d; l++) for (int m = l + 1; m < d; m++) turn(l, m, weight);
            double after = objective();
            if (!(before - after > TOLERANCE)) return;
            before = after;
        }
    }

    /// Turns two axes in their plane by the best angle for the variances as they are.
    private void turn(int l, int m, double[] weight) {
        double m11 = 0;
        double m12 = 0;
        double m22 = 0;
        for (int k = 0; k < turned.length; k++) {
            double[] v = turned[k];
            double ll = v[l * d + l];
            double mm = v[m * d + m];
            double difference = weight[k] * (1 / Math.max(ll, floor[k]) - 1 / Math.max(mm, floor[k]));
            m11 += difference * ll;
            m12 += difference * v[l * d + m];
            m22 += difference * mm;
        }
        // half the angle of (m22 − m11, −2 m12), by square roots
        double length = Math.sqrt((m22 - m11) * (m22 - m11) + 4 * m12 * m12);
        if (!(length > 0)) return;
        double twice = (m22 - m11) / length;
        double sine = Math.sqrt(Math.max(0, 0.5 - 0.5 * twice));
        double cosine = Math.sqrt(Math.max(0, 0.5 + 0.5 * twice));
        if (twice >= 0) sine = Math.abs(m12) / (length * cosine);
        else cosine = Math.abs(m12) / (length * sine);
        if (sine < SMALLEST_ANGLE) return;
        if (m12 > 0) sine = -sine;
        for (int k = 0; k < turned.length; k++) {
            double before = variance(k, l) * variance(k, m);
            rotateBoth(turned[k], l, m, cosine, sine);
            // EVE: the volume follows the two variances, so that each turn is about the best ones for its axes
            if (volumes == Volumes.EQUAL) weight[k] *= Math.pow(variance(k, l) * variance(k, m) / before, 1.0 / d);
        }
        rotateRows(axes, l, m, cosine, sine);
    }

    private void rotateRows(double[] matrix, int l, int m, double cosine, double sine) {
        for (int j = 0; j < d; j++) {
            double first = matrix[l * d + j];
            double second = matrix[m * d + j];
            matrix[l * d + j] = cosine * first + sine * second;
            matrix[m * d + j] = cosine * second - sine * first;
        }
    }

    /// A symmetric matrix along the turned axes.
    private void rotateBoth(double[] v, int l, int m, double cosine, double sine) {
        double ll = v[l * d + l];
        double lm = v[l * d + m];
        double mm = v[m * d + m];
        for (int j = 0; j < d; j++) {
            double first = v[l * d + j];
            double second = v[m * d + j];
            double turnedFirst = cosine * first + sine * second;
            double turnedSecond = cosine * second - sine * first;
            v[l * d + j] = turnedFirst;
            v[j * d + l] = turnedFirst;
            v[m * d + j] = turnedSecond;
            v[j * d + m] = turnedSecond;
        }
        v[l * d + l] = cosine * cosine * ll + 2 * cosine * sine * lm + sine * sine * mm;
        v[m * d + m] = sine * sine * ll - 2 * cosine * sine * lm + cosine * cosine * mm;
        double off = (cosine * cosine - sine * sine) * lm + cosine * sine * (mm - ll);
        v[l * d + m] = off;
        v[m * d + l] = off;
    }

    private double[][] covariances() {
        double[][] along = new double[turned.length][d];
        for (int k = 0; k < along.length; k++) for (int j = 0; j < d; j++) along[k][j] = turned[k][j * d + j];
        double[][] variances = along;
        if (volumes == Volumes.EQUAL) {
            variances = SharedVariances.equalised(along, scatters.total());
        } else {
            for (int k = 0; k < along.length; k++) for (int j = 0; j < d; j++) along[k][j] /= scatters.counts()[k];
        }
        double[][] out = new double[turned.length][];
        for (int k = 0; k < out.length; k++) {
            out[k] = onAxes(variances[k]);
            if (Arrays.stream(variances[k]).anyMatch(Double::isNaN)) Arrays.fill(out[k], Double.NaN);
        }
        return out;
    }

    /// D diag(variances) Dᵀ.
    private double[] onAxes(double[] variances) {
        double[] out = new double[d * d];
        for (int j = 0; j < d; j++) {
            for (int a = 0; a < d; a++) {
                double scaled = variances[j] * axes[j * d + a];
                for (int b = 0; b < d; b++) out[a * d + b] += scaled * axes[j * d + b];
            }
        }
        return out;
    }
}
