package mixtura.internal.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The CBLAS routines that we call, for row-major matrices in arrays of the heap.
///
/// The handles are linked as critical: a call holds up the garbage collector, so callers keep each one to a few
/// milliseconds.
///
/// @param dgemm  C = α op(A) op(B) + β C
/// @param dsyrk  C = α op(A) op(A)ᵀ + β C, one triangle
/// @param dtrmm  B = α B op(A) with a triangular A
/// @param name   library, version and the processor that its loops were written for
record Blas(MethodHandle dgemm, MethodHandle dsyrk, MethodHandle dtrmm, String name) {
    private static final int ROW_MAJOR = 101;
    private static final int AS_IS = 111;
    private static final int TRANSPOSED = 112;
    private static final int UPPER = 121;
    private static final int ANY_DIAGONAL = 131;
    private static final int FROM_THE_RIGHT = 142;

    /// C = op(A) · op(B) (+ C if `accumulate`), with op(A) `m × k`, op(B) `k × n` and C `m × n`.
    void multiply(
            boolean transposeA,
            boolean transposeB,
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
            boolean accumulate) {
        int orderA = transposeA ? TRANSPOSED : AS_IS;
        int orderB = transposeB ? TRANSPOSED : AS_IS;
        double beta = accumulate ? 1.0 : 0.0;
        MemorySegment first = from(a, aOffset);
        MemorySegment second = from(b, bOffset);
        MemorySegment result = from(c, cOffset);
        try {
            dgemm.invokeExact(
                    ROW_MAJOR, orderA, orderB, m, n, k, 1.0, first, aStride, second, bStride, beta, result, cStride);
        } catch (Throwable e) {
            throw new AssertionError("cblas_dgemm never throws", e);
        }
    }

    /// C += Aᵀ · A on and above the diagonal, with A `k × n` and C `n × n`.
    void addGram(int n, int k, double[] a, int aOffset, int aStride, double[] c, int cOffset, int cStride) {
        MemorySegment factor = from(a, aOffset);
        MemorySegment result = from(c, cOffset);
        try {
            dsyrk.invokeExact(ROW_MAJOR, UPPER, TRANSPOSED, n, k, 1.0, factor, aStride, 1.0, result, cStride);
        } catch (Throwable e) {
            throw new AssertionError("cblas_dsyrk never throws", e);
        }
    }

    /// Y = Y · U with U upper triangular `n × n` and Y `m × n`.
    void multiplyUpper(int m, int n, double[] u, int uOffset, int uStride, double[] y, int yOffset, int yStride) {
        MemorySegment factor = from(u, uOffset);
        MemorySegment result = from(y, yOffset);
        try {
            dtrmm.invokeExact(
                    ROW_MAJOR, FROM_THE_RIGHT, UPPER, AS_IS, ANY_DIAGONAL, m, n, 1.0, factor, uStride, result, yStride);
        } catch (Throwable e) {
            throw new AssertionError("cblas_dtrmm never throws", e);
        }
    }

    private static MemorySegment from(double[] array, int offset) {
        return MemorySegment.ofArray(array).asSlice((long) offset * Double.BYTES);
    }
}
