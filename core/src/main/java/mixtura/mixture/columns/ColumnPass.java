package mixtura.mixture.columns;

import java.util.Arrays;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.FamilyPass;

/// One thread's products for one block. A missing cell has features of 0; what its column would add by being there is
/// taken off the log density, and its weight off the column's mass, by products with the pattern of missing cells. A
/// block in which nothing is missing costs nothing more.
final class ColumnPass implements FamilyPass<ColumnSums> {
    private final ColumnPrepared prepared;
    private final Features features;
    private final Kernels kernels;
    private final int d;
    private final int p;
    private final int componentCount;
    private final int stride;
    private final double[] zeros;
    private final double[] ones;
    private final double[] x; // the cells by columns, d × stride, 0 where missing
    private final double[] t; // the features, p × stride
    private final double[] absent; // d × stride: 1 where a cell is missing
    private final double[] base;
    private final double[] met; // K × stride
    private ColumnSums sums;
    private boolean anyAbsent;
    private int rows;

    ColumnPass(ColumnPrepared prepared, int blockRows) {
        this.prepared = prepared;
        this.features = prepared.features;
        this.kernels = prepared.kernels;
        this.d = features.dimension();
        this.p = features.count();
        this.componentCount = prepared.componentCount;
        this.stride = blockRows + 8; // no power of two: the columns would compete for few places of the cache
        this.zeros = new double[d];
        this.ones = new double[d];
        Arrays.fill(ones, 1);
        this.x = new double[d * stride];
        this.t = features.isIdentity() ? x : new double[p * stride];
        this.absent = new double[prepared.mayMiss ? d * stride : 0];
        this.base = new double[stride];
        this.met = new double[prepared.anyRequired ? componentCount * stride : 0];
        this.sums = new ColumnSums(componentCount, features, prepared.mayMiss);
    }

    @Override
    public void load(RowBlock block) {
        prepared.check.look(block);
        rows = block.rowCount();
        kernels.columns(rows, d, block.values(), block.offset(), d, zeros, ones, x, 0, stride);
        anyAbsent = prepared.mayMiss && findAbsent();
        if (!features.isIdentity()) {
            features.write(rows, x, t, stride);
            if (anyAbsent) clearAbsent();
        }
        Arrays.fill(base, 0, rows, 0);
        features.addBase(rows, x, base, stride);
    }

    private boolean findAbsent() {
        boolean found = false;
        for (int j = 0; j < d; j++) {
            for (int i = j * stride, end = i + rows; i < end; i++) {
                boolean missing = Double.isNaN(x[i]);
                absent[i] = missing ? 1 : 0;
                if (missing) x[i] = 0;
                found |= missing;
            }
        }
        return found;
    }

    private void clearAbsent() {
        for (int f = 0; f < p; f++) {
            int column = features.column(f) * stride;
            for (int n = 0; n < rows; n++) if (absent[column + n] != 0) t[f * stride + n] = 0;
        }
    }

    @Override
    public void logDensity(double[] out, int outStride) {
        int k = componentCount;
        kernels.multiply(k, rows, p, prepared.weights, 0, p, t, 0, stride, out, 0, outStride, false);
        for (int c = 0; c < k; c++) {
            double constant = prepared.constant[c];
            for (int n = 0, i = c * outStride; n < rows; n++, i++) out[i] += constant + base[n];
        }
        if (anyAbsent) withoutAbsent(out, outStride);
        if (prepared.anyRequired) require(out, outStride);
        if (prepared.strict) {
            for (int c = 0; c < k; c++) {
                for (int i = c * outStride, end = i + rows; i < end; i++) {
                    if (out[i] < ColumnPrepared.IMPOSSIBLE / 2) out[i] = Double.NEGATIVE_INFINITY;
                }
            }
        }
    }

    /// Takes off what the columns of missing cells would add by being there.
    private void withoutAbsent(double[] out, int outStride) {
        for (int c = 0; c < componentCount; c++) {
            for (int j = 0; j < d; j++) {
                double constant = prepared.constants[c * d + j];
                if (constant == 0) continue;
                for (int n = 0; n < rows; n++) out[c * outStride + n] -= constant * absent[j * stride + n];
            }
        }
    }

    /// Counts the features that must be there and are not.
    private void require(double[] out, int outStride) {
        int k = componentCount;
        kernels.multiply(k, rows, p, prepared.required, 0, p, t, 0, stride, met, 0, stride, false);
        if (anyAbsent) {
            kernels.multiply(k, rows, d, prepared.required, 0, d, absent, 0, stride, met, 0, stride, true);
        }
        for (int c = 0; c < k; c++) {
            double needed = prepared.requiredCount[c];
            for (int n = 0; n < rows; n++) {
                double lacking = needed - met[c * stride + n];
                if (lacking > 0.5) out[c * outStride + n] += lacking * prepared.against;
            }
        }
    }

    @Override
    public void add(double[] responsibilities, int rStride) {
        int k = componentCount;
        double[] mass = sums.mass();
        for (int c = 0; c < k; c++) {
            double sum = 0;
            for (int i = c * rStride, end = i + rows; i < end; i++) sum += responsibilities[i];
            mass[c] += sum;
        }
        kernels.multiplyByTransposed(k, p, rows, responsibilities, 0, rStride, t, 0, stride, sums.sums(), 0, p, true);
        if (anyAbsent) {
            kernels.multiplyByTransposed(
                    k, d, rows, responsibilities, 0, rStride, absent, 0, stride, sums.absent(), 0, d, true);
        }
    }

    @Override
    public ColumnSums finish() {
        ColumnSums done = sums;
        sums = new ColumnSums(componentCount, features, prepared.mayMiss);
        return done;
    }
}
