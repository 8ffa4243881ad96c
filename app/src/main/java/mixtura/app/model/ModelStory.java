package mixtura.app.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mixtura.Certificate;
import mixtura.app.console.Numbers;
import mixtura.evaluate.InformationCriteria;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Mixture;
import mixtura.save.SavedModel;

/// What was asked of a fit and what happened, as far as its file tells.
final class ModelStory {
    final List<String> asked = new ArrayList<>();
    final List<String> happened = new ArrayList<>();
    private final ReviewedFile read;

    ModelStory(ReviewedFile read) {
        this.read = read;
        ask();
        happen();
    }

    void ask() {
        Map<String, Object> options = read.saved.options();
        String title = read.model instanceof Mixture<?> some
                ? some.family().title()
                : ((KMeansModel) read.model).variant().title();
        StringBuilder text = new StringBuilder(
                read.mixture
                        ? "A " + title + " of " + Numbers.count(read.k, read.part)
                        : title + " with " + Numbers.count(read.k, read.part));
        if (options.get("covariance") instanceof String shape)
            text.append(", ").append(shape).append(" covariances");
        SavedModel.DataSummary data = read.saved.data();
        int columns = ModelStore.dimension(read.model);
        if (options.get("data") instanceof String name) text.append(", for ").append(name);
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
        if (options.get("restarts") instanceof Number starts) settings.add(Numbers.count(starts.longValue(), "start"));
        if (options.get("restarts") instanceof String word) settings.add("starts: " + word);
        for (String name : new String[] {"ridge", "collapse", "smoothing", "trim", "minibatch", "missing", "freeze"})
            if (options.get(name) != null) settings.add(name + " " + plain(options.get(name)));
        if (options.get("eigenvalueRatio") instanceof Number ratio)
            settings.add("eigenvalues at most " + plain(ratio) + " to 1");
        if (Boolean.TRUE.equals(options.get("prior"))) settings.add("a conjugate prior of means and covariances");
        if (Boolean.TRUE.equals(options.get("clamp"))) settings.add("known classes kept");
        if (options.get("tol") instanceof Number tol) settings.add("tolerance " + plain(tol));
        if (options.get("maxIter") instanceof Number most) settings.add("at most " + plain(most) + " iterations");
        if (!settings.isEmpty())
            asked.add(ReviewedFile.sentence(String.join(", ", settings) + ", seed " + read.saved.seed()));
        if (options.get("update") instanceof String old)
            asked.add("It learned from new rows, going on from " + old + ".");
    }

    private static String plain(Object value) {
        if (!(value instanceof Number number)) return String.valueOf(value);
        if (number.doubleValue() == Math.rint(number.doubleValue())) return String.valueOf(number.longValue());
        return String.valueOf(number).replace(".0E", "e").replace('E', 'e'); // as it is typed: 1e-6
    }

    void happen() {
        double objective = read.saved.trace().getLast().objective();
        if (Double.isNaN(objective)) {
            happened.add("The file does not tell how it was fitted.");
            return;
        }
        String ended = read.saved.converged() ? "Converged after " : "Stopped, not converged, after ";
        StringBuilder text = new StringBuilder(ended + Numbers.count(read.saved.iterations(), "iteration") + ": "
                + (read.mixture ? "log-likelihood " : "distortion ") + Numbers.sum(objective));
        InformationCriteria criteria = read.saved.criteria();
        if (criteria != null) {
            text.append(", ")
                    .append(Numbers.count(criteria.parameters(), "parameter"))
                    .append(", BIC ")
                    .append(Numbers.sum(criteria.bic()))
                    .append(" (lower is better)");
        }
        happened.add(text + ".");
        Certificate certificate = read.saved.certificate();
        if (certificate == null) return;
        tellOfStarts(certificate);
        if (certificate.seconds() > 0) happened.add("It took " + Numbers.seconds(certificate.seconds()) + ".");
        double certainty = read.certainty();
        if (!Double.isNaN(certainty)) {
            happened.add(String.format(
                    Locale.ROOT,
                    "A row's likeliest component has the probability %.3f on (geometric) average.",
                    certainty));
        }
        for (String note : certificate.notes()) happened.add(ReviewedFile.sentence(note));
    }

    private void tellOfStarts(Certificate certificate) {
        double[] ends = certificate.restartObjectives();
        if (ends.length < 2) return;
        double won = ends[certificate.winner()];
        double same = ReviewedFile.SAME_OPTIMUM * (1 + Math.abs(won));
        long equal =
                Arrays.stream(ends).filter(end -> Math.abs(end - won) <= same).count();
        boolean isPenalised = read.saved.trace().getLast().logPosterior()
                != read.saved.trace().getLast().objective();
        String value = isPenalised ? " at this optimum, " + Numbers.sum(won) + " with the log prior" : " at this value";
        if (equal == ends.length) {
            happened.add("All " + ends.length + " starts ended" + value + ".");
            return;
        }
        StringBuilder text = new StringBuilder(equal + " of " + ends.length + " starts ended" + value);
        double worst =
                Arrays.stream(ends).map(end -> -read.gain(end, won)).max().orElse(0);
        if (worst > same)
            text.append("; the worst was ").append(Numbers.sum(worst)).append(read.mixture ? " below" : " above");
        long better =
                Arrays.stream(ends).filter(end -> read.gain(end, won) > same).count();
        if (better > 0)
            text.append("; ").append(better).append(" ended better, but with components that rest on too little");
        happened.add(text + ".");
    }
}
