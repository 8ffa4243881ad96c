package mixtura.seeding.hierarchy;

import java.util.Arrays;
import mixtura.internal.kernel.ScalarKernels;
import mixtura.internal.linalg.Cholesky;

/// Groups of points, each with a Gaussian of its own, and what merging two of them costs.
///
/// The criterion is Σ_k n_k log(|W_k / n_k| + (tr W_k + α) / n_k), with W_k the scatter of group k about its mean and
/// α = tr W / (n d), W that of all points (Fraley 1998): the classification likelihood of Gaussians
/// with full covariances, to which the trace is added because the determinant of up to d points is 0.
final class GaussianGroups {
    /// A determinant below this share of what it is added to changes nothing.
    private static final double NEGLIGIBLE = 0x1p-54;

    /// Columns, which come by falling variance, in which most points are farther apart than the nearest two.
    private static final int FIRST_COLUMNS = 3;

    private static final double LN2 = 0.6931471805599453;

    private static final long BITS_OF_ONE = 0x3ff0000000000000L;

    private static final double[] NOT_ASKED_FOR = new double[0];

    private final int dimension;
    private final double alpha;
    private final double[] mass;
    private final double[] means; // groups × dimension
    private final double[] trace;
    private final double[] term;
    private final int[] size;
    private final int[] nextMember; // of the same group, −1 after the last
    private final int[] lastMember;
    private final double[] points; // as given
    private final double[] weights;
    private final double[][] scatters; // of groups larger than the dimension, once they were asked for

    /// @param points   row-major; each is a group at first
    /// @param weights  all positive
    GaussianGroups(double[] points, double[] weights, int dimension) {
        int count = weights.length;
        this.dimension = dimension;
        this.points = points;
        this.weights = weights;
        mass = weights.clone();
        means = points.clone();
        trace = new double[count];
        size = new int[count];
        nextMember = new int[count];
        lastMember = new int[count];
        scatters = new double[count][];
        Arrays.fill(scatters, NOT_ASKED_FOR);
        Arrays.fill(size, 1);
        Arrays.fill(nextMember, -1);
        for (int i = 0; i < count; i++) lastMember[i] = i;
        alpha = Math.max(totalScatter() / (Arrays.stream(weights).sum() * dimension), Math.ulp(1.0));
        term = new double[count];
        for (int i = 0; i < count; i++) term[i] = weights[i] * Math.log(alpha / weights[i]);
    }

    /// tr W of all points.
    private double totalScatter() {
        double[] mean = new double[dimension];
        double sum = 0;
        double scatter = 0;
        for (int i = 0; i < weights.length; i++) {
            double before = sum;
            sum += weights[i];
            for (int j = 0; j < dimension; j++) {
                double difference = points[i * dimension + j] - mean[j];
                mean[j] += difference * weights[i] / sum;
                scatter += difference * difference * weights[i] * before / sum;
            }
        }
        return scatter;
    }

    int count() {
        return mass.length;
    }

    /// What merging groups i and j adds to the criterion; any number from `limit` on when it is no less than that.
    double cost(int i, int j, double limit) {
        double both = mass[i] + mass[j];
        double traceOfBoth = trace[i] + trace[j] + between(i, j);
        double spread = (traceOfBoth + alpha) / both;
        double separate = term[i] + term[j];
        double below = both * leastLog(spread) - separate;
        if (below >= limit) return below;
        double least = both * Math.log(spread) - separate;
        if (least >= limit || size[i] + size[j] <= dimension) return least;
        // no determinant exceeds the mean variance to the power d
        if (Math.pow(traceOfBoth / (both * dimension), dimension) <= NEGLIGIBLE * spread) return least;
        return both * Math.log(spread + determinant(scatterOfBoth(i, j), both)) - separate;
    }

    /// No more than log x, and at most 0.06 less: between powers of two a chord, which is below the logarithm. It is
    /// what the bits of x say when they are read as an integer.
    private static double leastLog(double x) {
        return LN2 * ((Double.doubleToRawLongBits(x) - BITS_OF_ONE) * 0x1p-52 - 0x1p-40);
    }

    /// Whether the scatter of two points is never asked for.
    boolean pairsAreFlat() {
        return dimension >= 2;
    }

    /// Whether every point is a group of its own, all of one weight, and no two have a scatter that is asked for:
    /// then a merge costs the more the farther the two are apart.
    boolean areSinglePointsAlike() {
        for (int i = 0; i < size.length; i++) if (size[i] > 1 || mass[i] != mass[0]) return false;
        return pairsAreFlat();
    }

    /// ‖x̄_i − x̄_j‖², or a part of it that is no less than `limit`.
    double squaredDistance(int i, int j, double limit) {
        int first = Math.min(FIRST_COLUMNS, dimension);
        int a = i * dimension;
        int b = j * dimension;
        double sum = 0;
        for (int end = a + first; a < end; a++, b++) {
            double difference = means[a] - means[b];
            sum += difference * difference;
        }
        if (sum >= limit) return sum;
        for (int end = (i + 1) * dimension; a < end; a++, b++) {
            double difference = means[a] - means[b];
            sum += difference * difference;
        }
        return sum;
    }

    /// m_i m_j / (m_i + m_j) ‖x̄_i − x̄_j‖²: what the trace of both has more than their traces.
    private double between(int i, int j) {
        double squared = ScalarKernels.INSTANCE.squaredDistance(means, i * dimension, means, j * dimension, dimension);
        return squared * mass[i] * mass[j] / (mass[i] + mass[j]);
    }

    private double determinant(double[] scatter, double m) {
        double[] covariance = scatter.clone();
        for (int t = 0; t < covariance.length; t++) covariance[t] /= m;
        Cholesky factor = Cholesky.of(covariance, dimension, ScalarKernels.INSTANCE);
        return factor.succeeded() ? Math.exp(factor.logDeterminant()) : 0;
    }

    /// The lower triangle of W_i + W_j + m_i m_j / (m_i + m_j) (x̄_i − x̄_j)(x̄_i − x̄_j)ᵀ.
    private double[] scatterOfBoth(int i, int j) {
        double[] sum = scatter(i).clone();
        double[] other = scatter(j);
        double factor = mass[i] * mass[j] / (mass[i] + mass[j]);
        for (int a = 0; a < dimension; a++) {
            double difference = factor * (means[i * dimension + a] - means[j * dimension + a]);
            for (int b = 0; b <= a; b++) {
                int at = a * dimension + b;
                sum[at] += other[at] + difference * (means[i * dimension + b] - means[j * dimension + b]);
            }
        }
        return sum;
    }

    /// Kept for large groups alone: there are at most count / d of them, so all together are no larger than the
    /// points.
    private double[] scatter(int i) {
        if (scatters[i].length > 0) return scatters[i];
        double[] scatter = new double[dimension * dimension];
        for (int n = i; n >= 0; n = nextMember[n]) {
            for (int a = 0; a < dimension; a++) {
                double difference = weights[n] * (points[n * dimension + a] - means[i * dimension + a]);
                for (int b = 0; b <= a; b++) {
                    scatter[a * dimension + b] += difference * (points[n * dimension + b] - means[i * dimension + b]);
                }
            }
        }
        if (size[i] > dimension) scatters[i] = scatter;
        return scatter;
    }

    /// Puts group j into group i.
    void merge(int i, int j) {
        boolean known = scatters[i].length > 0 && scatters[j].length > 0;
        double[] scatter = known ? scatterOfBoth(i, j) : NOT_ASKED_FOR;
        double cost = cost(i, j, Double.POSITIVE_INFINITY);
        trace[i] += trace[j] + between(i, j);
        term[i] += term[j] + cost;
        double both = mass[i] + mass[j];
        for (int a = 0; a < dimension; a++) {
            means[i * dimension + a] = (mass[i] * means[i * dimension + a] + mass[j] * means[j * dimension + a]) / both;
        }
        mass[i] = both;
        size[i] += size[j];
        nextMember[lastMember[i]] = j;
        lastMember[i] = lastMember[j];
        scatters[j] = NOT_ASKED_FOR;
        scatters[i] = scatter;
    }
}
