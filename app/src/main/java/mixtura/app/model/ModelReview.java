package mixtura.app.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mixtura.Certificate;
import mixtura.app.console.Numbers;
import mixtura.evaluate.InformationCriteria;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.Variant;
import mixtura.mixture.Mixture;
import mixtura.save.SavedModel;

/// A model file read as a colleague would who has only the file: what was asked, what happened, what is doubtful,
/// what to try. Every sentence rests on something that the file holds.
///
/// @param asked     sentences
/// @param happened  sentences
/// @param doubts    sentences; empty when nothing is doubtful
/// @param advice    what to try, as far as the doubts say; commands or options
public record ModelReview(List<String> asked, List<String> happened, List<String> doubts, List<String> advice) {
    /// Starts whose objectives are this close relative to their size are said to agree.
    private static final double SAME_OPTIMUM = 1e-6;

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

    public ModelReview {
        asked = List.copyOf(asked);
        happened = List.copyOf(happened);
        doubts = List.copyOf(doubts);
        advice = List.copyOf(advice);
    }

    /// Reads a model file for its story.
    public static ModelReview of(ModelStore.Saved saved) {
        Writer writer = new Writer(saved);
        writer.ask();
        writer.happen();
        writer.doubt();
        return new ModelReview(writer.asked, writer.happened, writer.doubts, writer.advice);
    }

    /// Collects the sentences.
    private static final class Writer {
        private final ModelStore.Saved file;
        private final SavedModel saved;
        private final Object model;
        private final boolean mixture;
        private final String part;
        private final int k;
        private final List<String> asked = new ArrayList<>();
        private final List<String> happened = new ArrayList<>();
        private final List<String> doubts = new ArrayList<>();
        private final List<String> advice = new ArrayList<>();

        Writer(ModelStore.Saved file) {
            this.file = file;
            saved = file.saved();
            model = file.model();
            mixture = model instanceof Mixture<?>;
            part = mixture ? "component" : "cluster";
            k = model instanceof Mixture<?> some ? some.componentCount() : ((KMeansModel) model).k();
        }

        private void advise(String what) {
            if (!advice.contains(what)) advice.add(what);
        }

        void ask() {
            Map<String, Object> options = saved.options();
            String title = model instanceof Mixture<?> some
                    ? some.family().title()
                    : ((KMeansModel) model).variant().title();
            StringBuilder text = new StringBuilder(
                    mixture
                            ? "A " + title + " of " + Numbers.count(k, part)
                            : title + " with " + Numbers.count(k, part));
            if (options.get("covariance") instanceof String shape)
                text.append(", ").append(shape).append(" covariances");
            SavedModel.DataSummary data = saved.data();
            int columns = ModelStore.dimension(model);
            if (options.get("data") instanceof String name)
                text.append(", for ").append(name);
            if (data != null) {
                text.append(" (")
                        .append(Numbers.count(data.rowCount(), "row"))
                        .append(" x ")
                        .append(Numbers.count(columns, "column"));
                if (data.totalWeight() != data.rowCount())
                    text.append(", weight ").append(Numbers.plain(data.totalWeight()));
                text.append(')');
            } else {
                text.append(", for ").append(Numbers.count(columns, "column"));
            }
            asked.add(text + ".");
            List<String> settings = new ArrayList<>();
            if (options.get("start") instanceof String start) settings.add("start " + start);
            if (options.get("restarts") instanceof Number starts)
                settings.add(Numbers.count(starts.longValue(), "start"));
            if (options.get("restarts") instanceof String word) settings.add("starts: " + word);
            for (String name :
                    new String[] {"ridge", "collapse", "smoothing", "trim", "minibatch", "missing", "freeze"})
                if (options.get(name) != null) settings.add(name + " " + plain(options.get(name)));
            if (Boolean.TRUE.equals(options.get("clamp"))) settings.add("known classes kept");
            if (options.get("tol") instanceof Number tol) settings.add("tolerance " + plain(tol));
            if (options.get("maxIter") instanceof Number most) settings.add("at most " + plain(most) + " iterations");
            if (!settings.isEmpty()) asked.add(sentence(String.join(", ", settings) + ", seed " + saved.seed()));
            if (options.get("update") instanceof String old)
                asked.add("It learned from new rows, going on from " + old + ".");
        }

        private static String plain(Object value) {
            if (!(value instanceof Number number)) return String.valueOf(value);
            if (number.doubleValue() == Math.rint(number.doubleValue())) return String.valueOf(number.longValue());
            return String.valueOf(number).replace(".0E", "e").replace('E', 'e'); // as it is typed: 1e-6
        }

        private static String sentence(String text) {
            return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
        }

        void happen() {
            double objective = saved.trace().getLast().objective();
            if (Double.isNaN(objective)) {
                happened.add("The file does not tell how it was fitted.");
                return;
            }
            String ended = saved.converged() ? "Converged after " : "Stopped, not converged, after ";
            StringBuilder text = new StringBuilder(ended + Numbers.count(saved.iterations(), "iteration") + ": "
                    + (mixture ? "log-likelihood " : "distortion ") + Numbers.sum(objective));
            InformationCriteria criteria = saved.criteria();
            if (criteria != null) {
                text.append(", ")
                        .append(Numbers.count(criteria.parameters(), "parameter"))
                        .append(", BIC ")
                        .append(Numbers.sum(criteria.bic()))
                        .append(" (lower is better)");
            }
            happened.add(text + ".");
            Certificate certificate = saved.certificate();
            if (certificate == null) return;
            tellOfStarts(certificate);
            if (certificate.seconds() > 0) happened.add("It took " + Numbers.seconds(certificate.seconds()) + ".");
            double certainty = certainty();
            if (!Double.isNaN(certainty)) {
                happened.add(String.format(
                        Locale.ROOT,
                        "A row's likeliest component has the probability %.3f on (geometric) average.",
                        certainty));
            }
            for (String note : certificate.notes()) happened.add(sentence(note));
        }

        private void tellOfStarts(Certificate certificate) {
            double[] ends = certificate.restartObjectives();
            if (ends.length < 2) return;
            double won = ends[certificate.winner()];
            double same = SAME_OPTIMUM * (1 + Math.abs(won));
            long equal = Arrays.stream(ends)
                    .filter(end -> Math.abs(end - won) <= same)
                    .count();
            if (equal == ends.length) {
                happened.add("All " + ends.length + " starts ended at this value.");
                return;
            }
            StringBuilder text = new StringBuilder(equal + " of " + ends.length + " starts ended at this value");
            double worst = Arrays.stream(ends).map(end -> -gain(end, won)).max().orElse(0);
            if (worst > same)
                text.append("; the worst was ").append(Numbers.sum(worst)).append(mixture ? " below" : " above");
            long better =
                    Arrays.stream(ends).filter(end -> gain(end, won) > same).count();
            if (better > 0)
                text.append("; ").append(better).append(" ended better, but with components that rest on too little");
            happened.add(text + ".");
        }

        /// How much better one objective is than another.
        private double gain(double end, double other) {
            return mixture ? end - other : other - end;
        }

        /// Starts that ended as well as the one that won, or so nearly that it makes no difference.
        private long asGood(Certificate certificate) {
            double[] ends = certificate.restartObjectives();
            double won = ends[certificate.winner()];
            double near = mixture ? NEAR_NATS : NEAR_DISTORTION * Math.abs(won);
            return Arrays.stream(ends).filter(end -> gain(end, won) >= -near).count();
        }

        /// exp of the mean of log max_k r_nk, which ICL − BIC is −2n times; NaN when the file does not hold it.
        private double certainty() {
            InformationCriteria criteria = saved.criteria();
            if (criteria == null || k < 2) return Double.NaN;
            return Math.exp(-(criteria.icl() - criteria.bic()) / (2 * criteria.weight()));
        }

        void doubt() {
            doubtTheFit();
            doubtTheComponents();
            doubtTheColumns();
            for (String warning : saved.warnings()) {
                boolean said = warning.startsWith("not converged")
                        || warning.startsWith("component") && !flagged().isEmpty();
                if (!said) doubts.add(sentence(warning));
            }
        }

        private List<Integer> flagged() {
            Certificate certificate = saved.certificate();
            return certificate == null ? List.of() : certificate.flagged();
        }

        private void doubtTheFit() {
            Certificate certificate = saved.certificate();
            boolean told = !Double.isNaN(saved.trace().getLast().objective());
            if (told && !saved.converged()) {
                doubts.add("It had not converged after " + Numbers.count(saved.iterations(), "iteration") + ".");
                advise("--max-iter " + 4L * Math.max(1, saved.iterations()));
            }
            if (certificate == null) return;
            if (certificate.expectedRise() > 0.01) {
                doubts.add(
                        "Its last steps were short but many would follow: the log-likelihood may still rise by about "
                                + Numbers.plain(certificate.expectedRise()) + ".");
                advise("--tol 1e-9   ·   --accelerate squarem");
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
            SavedModel.DataSummary data = saved.data();
            InformationCriteria criteria = saved.criteria();
            if (data != null && criteria != null && data.totalWeight() < ROWS_PER_PARAMETER * criteria.parameters()) {
                doubts.add("There are " + Numbers.count(criteria.parameters(), "parameter") + " for "
                        + Numbers.count(data.rowCount(), "row") + ": fewer than five rows for each.");
                advise("--covariance diag   ·   a smaller -k");
            }
        }

        private void doubtTheComponents() {
            double[] mass = file.mass();
            double total = Arrays.stream(mass).sum();
            int d = ModelStore.dimension(model);
            boolean weights = saved.certificate() != null;
            List<Integer> empty = IntStream.range(0, mass.length)
                    .filter(c -> !flagged().contains(c))
                    .filter(c -> mass[c] < NEARLY_EMPTY * total || (mixture && weights && mass[c] < d + 1))
                    .boxed()
                    .toList();
            if (!empty.isEmpty()) {
                doubts.add(named(empty) + (empty.size() == 1 ? " is" : " are") + " nearly empty: "
                        + empty.stream()
                                .map(c -> Numbers.percent(mass[c] / total))
                                .collect(Collectors.joining(", "))
                        + " of the weight.");
                advise("a smaller -k   ·   mixtura select DATA");
            }
            if (!flagged().isEmpty()) {
                doubts.add(named(flagged()) + (flagged().size() == 1 ? " rests on" : " rest on")
                        + " too few rows or is almost flat, so the likelihood says little.");
                advise("--ridge 1e-3r   ·   --covariance diag   ·   a smaller -k");
            }
            Certificate certificate = saved.certificate();
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
                advise("--columns   without one of them   ·   --ridge 1e-4r");
            }
            double certainty = certainty();
            if (certainty < HESITANT) {
                doubts.add(String.format(
                        Locale.ROOT,
                        "Many rows are doubtful: the likeliest component has %.2f on average, so components overlap and"
                                + " shares of rows are rough.",
                        certainty));
                advise("mixtura merge MODEL DATA   which components make one cluster");
            }
            if (certificate != null) {
                certificate.repairs().stream().distinct().limit(3).forEach(repair -> doubts.add(sentence(repair)));
            }
        }

        private String named(List<Integer> components) {
            String numbers = components.stream().map(c -> String.valueOf(c + 1)).collect(Collectors.joining(", "));
            String word = part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1);
            return word + (components.size() == 1 ? " " : "s ") + numbers;
        }

        private void doubtTheColumns() {
            ColumnSpread spread = ColumnSpread.of(model);
            List<String> names = ModelStore.columnNames(model);
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
            boolean scaled = saved.preparation().containsKey("scale")
                    || saved.preparation().containsKey("unit");
            boolean feelsScale = model instanceof KMeansModel parts && parts.variant() != Variant.SPHERICAL
                    || "spherical".equals(saved.options().get("covariance"));
            int widest = spread.widest();
            int narrowest = spread.narrowest();
            if (scaled || !feelsScale || widest < 0) return;
            double ratio = spread.deviation(widest) / spread.deviation(narrowest);
            if (ratio < SCALES_APART) return;
            doubts.add(String.format(
                    Locale.ROOT,
                    "The %s differ %.0f times as widely in %s as in %s: the wide column decided what is near.",
                    mixture ? "rows of the model" : "centroids",
                    ratio,
                    names.get(widest),
                    names.get(narrowest)));
            advise("--scale standard");
        }
    }

    /// The review as text, a paragraph a line.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(lines, "asked", asked);
        add(lines, "happened", happened);
        add(lines, "doubtful", doubts.isEmpty() ? List.of("Nothing that the file tells.") : doubts);
        if (!advice.isEmpty()) add(lines, "try", advice);
        return lines;
    }

    private static void add(List<String> lines, String word, List<String> sentences) {
        String head = word;
        for (String sentence : sentences) {
            lines.add(String.format("  %-10s%s", head, sentence));
            head = "";
        }
    }
}
