package mixtura.evaluate;

import mixtura.data.Execution;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.mixture.Mixture;
import mixtura.mixture.ScoreTotals;

/// Criteria to choose k and shape by: **lower is better**, for every one. (mclust's have the opposite sign.)
///
/// @param logLikelihood  L = Σ w_n log p(x_n)
/// @param parameters     p, free parameters
/// @param weight         n = Σ w_n
/// @param bic            −2L + p log n (Schwarz 1978)
/// @param aic            −2L + 2p (Akaike 1974)
/// @param icl            BIC − 2 Σ w_n log max_k r_nk (Biernacki, Celeux and Govaert 2000): also asks for
///                       separation
public record InformationCriteria(
        double logLikelihood, long parameters, double weight, double bic, double aic, double icl) {
    /// The criteria of a mixture on rows.
    public static InformationCriteria of(Mixture<?> mixture, Rows rows) {
        return of(mixture, rows, Execution.onAllProcessors());
    }

    /// The criteria of a mixture on rows, on some threads.
    public static InformationCriteria of(Mixture<?> mixture, Rows rows, Execution execution) {
        return of(mixture, mixture.scoreTotals(rows, execution));
    }

    /// The criteria of a mixture on rows of which some have a known class ([mixtura.mixture.MixtureOptions#known]):
    /// L is then the log-likelihood that such a fit maximises.
    public static InformationCriteria of(Mixture<?> mixture, Rows rows, Labels known, Execution execution) {
        return of(mixture, mixture.scoreTotals(rows, known, execution));
    }

    private static InformationCriteria of(Mixture<?> mixture, ScoreTotals totals) {
        return of(totals.logLikelihood(), mixture.parameterCount(), totals.weight(), totals.logLargestResponsibility());
    }

    /// @param logLargest  Σ w_n log max_k r_nk
    private static InformationCriteria of(double logLikelihood, long p, double weight, double logLargest) {
        double bic = -2 * logLikelihood + p * Math.log(weight);
        return new InformationCriteria(logLikelihood, p, weight, bic, -2 * logLikelihood + 2 * p, bic - 2 * logLargest);
    }

    /// Those of a mixture with this log-likelihood on rows of this weight, whose classes are taken to be certain.
    static InformationCriteria of(Mixture<?> mixture, double logLikelihood, double weight) {
        return of(logLikelihood, mixture.parameterCount(), weight, 0);
    }

    /// Those of a mixture with this log-likelihood on rows of this weight.
    ///
    /// @param logLargest  Σ w_n log max_k r_nk
    static InformationCriteria of(Mixture<?> mixture, double logLikelihood, double weight, double logLargest) {
        return of(logLikelihood, mixture.parameterCount(), weight, logLargest);
    }

    /// Those of `factor` times the weight of rows like these, of which the log-likelihood is larger by `rise`.
    InformationCriteria scaled(double factor, double rise) {
        return of(factor * logLikelihood + rise, parameters, factor * weight, factor * (bic - icl) / 2);
    }
}
