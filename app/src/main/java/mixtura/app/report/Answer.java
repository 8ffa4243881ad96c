package mixtura.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import mixtura.app.console.Numbers;
import mixtura.app.model.Traits;
import mixtura.data.ColumnSummary;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.Variant;

/// What was found, in sentences.
final class Answer {
    /// Components that get a sentence of their own.
    static final int MOST = 12;

    private static final int TRAITS = 3;

    private Answer() {}

    /// The heading: how many groups in what.
    static String heading(ReportSubject subject) {
        return Numbers.count(subject.k(), "group") + " in " + subject.dataName();
    }

    /// What the fit found as a whole.
    static String whole(ReportSubject subject) {
        ColumnSummary whole = subject.summary();
        StringBuilder text = new StringBuilder(subject.methodTitle())
                .append(" describes ")
                .append(Numbers.count(subject.rows().rowCount(), "row"))
                .append(" of ")
                .append(Numbers.count(subject.rows().dimension(), "column"))
                .append('.');
        int[] bySize = bySize(subject.mass());
        double total = Arrays.stream(subject.mass()).sum();
        if (subject.k() > 1) {
            text.append(" The largest ")
                    .append(subject.word())
                    .append(", number ")
                    .append(bySize[0] + 1)
                    .append(", holds ")
                    .append(Numbers.percent(subject.mass()[bySize[0]] / total))
                    .append(" of the rows, the smallest, number ")
                    .append(bySize[bySize.length - 1] + 1)
                    .append(", ")
                    .append(Numbers.percent(subject.mass()[bySize[bySize.length - 1]] / total))
                    .append('.');
        }
        if (subject.fit().model() instanceof KMeansModel parts
                && parts.variant() == Variant.K_MEANS
                && whole.missing() == 0) {
            double sum = 0;
            for (int j = 0; j < whole.dimension(); j++) sum += whole.variance(j) * whole.totalWeight();
            if (sum > 0) {
                text.append(String.format(
                        Locale.ROOT,
                        " The clusters account for %.1f %% of the sum of squares about the mean.",
                        100 * (1 - parts.distortion(subject.rows()) / sum)));
            }
        }
        return text.toString();
    }

    /// One sentence for each component, the largest first.
    static List<String> components(ReportSubject subject) {
        Traits traits = new Traits(
                subject.fit().model(), subject.mass(), subject.saved().preparation(), subject.summary());
        double total = Arrays.stream(subject.mass()).sum();
        List<String> sentences = new ArrayList<>();
        for (int k : bySize(subject.mass())) {
            if (sentences.size() == MOST) break;
            List<String> own = traits.of(k, TRAITS);
            String head = capital(subject.word()) + " " + (k + 1) + ", " + Numbers.percent(subject.mass()[k] / total)
                    + " of the rows: ";
            sentences.add(
                    head + (own.isEmpty() ? "close to the whole in every column." : String.join(", ", own) + "."));
        }
        return sentences;
    }

    private static int[] bySize(double[] mass) {
        return IntStream.range(0, mass.length)
                .boxed()
                .sorted((a, b) -> Double.compare(mass[b], mass[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
