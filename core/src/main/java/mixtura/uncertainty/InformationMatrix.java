package mixtura.uncertainty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.internal.linalg.SymmetricEigen;
import mixtura.mixture.Component;
import mixtura.mixture.Coordinates;
import mixtura.mixture.Family;
import mixtura.mixture.Mixture;
import mixtura.mixture.Noise;
import mixtura.mixture.Outline;
import mixtura.mixture.Statistics;
import org.jspecify.annotations.Nullable;

/// Standard errors of all parameters from the empirical observed information `I = Σ_n w_n s_n s_nᵀ`, s_n being the
/// gradient of log p(x_n) (Louis 1982; McLachlan and Peel 2000, section 2.15.3): one fit is enough, where the bootstrap
/// needs hundreds. It trusts the model, and rows that are many.
///
/// Gradients are central differences in the family's [Coordinates], in which any number makes sense, and in
/// logarithms of ratios of proportions, that of the noise to all others among them. Directions in which nothing
/// changes have no information and are left out. Errors of the parameters follow by the delta method, with
/// differences as well.
public final class InformationMatrix {
    /// Of a difference, in coordinates whose unit is about a standard deviation: errors of order 1e-8.
    private static final double STEP = 1e-4;

    /// Eigenvalues below this share of the largest, coordinates scaled alike, are no information.
    private static final double RANK = 1e-9;

    /// Rows whose gradients exist at once.
    private static final int CHUNK = 4096;

    private InformationMatrix() {}

    /// Standard errors and normal intervals of the parameters, in the order of [ParameterVector].
    ///
    /// @param mixture  the maximum of the likelihood of these rows
    /// @param level    of the intervals
    /// @return         empty for a family without coordinates
    public static Optional<List<Estimate>> estimates(Mixture<?> mixture, Rows rows, double level, Execution execution) {
        return captured(mixture, rows, level, execution);
    }

    private static <C extends Component> Optional<List<Estimate>> captured(
            Mixture<C> mixture, Rows rows, double level, Execution execution) {
        return bound(mixture.family(), mixture, rows, level, execution);
    }

    private static <C extends Component, S extends Statistics<S>> Optional<List<Estimate>> bound(
            Family<C, S> family, Mixture<C> mixture, Rows rows, double level, Execution execution) {
        Rows modelled = rows.select(mixture.modelledColumns());
        ColumnSummary summary = ColumnSummary.of(modelled, execution);
        Family<C, S> here = family.boundTo(modelled, summary, mixture.componentCount(), execution);
        return here.coordinates().map(coordinates -> {
            Neighbours<C> neighbours = new Neighbours<>(here, mixture, coordinates);
            double[] information = information(neighbours, rows, execution);
            return estimates(mixture, neighbours, information, level);
        });
    }

    /// Mixtures near a mixture, along each coordinate.
    private static final class Neighbours<C extends Component> {
        private final Family<C, ?> family;
        private final Mixture<C> centre;
        private final Coordinates<C> coordinates;
        private final double[] theta;
        private final int largest;
        private final int count;

        Neighbours(Family<C, ?> family, Mixture<C> centre, Coordinates<C> coordinates) {
            this.family = family;
            this.centre = centre;
            this.coordinates = coordinates;
            theta = coordinates.of(centre.components());
            double[] proportions = centre.mixingProportions();
            int most = 0;
            for (int k = 1; k < proportions.length; k++) if (proportions[k] > proportions[most]) most = k;
            largest = most;
            boolean isShared = centre.noise()
                    .map(noise -> noise.proportion() > 0 && noise.proportion() < 1)
                    .orElse(false);
            count = proportions.length - 1 + theta.length + (isShared ? 1 : 0);
        }

        /// The number of coordinates: log(π_k / π_largest), those of the components, and log(π₀ / (1 −
        /// π₀)) of the noise.
        int count() {
            return count;
        }

        /// The mixture a step along coordinate i, the centre itself where there is none.
        Mixture<C> at(int i, double step) {
            int proportions = centre.componentCount() - 1;
            if (i < proportions) return withProportions(i < largest ? i : i + 1, step);
            if (i == proportions + theta.length) return centre.withNoise(moved(centre.noise(), step));
            double[] moved = theta.clone();
            moved[i - proportions] += step;
            if (!Double.isFinite(moved[i - proportions])) return centre;
            return coordinates
                    .at(moved, centre.components())
                    .map(components -> mixture(centre.mixingProportions(), components))
                    .orElse(centre);
        }

        private Mixture<C> mixture(double[] proportions, List<C> components) {
            return family.mixture(outline(proportions), components)
                    .withNoise(centre.noise().orElse(null));
        }

        private static @Nullable Noise moved(Optional<Noise> noise, double step) {
            return noise.map(known -> {
                        double odds = known.proportion() / (1 - known.proportion()) * Math.exp(step);
                        return new Noise(odds / (1 + odds), known.logVolume(), known.low(), known.high());
                    })
                    .orElse(null);
        }

        private Mixture<C> withProportions(int k, double step) {
            double[] proportions = centre.mixingProportions();
            proportions[k] *= Math.exp(step);
            double sum = Arrays.stream(proportions).sum();
            for (int c = 0; c < proportions.length; c++) proportions[c] /= sum;
            return mixture(proportions, centre.components());
        }

        private Outline outline(double[] proportions) {
            return new Outline(proportions, centre.columnNames(), centre.constantColumns());
        }
    }

    /// `p × p`, row-major.
    private static <C extends Component> double[] information(
            Neighbours<C> neighbours, Rows rows, Execution execution) {
        int p = neighbours.count();
        double[] information = new double[p * p];
        for (long from = 0; from < rows.rowCount(); from += CHUNK) {
            Rows chunk = rows.range(from, Math.min(rows.rowCount(), from + CHUNK));
            int n = Math.toIntExact(chunk.rowCount());
            double[][] gradients = new double[p][];
            for (int i = 0; i < p; i++) {
                double[] above = logDensity(neighbours.at(i, STEP), chunk, execution);
                double[] below = logDensity(neighbours.at(i, -STEP), chunk, execution);
                for (int row = 0; row < n; row++) above[row] = (above[row] - below[row]) / (2 * STEP);
                gradients[i] = above;
            }
            for (int i = 0; i < p; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = 0;
                    for (int row = 0; row < n; row++) {
                        double w = chunk.weight(row);
                        if (w > 0) sum += w * gradients[i][row] * gradients[j][row];
                    }
                    information[i * p + j] += sum;
                    if (i != j) information[j * p + i] += sum;
                }
            }
        }
        return information;
    }

    private static double[] logDensity(Mixture<?> mixture, Rows rows, Execution execution) {
        double[] all = new double[Math.toIntExact(rows.rowCount())];
        mixture.score(rows, execution, (first, count, of, r) -> System.arraycopy(of, 0, all, (int) first, count));
        return all;
    }

    private static <C extends Component> List<Estimate> estimates(
            Mixture<C> mixture, Neighbours<C> neighbours, double[] information, double level) {
        int p = neighbours.count();
        double[] scale = new double[p]; // coordinates brought to one unit, so that a rank means something
        for (int i = 0; i < p; i++) {
            double own = information[i * p + i];
            scale[i] = own > 0 && Double.isFinite(own) ? 1 / Math.sqrt(own) : 0;
        }
        double[] scaled = new double[p * p];
        for (int i = 0; i < p; i++)
            for (int j = 0; j < p; j++)
                if (scale[i] > 0 && scale[j] > 0) scaled[i * p + j] = information[i * p + j] * scale[i] * scale[j];
        SymmetricEigen eigen = SymmetricEigen.of(scaled, p);
        ParameterVector point = ParameterVector.of(mixture);
        double[] values = point.values();
        double[][] slopes = new double[p][];
        for (int i = 0; i < p; i++) {
            double[] above = ParameterVector.of(neighbours.at(i, STEP)).values();
            double[] below = ParameterVector.of(neighbours.at(i, -STEP)).values();
            for (int v = 0; v < values.length; v++) above[v] = (above[v] - below[v]) / (2 * STEP) * scale[i];
            slopes[i] = above;
        }
        double most = Arrays.stream(eigen.values()).max().orElse(0);
        double normal = NormalQuantile.of((1 + level) / 2);
        List<Estimate> estimates = new ArrayList<>();
        for (int v = 0; v < values.length; v++) {
            double variance = 0;
            for (int e = 0; e < p; e++) {
                if (!(eigen.values()[e] > RANK * most)) continue;
                double along = 0;
                for (int i = 0; i < p; i++) along += eigen.vectors()[i * p + e] * slopes[i][v];
                variance += along * along / eigen.values()[e];
            }
            double error = Math.sqrt(variance);
            estimates.add(new Estimate(
                    point.parameters().get(v),
                    values[v],
                    error,
                    values[v] - normal * error,
                    values[v] + normal * error));
        }
        return estimates;
    }
}
