package mixtura.kmeans;

import mixtura.data.ColumnSummary;
import mixtura.data.Rows;
import mixtura.internal.kernel.Frame;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.NearestCentroid;
import mixtura.internal.kernel.ScalarNearest;
import mixtura.internal.kernel.ScreenedNearest;

/// The choice of an assignment kernel, by shape and by what the processor has. It never changes a label.
final class Assignments {
    /// Norms between which products of raw floats neither overflow nor vanish.
    private static final double SMALLEST_RAW = 0x1p-30;

    private static final double LARGEST_RAW = 0x1p40;

    private Assignments() {}

    static NearestCentroid of(Centroids centroids, Rows rows) {
        return of(centroids, rows, Frame.about(centroids.values(), centroids.k(), centroids.dimension()));
    }

    static NearestCentroid of(Centroids centroids, Rows rows, Frame frame) {
        return of(centroids, rows, frame, kernels(rows, centroids.k()));
    }

    static NearestCentroid of(Centroids centroids, Rows rows, Frame frame, Kernels kernels) {
        if (!NearestCentroid.canScreen(kernels)) return scalar(centroids);
        return ScreenedNearest.of(
                centroids.values(), centroids.k(), centroids.dimension(), frame, rows.isFloat(), kernels);
    }

    /// The kernels for walks over these rows.
    static Kernels kernels(Rows rows, int k) {
        return kernels(rows, k, "auto");
    }

    /// The kernels of a name for walks over these rows.
    static Kernels kernels(Rows rows, int k, String name) {
        return Kernels.forWork(name, (double) rows.rowCount() * rows.dimension() * k);
    }

    static ScalarNearest scalar(Centroids centroids) {
        return new ScalarNearest(centroids.values(), centroids.k(), centroids.dimension());
    }

    /// How the rows of this summary, all multiplied by `factor`, are best seen in single precision.
    static Frame frame(ColumnSummary summary, double factor) {
        int d = summary.dimension();
        double[] centre = new double[d];
        double meanSquares = 0;
        double ranges = 0;
        double fromZero = 0;
        double fromCentre = 0;
        for (int j = 0; j < d; j++) {
            double minimum = summary.minimum(j) * factor;
            double maximum = summary.maximum(j) * factor;
            // Eight bits hold how far a whole number below 256 is from a whole number: nothing is lost in bf16.
            double grain = Math.scalb(1.0, Math.getExponent(maximum - minimum) - 7);
            double mean = summary.mean(j) * factor;
            if (Math.abs(mean) < grain * 0x1p50) mean = Math.rint(mean / grain) * grain;
            centre[j] = mean;
            meanSquares += mean * mean;
            ranges += (maximum - minimum) * (maximum - minimum);
            fromZero += Math.max(minimum * minimum, maximum * maximum);
            double deviation = Math.max(mean - minimum, maximum - mean);
            fromCentre += deviation * deviation;
        }
        boolean raw = meanSquares <= ranges && Math.sqrt(fromZero) <= LARGEST_RAW && Math.sqrt(ranges) >= SMALLEST_RAW;
        return new Frame(centre, raw, Math.sqrt(raw ? fromZero : fromCentre) * (1 + 1e-6));
    }
}
