package mixtura.app.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mixtura.Certificate;
import mixtura.app.console.Numbers;
import mixtura.evaluate.InformationCriteria;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.Variant;
import mixtura.mixture.Covariance;
import mixtura.save.SavedModel;

/// What a careful reader of a model file should doubt, and what to try.
final class ModelDoubts {
    /// A log-likelihood lower by less than this is as good, and so is a distortion higher by less than this share.
    private static final double NEAR_NATS = 0.5;

    private static final double NEAR_DISTORTION = 1e-3;

    /// Above this a covariance has lost half of a double's digits.
    private static final double ILL_CONDITIONED = 1e8;

    /// A component with less of the weight is next to nothing.
    private static final double NEARLY_EMPTY = 0.005;

    /// Below this largest responsibility, on geometric average, the groups overlap.
    private static final double HESITANT = 0.9;

    /// Rows for each parameter below which a fit says little.
    private static final double ROWS_PER_PARAMETER = 5;

    private static final double SCALES_APART = 100;

    final List<String> doubts = new ArrayList<>();
    final List<String> advice = new ArrayList<>();
    private final ReviewedFile read;

    ModelDoubts(ReviewedFile read) {
        this.read = read;
        doubt();
    }

    /// Adds what is not proposed yet.
    private void advise(String... what) {
        for (String one : what) if (!advice.contains(one)) advice.add(one);
    }

    /// Starts that ended as well as the one that won, or so nearly that it makes no difference.
    private long asGood(Certificate certificate) {
        double[] ends = certificate.restartObjectives();
        double won = ends[certificate.winner()];
        double near = read.mixture ? NEAR_NATS : NEAR_DISTORTION * Math.abs(won);
        return Arrays.stream(ends).filter(end -> read.gain(end, won) >= -near).count();
    }

    void doubt() {
        doubtTheFit();
        doubtTheComponents();
        doubtTheColumns();
        for (String warning : read.saved.warnings()) {
            boolean said = warning.startsWith("not converged")
                    || warning.startsWith("component") && !read.flagged().isEmpty();
            if (!said) doubts.add(ReviewedFile.sentence(warning));
        }
    }

    private void doubtTheFit() {
        Certificate certificate = read.saved.certificate();
        boolean told = !Double.isNaN(read.saved.trace().getLast().objective());
        if (told && !read.saved.converged()) {
            doubts.add("It had not converged after " + Numbers.count(read.saved.iterations(), "iteration") + ".");
            advise("--max-iter " + 4L * Math.max(1, read.saved.iterations()));
        }
        if (certificate == null) return;
        if (certificate.expectedRise() > 0.01) {
            doubts.add("Its last steps were short but many would follow: the log-likelihood may still rise by about "
                    + Numbers.plain(certificate.expectedRise()) + ".");
            advise("--tol 1e-9", "--accelerate squarem");
        }
        if (certificate.interrupted()) doubts.add("It was stopped before its time.");
        if (!certificate.monotone())
            doubts.add("The objective once went the wrong way, by " + Numbers.plain(certificate.largestSetback())
                    + ", which the mathematics excludes: please report it.");
        double[] ends = certificate.restartObjectives();
        if (ends.length > 1 && 2 * asGood(certificate) < ends.length) {
            doubts.add("The starts disagree: only " + asGood(certificate) + " of " + ends.length
                    + " came near the best value, so a better one may exist.");
            advise("--restarts " + 5 * ends.length);
        }
        SavedModel.DataSummary data = read.saved.data();
        InformationCriteria criteria = read.saved.criteria();
        if (data != null && criteria != null && data.totalWeight() < ROWS_PER_PARAMETER * criteria.parameters()) {
            doubts.add("There are " + Numbers.count(criteria.parameters(), "parameter") + " for "
                    + Numbers.count(data.rowCount(), "row") + ": fewer than five rows for each.");
            adviseSimplerShape();
            advise("a smaller -k");
        }
    }

    /// Fewer numbers for each covariance, where it has correlations.
    private void adviseSimplerShape() {
        boolean correlated = read.saved.options().get("covariance") instanceof String word
                && Covariance.ofWord(word).parameterCount(1, 2) > 2;
        if (correlated && ModelStore.dimension(read.model) > 1) advise("--covariance diag");
    }

    private void doubtTheComponents() {
        double[] mass = read.file.mass();
        double total = Arrays.stream(mass).sum();
        int d = ModelStore.dimension(read.model);
        boolean weights = read.saved.certificate() != null;
        List<Integer> empty = IntStream.range(0, mass.length)
                .filter(c -> !read.flagged().contains(c))
                .filter(c -> mass[c] < NEARLY_EMPTY * total || (read.mixture && weights && mass[c] < d + 1))
                .boxed()
                .toList();
        if (!empty.isEmpty()) {
            doubts.add(named(empty) + (empty.size() == 1 ? " is" : " are") + " nearly empty: "
                    + empty.stream().map(c -> Numbers.percent(mass[c] / total)).collect(Collectors.joining(", "))
                    + " of the weight.");
            advise("a smaller -k", "mixtura select DATA");
        }
        if (!read.flagged().isEmpty()) {
            doubts.add(named(read.flagged())
                    + (read.flagged().size() == 1 ? " rests on too few rows or is" : " rest on too few rows or are")
                    + " almost flat, so the likelihood says little.");
            advise("--ridge 1e-3r");
            adviseSimplerShape();
            advise("a smaller -k");
        }
        Certificate certificate = read.saved.certificate();
        double[] conditions = certificate == null ? new double[0] : certificate.conditionNumbers();
        List<Integer> ill = IntStream.range(0, conditions.length)
                .filter(c -> conditions[c] > ILL_CONDITIONED)
                .boxed()
                .toList();
        if (!ill.isEmpty()) {
            doubts.add(named(ill) + (ill.size() == 1 ? " has" : " have")
                    + " an ill-conditioned covariance (condition up to "
                    + Numbers.plain(Arrays.stream(conditions).max().orElseThrow())
                    + "): some columns are nearly functions of others.");
            advise("--columns   without one of them", "--ridge 1e-4r");
        }
        double certainty = read.certainty();
        if (certainty < HESITANT) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "Many rows are doubtful: the likeliest component has %.2f on average, so components overlap and"
                            + " shares of rows are rough.",
                    certainty));
            advise("mixtura merge MODEL DATA   which components make one cluster");
        }
        if (certificate != null) {
            certificate.repairs().stream()
                    .distinct()
                    .limit(3)
                    .forEach(repair -> doubts.add(ReviewedFile.sentence(repair)));
        }
    }

    private String named(List<Integer> components) {
        String numbers = components.stream().map(c -> String.valueOf(c + 1)).collect(Collectors.joining(", "));
        String word = read.part.substring(0, 1).toUpperCase(Locale.ROOT) + read.part.substring(1);
        return word + (components.size() == 1 ? " " : "s ") + numbers;
    }

    private void doubtTheColumns() {
        ColumnSpread spread = ColumnSpread.of(read.model);
        List<String> names = ModelStore.columnNames(read.model);
        List<Integer> binary = spread.twoValued();
        if (!binary.isEmpty()) {
            String which = binary.stream().limit(5).map(names::get).collect(Collectors.joining(", "));
            doubts.add((binary.size() == 1 ? "Column " : binary.size() + " columns, ") + which
                    + (binary.size() > 5 ? " and others" : "")
                    + (binary.size() == 1 ? ", has" : ", have")
                    + " in every component the variance m(1 − m) that a column of 0 and 1 with mean m has; a Gaussian"
                    + " does not suit such a column.");
            advise(binary.size() == names.size() ? "-m bernoulli" : "-m mixed");
        }
        boolean scaled = read.saved.preparation().containsKey("scale")
                || read.saved.preparation().containsKey("unit");
        boolean feelsScale = read.model instanceof KMeansModel parts && parts.variant() != Variant.SPHERICAL
                || "spherical".equals(read.saved.options().get("covariance"));
        int widest = spread.widest();
        int narrowest = spread.narrowest();
        if (scaled || !feelsScale || widest < 0) return;
        double ratio = spread.deviation(widest) / spread.deviation(narrowest);
        if (ratio < SCALES_APART) return;
        doubts.add(String.format(
                Locale.ROOT,
                "The %s differ %.0f times as widely in %s as in %s: the wide column decided what is near.",
                read.mixture ? "rows of the model" : "centroids",
                ratio,
                names.get(widest),
                names.get(narrowest)));
        advise("--scale standard");
    }
}
