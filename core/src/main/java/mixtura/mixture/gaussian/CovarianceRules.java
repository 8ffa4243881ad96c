package mixtura.mixture.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mixtura.mixture.Collapse;
import mixtura.mixture.ConjugatePrior;
import mixtura.mixture.Covariance;
import mixtura.mixture.Frozen;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import org.jspecify.annotations.Nullable;

/// How the covariances of a fit are restricted, and what happens when one collapses.
///
/// @param eigenvalueRatio  largest to smallest eigenvalue of all covariances at most, infinite for no bound
/// @param prior            of means and covariances, or null for maximum likelihood
record CovarianceRules(
        Covariance structure,
        Ridge ridge,
        Collapse collapse,
        double eigenvalueRatio,
        @Nullable ConjugatePrior prior) {
    /// The structures that variational Bayes has.
    private static final Set<Covariance> EXPECTED =
            EnumSet.of(Covariance.FULL, Covariance.TIED, Covariance.DIAGONAL, Covariance.SPHERICAL);

    static CovarianceRules of(MixtureOptions options) {
        return new CovarianceRules(
                options.covariance(), options.ridge(), options.collapse(), options.eigenvalueRatio(), options.prior());
    }

    CovarianceRules withPrior(@Nullable ConjugatePrior other) {
        return new CovarianceRules(structure, ridge, collapse, eigenvalueRatio, other);
    }

    /// The same for rows that come in batches: what collapses is repaired, since a stream has no start to go back to.
    CovarianceRules ofStream() {
        return new CovarianceRules(structure, Ridge.none(), Collapse.REPAIR, Double.POSITIVE_INFINITY, null);
    }

    boolean isRatioBounded() {
        return eigenvalueRatio < Double.POSITIVE_INFINITY;
    }

    /// @throws IllegalArgumentException  if the prior does not go with the structure
    void check() {
        if (prior == null || !prior.expected() || EXPECTED.contains(structure)) return;
        throw new IllegalArgumentException(
                "variational Bayes has full, tied, diag and spherical covariances, not " + structure.word());
    }

    /// @throws IllegalArgumentException  if what is frozen does not go with the rest
    void check(Frozen frozen) {
        if (prior != null && (frozen.means() || frozen.covariances())) {
            throw new IllegalArgumentException(
                    "a prior is for means and covariances that are estimated; leave out --prior, or freeze components");
        }
        if (!structure.isShared() || frozen.covariances() || frozen.components().isEmpty()) return;
        throw new IllegalArgumentException("a frozen component keeps its covariance, of which " + structure.title()
                + " components share a part; freeze the covariances as well, or take --covariance full");
    }

    /// Free parameters of so many components in so many columns.
    long parameterCount(int componentCount, int dimension, Frozen frozen) {
        int free = componentCount - frozen.components().size();
        long means = frozen.means() ? 0 : (long) free * dimension;
        boolean fixed = frozen.covariances() || free == 0;
        return means + (fixed ? 0 : structure.parameterCount(free, dimension));
    }

    /// Components whose eigenvalues are within the ratio, as close to these as may be.
    List<Gaussian> admissible(List<Gaussian> components, GaussianBinding bound) {
        if (!isRatioBounded()) return components;
        double[] equal = new double[components.size()];
        Arrays.fill(equal, 1);
        boolean shared = structure.isWhollyShared(components.getFirst().dimension());
        if (structure.isShared() && !shared) {
            return SharedStep.project(structure, eigenvalueRatio, components, equal, bound);
        }
        double[][] covariances = new double[shared ? 1 : components.size()][];
        for (int k = 0; k < covariances.length; k++)
            covariances[k] = components.get(k).covariance();
        double[] weights = Arrays.copyOf(equal, covariances.length);
        EigenvalueRatio.constrain(covariances, weights, bound.columnVariance(), eigenvalueRatio);
        List<Gaussian> admitted = new ArrayList<>();
        for (int k = 0; k < components.size(); k++) {
            Gaussian shape = new Gaussian(components.get(k).mean(), covariances[shared ? 0 : k], structure);
            admitted.add(components.get(k).withCovarianceOf(shape));
        }
        return admitted;
    }
}
