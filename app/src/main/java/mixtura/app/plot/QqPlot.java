package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;

/// Whether a component is Gaussian at all: the squared Mahalanobis distances of its rows against the χ² quantiles that
/// they have when it is; for a Student-t component against those of d · F(d, ν).
///
/// Every row counts in every component with its responsibility r_nk. Only so do the points lie on the line y = x: the
/// rows *assigned* to a component lack the tails that its neighbours take away.
public final class QqPlot {
    /// Rows of less responsibility are not drawn, though they count.
    private static final double LEAST_DRAWN = 0.05;

    /// Components of less weight have an envelope from edge to edge, which says nothing.
    private static final double LEAST_MASS = 5;

    /// More envelopes than these hide each other: the widest alone is drawn.
    private static final int MOST_ENVELOPES = 6;

    private QqPlot() {}

    /// @throws IllegalArgumentException if the model is no Gaussian mixture
    public static Drawing draw(Subject subject, PlotOptions options) {
        if (!subject.isElliptical() || subject.responsibilities().length == 0) {
            throw new IllegalArgumentException(
                    "plot qq needs a Gaussian or Student-t mixture; fit one with -m gmm or -m student");
        }
        int[] varying = varying(subject);
        if (varying.length == 0)
            throw new IllegalArgumentException("all columns are constant, so there are no distances");
        List<double[][]> points = new ArrayList<>();
        double largest = 0;
        for (int k = 0; k < subject.k(); k++) {
            double[][] curve = points(subject, k, varying);
            points.add(curve);
            for (double[] axis : curve)
                largest = Math.max(largest, Arrays.stream(axis).max().orElse(0));
        }
        List<String> notes = new ArrayList<>();
        boolean student = subject.isStudent();
        boolean each = subject.k() <= MOST_ENVELOPES;
        String kind = student ? "Student-t" : "Gaussian";
        notes.add("On the line: as a " + kind
                + " component has it. Above it on the right: heavier tails, or strangers. Each row counts with its"
                + " responsibility. Shaded: where 95 % of the points lie if the "
                + (each ? "component" : subject.word() + " with the fewest rows") + " is as it should be.");
        notes.add(subject.samplingNote());
        Ink ideal = Ink.line(Colour.SOFT, 1.3).dashed(5);
        Legend legend = new Legend()
                .clusters(subject.word(), subject.clusters())
                .line(kind, ideal)
                .area("95 % of points", Ink.fill(Colour.SOFT.withOpacity(0.2)));
        Page page = new Page(options, "Are the components " + kind + "?", subject.caption(), notes, legend);
        double end = largest > 0 ? 1.04 * largest : 1;
        double right = points.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve[0]))
                .max()
                .orElse(1);
        Frame frame = Frame.within(
                page.body(),
                Axis.linear(
                        student
                                ? varying.length + " times the quantile of F(" + varying.length + ", ν)"
                                : "χ² quantile, " + Numbers.count(varying.length) + " degree"
                                        + (varying.length == 1 ? "" : "s") + " of freedom",
                        0,
                        right > 0 ? 1.04 * right : 1),
                Axis.linear("squared Mahalanobis distance", 0, end));
        List<Integer> shaded = IntStream.range(0, subject.k())
                .filter(k -> mass(subject, k) >= LEAST_MASS && points.get(k)[0].length > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> mass(subject, k)))
                .limit(each ? MOST_ENVELOPES : 1)
                .toList();
        for (int k : shaded) {
            DoubleUnaryOperator expected = quantile(subject.clusters().get(k).marginal(varying), varying.length);
            Colour colour = each ? Palette.colour(k) : Colour.SOFT;
            QqEnvelope.of(expected, mass(subject, k)).draw(frame, Ink.fill(colour.withOpacity(0.16)));
        }
        frame.line(new double[] {0, end}, new double[] {0, end}, ideal);
        for (int k = 0; k < subject.k(); k++) {
            frame.symbols(Palette.symbol(k), points.get(k)[0], points.get(k)[1], 2.4, Palette.points(k, 0.75));
        }
        page.add(frame);
        return page.finish();
    }

    /// Constant columns are outside the density: their variance is 0 in every component.
    private static int[] varying(Subject subject) {
        return IntStream.range(0, subject.dimension())
                .filter(j -> subject.clusters().stream().anyMatch(cluster -> cluster.covariance()[j][j] > 0))
                .toArray();
    }

    private static double mass(Subject subject, int k) {
        double mass = 0;
        for (double[] r : subject.responsibilities()) mass += Double.isNaN(r[k]) ? 0 : r[k];
        return mass;
    }

    /// Quantiles and squared distances of component k, rising.
    static double[][] points(Subject subject, int k, int[] columns) {
        Cluster cluster = subject.clusters().get(k).marginal(columns);
        double[][] lower = cholesky(cluster.covariance());
        double[] squared = new double[subject.rows().length];
        for (int n = 0; n < squared.length; n++) {
            squared[n] = squaredDistance(subject.rows()[n], columns, cluster.centre(), lower);
        }
        int[] order = IntStream.range(0, squared.length)
                .filter(n -> Double.isFinite(squared[n]))
                .boxed()
                .sorted(Comparator.comparingDouble(n -> squared[n]))
                .mapToInt(Integer::intValue)
                .toArray();
        double mass = Arrays.stream(order)
                .mapToDouble(n -> subject.responsibilities()[n][k])
                .sum();
        DoubleUnaryOperator expected = quantile(cluster, columns.length);
        double[] x = new double[order.length];
        double[] y = new double[order.length];
        int count = 0;
        double below = 0;
        for (int n : order) {
            double r = subject.responsibilities()[n][k];
            if (r >= LEAST_DRAWN) {
                x[count] = expected.applyAsDouble(Math.clamp((below + r / 2) / mass, 0, 1 - 1e-12));
                y[count++] = squared[n];
            }
            below += r;
        }
        return new double[][] {Arrays.copyOf(x, count), Arrays.copyOf(y, count)};
    }

    /// The quantiles of the squared distance in d columns.
    private static DoubleUnaryOperator quantile(Cluster cluster, int d) {
        if (!cluster.isStudent()) return ChiSquaredDistribution.of(d)::inverseCumulativeProbability;
        FDistribution ratio = FDistribution.of(d, cluster.degreesOfFreedom());
        return probability -> d * ratio.inverseCumulativeProbability(probability);
    }

    /// (x − μ)ᵀ Σ⁻¹ (x − μ) by forward substitution with the Cholesky factor; NaN where a cell is missing.
    private static double squaredDistance(double[] row, int[] columns, double[] mean, double[][] lower) {
        double[] z = new double[mean.length];
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            double value = row[columns[i]] - mean[i];
            for (int j = 0; j < i; j++) value -= lower[i][j] * z[j];
            z[i] = value / lower[i][i];
            sum += z[i] * z[i];
        }
        return sum;
    }

    /// Σ = L Lᵀ; a pivot that is not positive becomes NaN, and with it the distances.
    private static double[][] cholesky(double[][] covariance) {
        int d = covariance.length;
        double[][] lower = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double value = covariance[i][j];
                for (int m = 0; m < j; m++) value -= lower[i][m] * lower[j][m];
                if (i > j) lower[i][j] = value / lower[j][j];
                else lower[i][i] = value > 0 ? Math.sqrt(value) : Double.NaN;
            }
        }
        return lower;
    }
}
