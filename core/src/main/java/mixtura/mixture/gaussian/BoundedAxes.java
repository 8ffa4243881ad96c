package mixtura.mixture.gaussian;

import mixtura.mixture.gaussian.SharedCovariances.Scatters;

/// EVE and VVE under a bound of the ratio of any two variances. For given axes the best variances are known (the
/// truncation of [EigenvalueRatio] for VVE, [OneVolume] for EVE); for given variances two axes at a time are turned
/// in their plane, as in [SharedAxes]. Neither makes the likelihood smaller.
final class BoundedAxes {
    /// Pairs of a sweep over all axes and new variances in one M-step at most.
    private static final int SWEEPS = 3;

    /// A sweep that gains less than this per unit of weight has arrived.
    private static final double TOLERANCE = 1e-13;

    private final Scatters scatters;
    private final SharedAxes.Volumes volumes;
    private final double ratio;
    private final TurnedScatters turned;
    private double[][] variances;

    private BoundedAxes(Scatters scatters, SharedAxes.Volumes volumes, double ratio, double[] axes) {
        this.scatters = scatters;
        this.volumes = volumes;
        this.ratio = ratio;
        this.turned = new TurnedScatters(scatters, axes);
        this.variances = best();
    }

    static double[][] estimate(Scatters scatters, SharedAxes.Volumes volumes, double ratio) {
        BoundedAxes here = new BoundedAxes(scatters, volumes, ratio, TurnedScatters.currentAxes(scatters));
        BoundedAxes pooled = new BoundedAxes(scatters, volumes, ratio, TurnedScatters.pooledAxes(scatters));
        BoundedAxes search = here.cost() <= pooled.cost() ? here : pooled;
        search.run();
        double[][] out = new double[search.variances.length][];
        for (int k = 0; k < out.length; k++) out[k] = search.turned.onAxes(search.variances[k]);
        return out;
    }

    private void run() {
        double before = cost();
        int d = scatters.dimension();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double[] difference = new double[variances.length];
            for (int l = 0; l < d; l++) {
                for (int m = l + 1; m < d; m++) {
                    for (int k = 0; k < difference.length; k++)
                        difference[k] = 1 / variances[k][l] - 1 / variances[k][m];
                    turned.turn(l, m, difference);
                }
            }
            variances = best();
            double after = cost();
            if (!(before - after > TOLERANCE * scatters.total())) return;
            before = after;
        }
    }

    private double[][] best() {
        double[][] along = along();
        if (volumes == SharedAxes.Volumes.EQUAL) return OneVolume.estimate(along, scatters.total(), ratio);
        for (int k = 0; k < along.length; k++) {
            for (int j = 0; j < along[k].length; j++) along[k][j] /= scatters.counts()[k];
        }
        return EigenvalueRatio.truncated(along, scatters.counts(), ratio);
    }

    /// V_kjj, in which rounding leaves nothing below 0.
    private double[][] along() {
        double[][] along = turned.along();
        for (double[] one : along) for (int j = 0; j < one.length; j++) one[j] = Math.max(0, one[j]);
        return along;
    }

    private double cost() {
        return BoundedCovariances.cost(scatters.counts(), along(), variances);
    }
}
