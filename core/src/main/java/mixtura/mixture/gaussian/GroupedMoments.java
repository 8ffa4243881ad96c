package mixtura.mixture.gaussian;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Moments of rows by their pattern of missing cells: those of the cells that are there, completed when they are asked
/// for.
final class GroupedMoments extends GaussianStatistics {
    /// @param moments      of the columns that are there
    /// @param scatterMass  weights of the missing cells' conditional covariance, per component
    record Part(Marginal marginal, GaussianStatistics moments, double[] scatterMass) {}

    private final @Nullable Part[] parts; // by pattern
    private final @Nullable GaussianStatistics rest; // rows of other patterns

    GroupedMoments(@Nullable Part[] parts, @Nullable GaussianStatistics rest, int componentCount, int dimension) {
        super(mass(parts, rest, componentCount), dimension);
        this.parts = parts;
        this.rest = rest;
    }

    private static double[] mass(@Nullable Part[] parts, @Nullable GaussianStatistics rest, int componentCount) {
        double[] mass = rest == null ? new double[componentCount] : rest.mass().clone();
        for (Part part : parts) if (part != null) addTo(mass, part.moments().mass());
        return mass;
    }

    @Override
    public GaussianStatistics merge(GaussianStatistics later) {
        GroupedMoments other = (GroupedMoments) later;
        @Nullable Part[] together = parts.clone();
        for (int p = 0; p < together.length; p++) {
            Part mine = parts[p];
            Part theirs = other.parts[p];
            if (theirs == null) continue;
            if (mine != null) addTo(mine.scatterMass(), theirs.scatterMass());
            together[p] = mine == null
                    ? theirs
                    : new Part(mine.marginal(), mine.moments().merge(theirs.moments()), mine.scatterMass());
        }
        GaussianStatistics others = rest == null ? other.rest : other.rest == null ? rest : rest.merge(other.rest);
        return new GroupedMoments(together, others, mass().length, dimension());
    }

    @Override
    public GaussianStatistics scaled(double factor) {
        @Nullable Part[] scaled = new Part[parts.length];
        for (int p = 0; p < parts.length; p++) {
            Part part = parts[p];
            if (part == null) continue;
            scaled[p] = new Part(part.marginal(), part.moments().scaled(factor), times(part.scatterMass(), factor));
        }
        return new GroupedMoments(scaled, rest == null ? null : rest.scaled(factor), mass().length, dimension());
    }

    @Override
    void mean(int k, double[] out) {
        double[] mean = new double[dimension()];
        Arrays.fill(out, 0);
        for (Part part : parts) {
            if (part == null || part.moments().mass()[k] == 0) continue;
            part.marginal().mean(part.moments(), k, mean);
            addMean(part.moments().mass()[k], mean, k, out);
        }
        if (rest == null || rest.mass()[k] == 0) return;
        rest.mean(k, mean);
        addMean(rest.mass()[k], mean, k, out);
    }

    private void addMean(double mass, double[] mean, int k, double[] out) {
        double share = mass / mass()[k];
        for (int j = 0; j < out.length; j++) out[j] += share * mean[j];
    }

    /// Scatters about the patterns' own means, and of these means about the common one.
    @Override
    void covariance(int k, double[] mean, double[] out) {
        double[] own = new double[dimension()];
        Arrays.fill(out, 0);
        for (Part part : parts) {
            double mass = part == null ? 0 : part.moments().mass()[k];
            if (part == null || mass == 0) continue;
            part.marginal().addScatter(part.moments(), k, mass, part.scatterMass()[k], out);
            part.marginal().mean(part.moments(), k, own);
            addShift(mass, own, mean, out);
        }
        if (rest != null && rest.mass()[k] > 0) {
            double[] scatter = new double[out.length];
            rest.mean(k, own);
            rest.covariance(k, own, scatter);
            for (int i = 0; i < out.length; i++) out[i] += rest.mass()[k] * scatter[i];
            addShift(rest.mass()[k], own, mean, out);
        }
        double total = mass()[k];
        for (int i = 0; i < out.length; i++) out[i] /= total;
    }

    private static void addShift(double mass, double[] own, double[] mean, double[] out) {
        int d = mean.length;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) out[i * d + j] += mass * (own[i] - mean[i]) * (own[j] - mean[j]);
        }
    }

    @Override
    void pooledScatter(double[][] means, double[] out) {
        throw new AssertionError("rows of components that share a covariance are not grouped by pattern");
    }
}
