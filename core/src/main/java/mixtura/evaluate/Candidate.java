package mixtura.evaluate;

import java.util.Optional;
import mixtura.mixture.Covariance;
import mixtura.mixture.Family;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.MixtureOptions;

/// One size and shape that [ChooseComponents] tries.
///
/// @param structure  as the table names it
/// @param options    of its fit, with its k and covariance
record Candidate(Family<?, ?> family, String structure, MixtureOptions options) {
    Selection.Entry without(String trouble) {
        return new Selection.Entry(
                family.name(),
                structure,
                options.k(),
                Optional.empty(),
                Optional.empty(),
                Double.NaN,
                false,
                false,
                trouble);
    }

    /// Whether every mixture of `other` is one of this, too: what is its likelihood, this one reaches at least.
    boolean contains(Candidate other) {
        boolean shaped = family.options().contains(FamilyOption.COVARIANCE);
        Covariance own = options.covariance();
        Covariance others = other.options.covariance();
        return shaped
                && family.name().equals(other.family.name())
                && options.k() == other.options.k()
                && own != others
                && own.contains(others);
    }
}
