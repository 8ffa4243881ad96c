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
final class SharedAxes {
    /// A sweep that gains less than this per unit of weight and axis has arrived.
    private static final double TOLERANCE = 1e-13;

    private static final int MAX_SWEEPS = 200;

    /// Turns of one pair of axes in a sweep.
    private static final int MAX_TURNS = 8;

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
        for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
            double[] weight = new double[turned.length]; // of 1 / V_kjj: the inverse of the variance, up to a factor
            for (int k = 0; k < weight.length; k++)
                weight[k] = volumes == Volumes.EQUAL ? Math.exp(meanLog(k)) : scatters.counts()[k];
            for (int l = 0; l < d; l++) for (int m = l + 1; m < d; m++) turn(l, m, weight);
            double after = objective();
            if (!(before - after > TOLERANCE)) return;
            before = after;
        }
    }

    /// Turns two axes in their plane.
    private void turn(int l, int m, double[] weight) {
        double cosine = 1;
        double sine = 0;
        for (int turn = 0; turn < MAX_TURNS; turn++) {
            double m11 = 0;
            double m12 = 0;
            double m22 = 0;
            for (int k = 0; k < turned.length; k++) {
                double[] v = turned[k];
                double ll = v[l * d + l];
                double lm = v[l * d + m];
                double mm = v[m * d + m];
                double nowL = cosine * cosine * ll + 2 * cosine * sine * lm + sine * sine * mm;
                double nowM = sine * sine * ll - 2 * cosine * sine * lm + cosine * cosine * mm;
                // EVE: the volume follows the two variances, so that each turn is about the best ones for its axes
                double changed = volumes == Volumes.EQUAL
                        ? Math.pow(
                                Math.max(nowL, floor[k]) / variance(k, l) * (Math.max(nowM, floor[k]) / variance(k, m)),
                                1.0 / d)
                        : 1;
                double difference = weight[k] * changed * (1 / Math.max(nowL, floor[k]) - 1 / Math.max(nowM, floor[k]));
                m11 += difference * ll;
                m12 += difference * lm;
                m22 += difference * mm;
            }
            double angle = 0.5 * Math.atan2(-2 * m12, m22 - m11);
            double nextCosine = Math.cos(angle);
            double nextSine = Math.sin(angle);
            double moved = Math.abs(nextSine * cosine - nextCosine * sine);
            cosine = nextCosine;
            sine = nextSine;
            if (moved < SMALLEST_ANGLE) break;
        }
        if (sine == 0) return;
        double[] before = new double[weight.length];
        for (int k = 0; k < before.length; k++) before[k] = Math.sqrt(variance(k, l)) * Math.sqrt(variance(k, m));
        for (double[] v : turned) rotateBoth(v, l, m, cosine, sine);
        rotateRows(axes, l, m, cosine, sine);
        if (volumes == Volumes.EQUAL) {
            for (int k = 0; k < weight.length; k++) {
                double after = Math.sqrt(variance(k, l)) * Math.sqrt(variance(k, m));
                weight[k] *= Math.pow(after / before[k], 2.0 / d);
            }
        }
    }

    private void rotateRows(double[] matrix, int l, int m, double cosine, double sine) {
        for (int j = 0; j < d; j++) {
            double first = matrix[l * d + j];
            double second = matrix[m * d + j];
            matrix[l * d + j] = cosine * first + sine * second;
            matrix[m * d + j] = cosine * second - sine * first;
        }
    }

    private void rotateBoth(double[] v, int l, int m, double cosine, double sine) {
        rotateRows(v, l, m, cosine, sine);
        for (int i = 0; i < d; i++) {
            double first = v[i * d + l];
            double second = v[i * d + m];
            v[i * d + l] = cosine * first + sine * second;
            v[i * d + m] = cosine * second - sine * first;
        }
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
