package mixtura.app.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mixtura.data.Rows;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.KMeansOptions;
import mixtura.seeding.Seeding;

/// Three round clusters of standard deviation 1, and outliers: the data behind `docs/robust.md`.
///
/// @param centres   of the clusters
/// @param rows      those of the clusters, then the outliers
/// @param outliers  how many there are
record OutlierProblem(double[][] centres, double[][] rows, int outliers) {
    private static final int ROWS_EACH = 2000;

    /// Every cluster has 5 % of its rows on one side, at 5 to 10 standard deviations from its centre: readings that can
    /// only fail upwards.
    static OutlierProblem near(long seed) {
        double[][] centres = {{0, 0}, {30, 0}, {15, 26}};
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> rows = clusters(centres, random);
        int each = ROWS_EACH / 20;
        for (double[] centre : centres) {
            for (int n = 0; n < each; n++) {
                double distance = 5 + 5 * random.nextDouble();
                double angle = Math.PI / 2 * random.nextDouble();
                rows.add(new double[] {centre[0] + distance * Math.cos(angle), centre[1] + distance * Math.sin(angle)});
            }
        }
        return new OutlierProblem(centres, rows.toArray(double[][]::new), 3 * each);
    }

    /// 5 % of the rows are together, `distance` standard deviations away.
    static OutlierProblem far(long seed, double distance) {
        double[][] centres = {{0, 0}, {12, 0}, {6, 10.4}};
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> rows = clusters(centres, random);
        int outliers = 3 * ROWS_EACH / 19;
        for (int n = 0; n < outliers; n++) {
            rows.add(new double[] {distance + 2 * random.nextGaussian(), 0.4 * distance + 2 * random.nextGaussian()});
        }
        return new OutlierProblem(centres, rows.toArray(double[][]::new), outliers);
    }

    private static List<double[]> clusters(double[][] centres, SplittableRandom random) {
        List<double[]> rows = new ArrayList<>();
        for (double[] centre : centres) {
            for (int n = 0; n < ROWS_EACH; n++) {
                rows.add(new double[] {centre[0] + random.nextGaussian(), centre[1] + random.nextGaussian()});
            }
        }
        return rows;
    }

    KMeansModel fit(KMeansOptions options) {
        return KMeans.fit(Rows.of(rows), options).model();
    }

    /// Half a standard deviation from the centres.
    KMeansOptions nearTheTruth() {
        double[][] start = new double[centres.length][];
        for (int k = 0; k < start.length; k++) start[k] = new double[] {centres[k][0] + 0.4, centres[k][1] - 0.3};
        return KMeansOptions.of(start.length).withStart(Seeding.given(start));
    }

    /// The best of many random starts: what the objective likes best.
    KMeansOptions manyStarts() {
        return KMeansOptions.of(centres.length).withStart(Seeding.randomRows()).withRestarts(40);
    }

    /// The largest distance of a cluster's centre to the nearest centroid.
    double error(KMeansModel model) {
        double worst = 0;
        for (double[] centre : centres) {
            double nearest = Double.POSITIVE_INFINITY;
            for (double[] centroid : model.centroids()) {
                nearest = Math.min(nearest, Math.hypot(centroid[0] - centre[0], centroid[1] - centre[1]));
            }
            worst = Math.max(worst, nearest);
        }
        return worst;
    }
}
