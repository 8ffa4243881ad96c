package mixtura.app.model;

import java.util.List;
import java.util.Locale;
import mixtura.Certificate;
import mixtura.evaluate.InformationCriteria;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Mixture;
import mixtura.save.SavedModel;

/// What the writers of a review share: the model file, and what several sentences ask of it.
final class ReviewedFile {
    /// Starts whose objectives are this close relative to their size are said to agree.
    static final double SAME_OPTIMUM = 1e-6;

    final ModelStore.Saved file;
    final SavedModel saved;
    final Object model;
    final boolean mixture;

    /// `component` or `cluster`.
    final String part;

    final int k;

    ReviewedFile(ModelStore.Saved file) {
        this.file = file;
        saved = file.saved();
        model = file.model();
        mixture = model instanceof Mixture<?>;
        part = mixture ? "component" : "cluster";
        k = model instanceof Mixture<?> some ? some.componentCount() : ((KMeansModel) model).k();
    }

    List<Integer> flagged() {
        Certificate certificate = saved.certificate();
        return certificate == null ? List.of() : certificate.flagged();
    }

    /// How much better one objective is than another.
    double gain(double end, double other) {
        return mixture ? end - other : other - end;
    }

    /// exp of the mean of log max_k r_nk, which ICL − BIC is −2n times; NaN when the file does not hold it.
    double certainty() {
        InformationCriteria criteria = saved.criteria();
        if (criteria == null || k < 2) return Double.NaN;
        return Math.exp(-(criteria.icl() - criteria.bic()) / (2 * criteria.weight()));
    }

    static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }
}
