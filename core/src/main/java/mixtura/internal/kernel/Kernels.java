package mixtura.internal.kernel;

import java.util.Map;

/// The inner loops of the house on row-major arrays. Every implementation gives the same answer up to rounding;
/// [ScalarKernels] is the definition, and each faster one is tested against it.
///
/// Blocks of rows come in two layouts. *Row-major* is how data arrives. *By columns* is how mixtures are fitted:
/// column `j` of all rows of a block side by side, value `n` at `j * stride + n`, so that neither a small dimension
/// nor a small number of components leaves lanes of a vector idle. Pad the stride: one that is a multiple of 512
/// values makes all columns compete for a few places of the cache.
///
/// Implementations are immutable and shared by all threads; none of them starts a thread.
public interface Kernels {
    /// The fastest kernels that run here. The choice is made once, and [#description] says what it is and why it is
    /// nothing faster.
    static Kernels automatic() {
        return KernelChoice.Automatic.KERNELS;
    }

    /// The kernels of that name: `auto` as [#automatic], `scalar`, `simd` (the Vector API) or `blas` (OpenBLAS for
    /// the products of matrices).
    ///
    /// @throws IllegalArgumentException if there is no such name, or if these kernels cannot run here
    static Kernels named(String name) {
        return KernelChoice.named(name);
    }

    /// The kernels of that name for so many multiplications in one walk over the rows. Where `auto` may choose,
    /// little work is done by the scalar kernels and more by OpenBLAS, which are fast before the compiler has seen
    /// them; the choice depends on the shape alone.
    static Kernels forWork(String name, double multiplications) {
        return KernelChoice.forWork(name, multiplications);
    }

    /// As [#forWork] for work that a [#whitener] does where there are vectors: OpenBLAS is
    /// left less of it.
    static Kernels forWhitening(String name, double multiplications) {
        return KernelChoice.forWhitening(name, multiplications);
    }

    /// What to ask each of many pieces of work for, which alone would be little, but not together.
    ///
    /// @param multiplications  in a walk over the rows, of all pieces
    /// @param whitening        of them, those by a [#whitener] in the pieces of one covariance structure
    static String nameForAll(String name, double multiplications, double whitening) {
        return KernelChoice.nameForAll(name, multiplications, whitening);
    }

    /// By name, what each kind of kernels runs on here, or why it cannot run.
    static Map<String, String> all() {
        return KernelChoice.all();
    }

    /// What the assignments of k-means run on where nobody asks for other kernels.
    static String forKMeans() {
        return KernelChoice.forKMeans();
    }

    /// What these kernels run on, as a certificate and `doctor` report it: `scalar`, `vector 512 bit`, …
    String description();

    /// Σ_j a_j b_j over `length` values.
    double dot(double[] a, int aOffset, double[] b, int bOffset, int length);

    /// Σ_j (a_j − b_j)² over `length` values.
    double squaredDistance(double[] a, int aOffset, double[] b, int bOffset, int length);

    /// y += α x over `length` values.
    void add(double alpha, double[] x, int xOffset, double[] y, int yOffset, int length);

    /// C = A · B (+ C if `accumulate`), with A `m × k`, B `k × n` and C `m × n`, whose rows are `aStride`,
    /// `bStride` and `cStride` apart.
    void multiply(
            int m,
            int n,
            int k,
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            int bStride,
            double[] c,
            int cOffset,
            int cStride,
            boolean accumulate);

    /// C = Aᵀ · B (+ C if `accumulate`), with A `k × m`, B `k × n` and C `m × n`.
    void multiplyTransposed(
            int m,
            int n,
            int k,
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            int bStride,
            double[] c,
            int cOffset,
            int cStride,
            boolean accumulate);

    /// C = A · Bᵀ (+ C if `accumulate`), with A `m × k`, B `n × k` and C `m × n`. With responsibilities A
    /// (components × rows) and features B (features × rows) by columns this is the M-step's product.
    void multiplyByTransposed(
            int m,
            int n,
            int k,
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            int bStride,
            double[] c,
            int cOffset,
            int cStride,
            boolean accumulate);

    /// C += Aᵀ · A on and above the diagonal, with A `k × n` and C `n × n`; what is below the diagonal is
    /// unspecified.
    void addGram(int n, int k, double[] a, int aOffset, int aStride, double[] c, int cOffset, int cStride);

    /// Y = X · U with U upper triangular `n × n` (what is below its diagonal is 0), X and Y `m × n`.
    void multiplyUpper(
            int m,
            int n,
            double[] x,
            int xOffset,
            int xStride,
            double[] u,
            int uOffset,
            int uStride,
            double[] y,
            int yOffset,
            int yStride);

    /// Turns each of `rows` rows of `columns` log weights into weights that sum to 1, and writes the logarithm of
    /// each row's sum before that to `logSum`: log Σ_k exp s_k, worked out about the row's maximum. A row of −∞
    /// alone gets −∞ and zeros.
    void softmax(int rows, int columns, double[] scores, int offset, double[] logSum, int logSumOffset);

    /// As [#softmax] for a block by columns: the score of row `n` in column `k` is `scores[offset + k * stride +
    /// n]`.
    void softmaxColumns(
            int rows, int columns, double[] scores, int offset, int stride, double[] logSum, int logSumOffset);

    /// Lays row-major rows out by columns, moved and scaled: `out[outOffset + j * outStride + n]` becomes
    /// `(x[xOffset + n * xStride + j] − shift[j]) · scale[j]`.
    void columns(
            int rows,
            int columns,
            double[] x,
            int xOffset,
            int xStride,
            double[] shift,
            double[] scale,
            double[] out,
            int outOffset,
            int outStride);

    /// The features of a full covariance from a block by columns (`dimension` columns in `x`): the products x_a x_b
    /// with a ≤ b in the order (0,0), (0,1), …, (0,d−1), (1,1), …, then x_0 … x_{d−1}, then 1. These are
    /// [#quadraticFeatureCount] columns of `out`.
    void quadraticFeatures(
            int rows, int dimension, double[] x, int xOffset, int xStride, double[] out, int outOffset, int outStride);

    /// Whether the [#whitener] is faster here than products of features.
    default boolean whitensInRegisters() {
        return false;
    }

    /// What whitens rows, and gathers those that have a share.
    default Whitener whitener() {
        return new ScalarWhitening();
    }

    /// Columns that [#quadraticFeatures] writes: `(d + 1)(d + 2) / 2`.
    static int quadraticFeatureCount(int dimension) {
        return (dimension + 1) * (dimension + 2) / 2;
    }
}
