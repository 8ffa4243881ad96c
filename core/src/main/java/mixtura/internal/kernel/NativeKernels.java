package mixtura.internal.kernel;

/// Products of matrices by OpenBLAS from a size on, everything else by other kernels.
final class NativeKernels implements Kernels {
    /// Operations of one native call at most, about four milliseconds: for as long the garbage collector may have to
    /// wait.
    private static final long MOST_OPERATIONS = 200_000_000;

    private final Blas blas;
    private final Kernels others;
    private final int least;
    private final boolean triangles;

    /// @param others     does what OpenBLAS does not
    /// @param least      a product goes to OpenBLAS if its three sizes are all this or more; 0 for all products
    /// @param triangles  whether triangular products do, too
    NativeKernels(Blas blas, Kernels others, int least, boolean triangles) {
        this.blas = blas;
        this.others = others;
        this.least = least;
        this.triangles = triangles;
    }

    @Override
    public String description() {
        String products =
                least == 0 ? "all products" : "products of " + least + " × " + least + " × " + least + " and more";
        return others.description() + "; " + blas.name() + " for " + products;
    }

    @Override
    public double dot(double[] a, int aOffset, double[] b, int bOffset, int length) {
        return others.dot(a, aOffset, b, bOffset, length);
    }

    @Override
    public double squaredDistance(double[] a, int aOffset, double[] b, int bOffset, int length) {
        return others.squaredDistance(a, aOffset, b, bOffset, length);
    }

    @Override
    public void add(double alpha, double[] x, int xOffset, double[] y, int yOffset, int length) {
        others.add(alpha, x, xOffset, y, yOffset, length);
    }

    @Override
    public void multiply(
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
        if (isSmall(m, n, k)) {
            others.multiply(m, n, k, a, aOffset, aStride, b, bOffset, bStride, c, cOffset, cStride, accumulate);
            return;
        }
        int step = rowsAtOnce(n, k);
        for (int i = 0; i < m; i += step) {
            blas.multiply(
                    false,
                    false,
                    Math.min(step, m - i),
                    n,
                    k,
                    a,
                    aOffset + i * aStride,
                    aStride,
                    b,
                    bOffset,
                    bStride,
                    c,
                    cOffset + i * cStride,
                    cStride,
                    accumulate);
        }
    }

    @Override
    public void multiplyTransposed(
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
        if (isSmall(m, n, k)) {
            others.multiplyTransposed(
                    m, n, k, a, aOffset, aStride, b, bOffset, bStride, c, cOffset, cStride, accumulate);
            return;
        }
        int step = rowsAtOnce(n, k);
        for (int i = 0; i < m; i += step) {
            blas.multiply(
                    true,
                    false,
                    Math.min(step, m - i),
                    n,
                    k,
                    a,
                    aOffset + i,
                    aStride,
                    b,
                    bOffset,
                    bStride,
                    c,
                    cOffset + i * cStride,
                    cStride,
                    accumulate);
        }
    }

    @Override
    public void multiplyByTransposed(
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
        if (isSmall(m, n, k)) {
            others.multiplyByTransposed(
                    m, n, k, a, aOffset, aStride, b, bOffset, bStride, c, cOffset, cStride, accumulate);
            return;
        }
        int step = rowsAtOnce(n, k);
        for (int i = 0; i < m; i += step) {
            blas.multiply(
                    false,
                    true,
                    Math.min(step, m - i),
                    n,
                    k,
                    a,
                    aOffset + i * aStride,
                    aStride,
                    b,
                    bOffset,
                    bStride,
                    c,
                    cOffset + i * cStride,
                    cStride,
                    accumulate);
        }
    }

    @Override
    public void addGram(int n, int k, double[] a, int aOffset, int aStride, double[] c, int cOffset, int cStride) {
        if (!triangles || isSmall(n, n, k)) {
            others.addGram(n, k, a, aOffset, aStride, c, cOffset, cStride);
            return;
        }
        int step = rowsAtOnce(n, n);
        for (int l = 0; l < k; l += step) {
            blas.addGram(n, Math.min(step, k - l), a, aOffset + l * aStride, aStride, c, cOffset, cStride);
        }
    }

    @Override
    public void multiplyUpper(
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
            int yStride) {
        if (!triangles || isSmall(m, n, n)) {
            others.multiplyUpper(m, n, x, xOffset, xStride, u, uOffset, uStride, y, yOffset, yStride);
            return;
        }
        for (int i = 0; i < m; i++) System.arraycopy(x, xOffset + i * xStride, y, yOffset + i * yStride, n);
        int step = rowsAtOnce(n, n);
        for (int i = 0; i < m; i += step) {
            blas.multiplyUpper(Math.min(step, m - i), n, u, uOffset, uStride, y, yOffset + i * yStride, yStride);
        }
    }

    @Override
    public void softmax(int rows, int columns, double[] scores, int offset, double[] logSum, int logSumOffset) {
        others.softmax(rows, columns, scores, offset, logSum, logSumOffset);
    }

    @Override
    public void softmaxColumns(
            int rows, int columns, double[] scores, int offset, int stride, double[] logSum, int logSumOffset) {
        others.softmaxColumns(rows, columns, scores, offset, stride, logSum, logSumOffset);
    }

    @Override
    public void columns(
            int rows,
            int columns,
            double[] x,
            int xOffset,
            int xStride,
            double[] shift,
            double[] scale,
            double[] out,
            int outOffset,
            int outStride) {
        others.columns(rows, columns, x, xOffset, xStride, shift, scale, out, outOffset, outStride);
    }

    @Override
    public void quadraticFeatures(
            int rows, int dimension, double[] x, int xOffset, int xStride, double[] out, int outOffset, int outStride) {
        others.quadraticFeatures(rows, dimension, x, xOffset, xStride, out, outOffset, outStride);
    }

    @Override
    public boolean whitensInRegisters() {
        return least > 0 && others.whitensInRegisters();
    }

    @Override
    public Whitener whitener() {
        return others.whitener();
    }

    private boolean isSmall(int m, int n, int k) {
        return Math.min(m, Math.min(n, k)) < Math.max(least, 1); // BLAS refuses strides of 0
    }

    private static int rowsAtOnce(int n, int k) {
        return (int) Math.max(16, MOST_OPERATIONS / (2L * n * k));
    }
}
