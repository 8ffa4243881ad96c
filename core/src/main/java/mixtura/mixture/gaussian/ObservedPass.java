package mixtura.mixture.gaussian;

import java.util.Arrays;
import mixtura.data.RowBlock;
import mixtura.mixture.FamilyPass;

/// Both steps for diagonal and spherical covariances when cells are missing: their columns are independent within a
/// component, so the density of what is there is a product over the columns that are there, and the M-step
/// needs their moments alone.
///
/// The complete rows' pass works on the rows with their missing cells at the origin of the frame, where they add
/// nothing to Σ r z and Σ r z²; what it takes for their density is taken off again.
final class ObservedPass implements IncompletePass {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private final FamilyPass<GaussianStatistics> complete;
    private final Precision[] precisions;
    private final Gaps gaps;
    private final int components;
    private final double[] atOrigin; // log density of column j of component k at the origin, j * K + k
    private double[] missingMass; // Σ r over the rows that lack column j, j * K + k
    private final double[] unitAtMean; // log density of column j of component k at its mean, j * K + k
    private double[] counts = new double[0]; // Σ r where rows weigh something else in the moments, K; else empty
    private double[] missingCounts = new double[0]; // the same over the rows that lack column j, j * K + k
    private int rows;
    private boolean incomplete;

    ObservedPass(FamilyPass<GaussianStatistics> complete, Precision[] precisions, Frame frame, int blockRows) {
        this.complete = complete;
        this.precisions = precisions;
        this.gaps = new Gaps(frame, blockRows);
        this.components = precisions.length;
        int d = frame.dimension();
        this.atOrigin = new double[d * components];
        this.unitAtMean = new double[d * components];
        this.missingMass = new double[d * components];
        for (int k = 0; k < components; k++) {
            for (int j = 0; j < d; j++) {
                double lambda = precisions[k].entry(j, j);
                double mean = precisions[k].mean()[j];
                double atMean = 0.5 * (Math.log(lambda) - LOG_2_PI) - Math.log(frame.scale()[j]);
                unitAtMean[j * components + k] = atMean;
                atOrigin[j * components + k] = atMean - 0.5 * lambda * mean * mean;
            }
        }
    }

    @Override
    public void load(RowBlock given) {
        rows = given.rowCount();
        incomplete = gaps.load(given);
        complete.load(incomplete ? gaps.filled() : given);
    }

    @Override
    public void logDensity(double[] out, int stride) {
        complete.logDensity(out, stride);
        if (!incomplete) return;
        for (int i = 0; i < gaps.count(); i++) {
            for (int c = gaps.first(i); c < gaps.first(i + 1); c++) {
                int column = gaps.column(c) * components;
                for (int k = 0; k < components; k++) out[k * stride + gaps.row(i)] -= atOrigin[column + k];
            }
        }
    }

    @Override
    public void add(double[] responsibilities, int stride) {
        complete.add(responsibilities, stride);
        addMissing(missingMass, responsibilities, stride);
    }

    @Override
    public void add(double[] weights, int stride, double[] responsibilities, int rStride) {
        add(weights, stride);
        if (counts.length == 0) {
            counts = new double[components];
            missingCounts = new double[missingMass.length];
        }
        for (int k = 0; k < components; k++) {
            double sum = 0;
            for (int n = 0; n < rows; n++) sum += responsibilities[k * rStride + n];
            counts[k] += sum;
        }
        addMissing(missingCounts, responsibilities, rStride);
    }

    private void addMissing(double[] target, double[] shares, int stride) {
        if (!incomplete) return;
        for (int i = 0; i < gaps.count(); i++) {
            for (int c = gaps.first(i); c < gaps.first(i + 1); c++) {
                int column = gaps.column(c) * components;
                for (int k = 0; k < components; k++) target[column + k] += shares[k * stride + gaps.row(i)];
            }
        }
    }

    @Override
    public int missing(int n) {
        return gaps.missing(n);
    }

    @Override
    public void logDensityAtMean(double[] out, int stride) {
        for (int k = 0; k < components; k++) {
            Arrays.fill(out, k * stride, k * stride + rows, precisions[k].logNormaliser());
        }
        for (int i = 0; i < gaps.count(); i++) {
            for (int c = gaps.first(i); c < gaps.first(i + 1); c++) {
                int column = gaps.column(c) * components;
                for (int k = 0; k < components; k++) out[k * stride + gaps.row(i)] -= unitAtMean[column + k];
            }
        }
    }

    @Override
    public GaussianStatistics finish() {
        ObservedMoments moments =
                new ObservedMoments(complete.finish(), precisions, missingMass, counts, missingCounts);
        missingMass = new double[missingMass.length];
        counts = new double[0];
        missingCounts = new double[0];
        return moments;
    }
}
