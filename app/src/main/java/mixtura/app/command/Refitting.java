package mixtura.app.command;

import java.util.Map;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.app.model.ModelStore;
import mixtura.data.Missing;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.KMeansOptions;
import mixtura.kmeans.Variant;
import mixtura.mixture.ConjugatePrior;
import mixtura.mixture.Covariance;
import mixtura.mixture.DegreesOfFreedom;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Outliers;
import mixtura.mixture.Ridge;
import mixtura.mixture.VariationalPrior;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.mixture.robust.StudentMixture;

/// The options that a model was fitted with, as far as its file tells, to fit it again.
///
/// @param words  the `options` of the file
record Refitting(ModelStore.Saved saved, Map<String, Object> words) {
    private static final int RESTARTS = 5;

    private static final double LEAST_NOISE = 1e-6;

    static Refitting of(ModelStore.Saved saved) {
        Map<String, Object> words = saved.saved().options();
        for (String fixed : new String[] {"clamp", "freeze", "update"}) {
            if (!words.containsKey(fixed)) continue;
            Object data = words.getOrDefault("data", "DATA");
            throw Failure.of(
                            Trouble.WRONG_MODEL,
                            fixed.equals("update")
                                    ? "the model learned from several files, and a bootstrap draws from one"
                                    : "the model was fitted with --" + fixed
                                            + ", and a bootstrap fits all parameters and rows freely")
                    .with("file", saved.file())
                    .with(
                            "try",
                            "mixtura fit " + data + " --start model:" + saved.file()
                                    + " -o free.model.json   and the bootstrap of that");
        }
        return new Refitting(saved, words);
    }

    MixtureOptions mixture(Mixture<?> mixture, long seed, String kernels) {
        MixtureOptions options = MixtureOptions.of(mixture.componentCount())
                .withRestarts(RESTARTS)
                .withSeed(seed)
                .withKernels(kernels)
                .withTolerance(number("tol", 1e-6))
                .withMaxIterations((int) number("maxIter", 500))
                .withSmoothing(number("smoothing", 0))
                .withUniformProportions("uniform".equals(words.get("proportions")));
        options = options.withEigenvalueRatio(number("eigenvalueRatio", Double.POSITIVE_INFINITY));
        if (Boolean.TRUE.equals(words.get("prior"))) options = options.withPrior(ConjugatePrior.fraleyRaftery());
        if (words.get("ridge") instanceof String ridge) options = options.withRidge(Ridge.parse(ridge));
        if (words.get("covariance") instanceof String word) options = options.withCovariance(Covariance.ofWord(word));
        if (mixture instanceof GaussianMixture gaussian) options = options.withCovariance(gaussian.covariance());
        if (mixture instanceof StudentMixture student) options = options.withCovariance(student.structure());
        if (mixture.noise().isPresent()) {
            options = options.withOutliers(
                    Outliers.noise(Math.clamp(mixture.noise().get().proportion(), LEAST_NOISE, 1 - LEAST_NOISE)));
        }
        if (mixture.cutoff() > Double.NEGATIVE_INFINITY) {
            options = options.withOutliers(Outliers.trimmed(number("trim", 0)));
        }
        options = options.withVariationalPrior(variationalPrior());
        if (words.get("dof") instanceof String dof) options = options.withDegreesOfFreedom(DegreesOfFreedom.parse(dof));
        return saved.preparation().missing().equals("em") ? options.withMissing(Missing.EM) : options;
    }

    private VariationalPrior variationalPrior() {
        VariationalPrior prior = VariationalPrior.standard();
        if (words.get("weightsPrior") instanceof String word) {
            prior = prior.withWeights(VariationalPrior.Weights.ofWord(word));
        }
        if (words.containsKey("concentration")) prior = prior.withConcentration(number("concentration", Double.NaN));
        if (words.containsKey("meanPrecision")) prior = prior.withMeanPrecision(number("meanPrecision", Double.NaN));
        if (words.containsKey("priorDof")) prior = prior.withDegreesOfFreedom(number("priorDof", Double.NaN));
        return prior;
    }

    KMeansOptions kMeans(KMeansModel model, long seed) {
        return KMeansOptions.of(model.k())
                .withRestarts(RESTARTS)
                .withSeed(seed)
                .withGeometry(model.geometry())
                .withFuzzifier(model.fuzzifier())
                .withTolerance(model.fuzzifier() > 1 ? 1e-8 : 0)
                .withTrim(number("trim", 0))
                .withBisecting(model.variant() == Variant.BISECTING)
                .withMissing(model.missing());
    }

    private double number(String name, double otherwise) {
        return words.get(name) instanceof Number number ? number.doubleValue() : otherwise;
    }
}
