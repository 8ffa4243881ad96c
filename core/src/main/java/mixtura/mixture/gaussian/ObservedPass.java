package mixtura.mixture.gaussian;

import mixtura.data.RowBlock;
import mixtura.mixture.FamilyPass;

/// Both steps for diagonal and spherical covariances when cells are missing: their columns are independent within a
/// component, so the density of what is there is a product over the columns that are there, and the M-step
/// needs their moments alone.
///
/// The complete rows' pass works on the rows with their missing cells at the origin of the frame, where they add
/// nothing to Σ r z and Σ r z²; what it takes for their density is taken off again.
final class ObservedPass implements FamilyPass<GaussianStatistics> {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private final FamilyPass<GaussianStatistics> complete;
    private final Precision[] precisions;
    private final Gaps gaps;
    private final int components;
    private final double[] atOrigin; // log density of column j of component k at the origin, j * K + k
    private double[] missingMass; // Σ r over the rows that lack column j, j * K + k
    private boolean incomplete;

    ObservedPass(FamilyPass<GaussianStatistics> complete, Precision[] precisions, Frame frame, int blockRows) {
        this.complete = complete;
        this.precisions = precisions;
        this.gaps = new Gaps(frame, blockRows);
        this.components = precisions.length;
        int d = frame.dimension();
        this.atOrigin = new double[d * components];
        this.missingMass = new double[d * components];
        for (int k = 0; k < components; k++) {
            for (int j = 0; j < d; j++) {
                double lambda = precisions[k].entry(j, j);
                double mean = precisions[k].mean()[j];
                atOrigin[j * components + k] =
                        0.5 * (Math.log(lambda) - LOG_2_PI - lambda * mean * mean) - Math.log(frame.scale()[j]);
            }
        }
    }

    @Override
    public void load(RowBlock rows) {
        incomplete = gaps.load(rows);
        complete.load(incomplete ? gaps.filled() : rows);
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
        if (!incomplete) return;
        for (int i = 0; i < gaps.count(); i++) {
            for (int c = gaps.first(i); c < gaps.first(i + 1); c++) {
                int column = gaps.column(c) * components;
                for (int k = 0; k < components; k++) {
                    missingMass[column + k] += responsibilities[k * stride + gaps.row(i)];
                }
            }
        }
    }

    @Override
    public GaussianStatistics finish() {
        ObservedMoments moments = new ObservedMoments(complete.finish(), precisions, missingMass);
        missingMass = new double[missingMass.length];
        return moments;
    }
}
