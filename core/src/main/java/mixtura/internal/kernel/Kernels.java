package mixtura.internal.kernel;

/// The inner loops of the house on row-major arrays. Every implementation gives the same answer up to rounding;
/// [ScalarKernels] is the definition, and each faster one is tested against it.
///
/// Implementations are immutable and shared by all threads; none of them starts a thread.
public interface Kernels {
    /// What these kernels run on, as a certificate and `doctor` report it: `scalar`, `vector 512 bit`, …
    String description();

    /// Σ_j a_j b_j over `length` values.
    double dot(double[] a, int aOffset, double[] b, int bOffset, int length);

    /// Σ_j (a_j − b_j)² over `length` values.
    double squaredDistance(double[] a, int aOffset, double[] b, int bOffset, int length);

    /// y += α x over `length` values.
    void add(double alpha, double[] x, int xOffset, double[] y, int yOffset, int length);

    /// C = A · B (+ C if `accumulate`), with A `m × k`, B `k × n` and C `m × n`, whose rows are `aStride`, `bStride` and
    /// `cStride` apart.
    void multiply(
            int m, int n, int k, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride,
            double[] c, int cOffset, int cStride, boolean accumulate);

    /// C = Aᵀ · B (+ C if `accumulate`), with A `k × m`, B `k × n` and C `m × n`.
    void multiplyTransposed(
            int m, int n, int k, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride,
            double[] c, int cOffset, int cStride, boolean accumulate);

    /// C += Aᵀ · A on and above the diagonal, with A `k × n` and C `n × n`; what is below the diagonal is unspecified.
    void addGram(int n, int k, double[] a, int aOffset, int aStride, double[] c, int cOffset, int cStride);

    /// Y = X · U with U upper triangular `n × n` (what is below its diagonal is 0), X and Y `m × n`.
    void multiplyUpper(
            int m, int n, double[] x, int xOffset, int xStride, double[] u, int uOffset, int uStride,
            double[] y, int yOffset, int yStride);

    /// Turns each of `rows` rows of `columns` log weights into weights that sum to 1, and writes the logarithm of each
    /// row's sum before that to `logSum`: log Σ_k exp s_k, worked out about the row's maximum. A row of −∞ alone gets
    /// −∞ and zeros.
    void softmax(int rows, int columns, double[] scores, int offset, double[] logSum, int logSumOffset);
}
