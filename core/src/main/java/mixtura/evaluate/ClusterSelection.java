package mixtura.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mixtura.Fit;
import mixtura.kmeans.KMeansModel;

/// k-means (or a relative) of several sizes side by side, and which of them to take.
///
/// @param criterion   that chooses
/// @param table       every size that was asked for, by k
/// @param references  reference sets behind the gap statistics; 0 when there are none
public record ClusterSelection(ClusterCriterion criterion, List<Entry> table, int references) {
    public ClusterSelection {
        table = List.copyOf(table);
    }

    /// One size. An index is NaN where it does not exist: for k = 1, say.
    ///
    /// @param fit                empty when there is none
    /// @param distortion         what the fit minimises, NaN without a fit
    /// @param silhouette         mean width; higher is better
    /// @param calinskiHarabasz   higher is better
    /// @param daviesBouldin      lower is better
    /// @param gap                empty unless the gap chooses
    /// @param trouble            why there is no fit, or why it cannot be chosen; empty when it can be
    public record Entry(
            int k,
            Optional<Fit<KMeansModel>> fit,
            double distortion,
            double silhouette,
            double calinskiHarabasz,
            double daviesBouldin,
            Optional<GapStatistic> gap,
            String trouble) {
        /// What a criterion looks at, NaN where it has nothing to look at.
        public double value(ClusterCriterion by) {
            return switch (by) {
                case SILHOUETTE -> silhouette;
                case GAP -> gap.map(GapStatistic::gap).orElse(Double.NaN);
                case ELBOW -> distortion;
                case CALINSKI_HARABASZ -> calinskiHarabasz;
                case DAVIES_BOULDIN -> daviesBouldin;
            };
        }

        boolean isEligible(ClusterCriterion by) {
            return trouble.isEmpty() && fit.isPresent() && Double.isFinite(value(by));
        }

        Entry with(Optional<GapStatistic> other) {
            return new Entry(k, fit, distortion, silhouette, calinskiHarabasz, daviesBouldin, other, trouble);
        }
    }

    private List<Entry> eligible() {
        return table.stream().filter(entry -> entry.isEligible(criterion)).toList();
    }

    /// The one to take; empty when the criterion has nothing to choose from.
    public Optional<Entry> best() {
        List<Entry> eligible = eligible();
        return switch (criterion) {
            case SILHOUETTE, CALINSKI_HARABASZ, DAVIES_BOULDIN ->
                ranked().stream().findFirst();
            case ELBOW -> {
                int knee = Knee.of(
                        eligible.stream().mapToDouble(Entry::k).toArray(),
                        eligible.stream().mapToDouble(Entry::distortion).toArray());
                yield knee < 0 ? Optional.empty() : Optional.of(eligible.get(knee));
            }
            case GAP -> {
                for (int i = 0; i + 1 < eligible.size(); i++) {
                    if (isWithinOneError(eligible.get(i), eligible.get(i + 1))) yield Optional.of(eligible.get(i));
                }
                yield eligible.isEmpty() ? Optional.empty() : Optional.of(eligible.getLast());
            }
        };
    }

    /// Gap(k) ≥ Gap(k + 1) − s_{k + 1}.
    private static boolean isWithinOneError(Entry entry, Entry next) {
        GapStatistic after = next.gap().orElseThrow();
        return entry.gap().orElseThrow().gap() >= after.gap() - after.standardError();
    }

    /// By an index, the best first; equal ones by k.
    private List<Entry> ranked() {
        double sign = criterion == ClusterCriterion.DAVIES_BOULDIN ? 1 : -1;
        return eligible().stream()
                .sorted(Comparator.comparingDouble((Entry entry) -> sign * entry.value(criterion))
                        .thenComparingInt(Entry::k))
                .toList();
    }

    /// The choice and why, in a sentence or two.
    public String reason() {
        Optional<Entry> found = best();
        if (found.isEmpty()) return "no k can be chosen: " + obstacle();
        Entry best = found.get();
        StringBuilder text = new StringBuilder(
                switch (criterion) {
                    case SILHOUETTE, CALINSKI_HARABASZ, DAVIES_BOULDIN -> ofIndex(best);
                    case ELBOW -> ofKnee(best);
                    case GAP -> ofGap(best);
                });
        int most = table.stream().mapToInt(Entry::k).max().orElseThrow();
        if (best.k() == most && table.size() > 1) text.append("; that is the largest k tried: try more");
        long without =
                table.stream().filter(entry -> !entry.trouble().isEmpty()).count();
        if (without > 0)
            text.append("; ")
                    .append(without)
                    .append(" of ")
                    .append(table.size())
                    .append(" sizes could not be chosen");
        return text.toString();
    }

    private String obstacle() {
        Optional<String> trouble =
                table.stream().map(Entry::trouble).filter(t -> !t.isEmpty()).findFirst();
        if (criterion != ClusterCriterion.ELBOW || eligible().size() < 3) {
            return trouble.orElse("the " + criterion.title() + " needs "
                    + (criterion == ClusterCriterion.ELBOW ? "three sizes at least" : "k = 2 at least"));
        }
        return "the distortion does not bend; nowhere does it lie below the straight line between its ends";
    }

    private String ofIndex(Entry best) {
        String extreme = criterion == ClusterCriterion.DAVIES_BOULDIN ? "lowest " : "highest ";
        StringBuilder text = new StringBuilder(
                "k = " + best.k() + " has the " + extreme + criterion.title() + ", " + number(best.value(criterion)));
        List<Entry> ranked = ranked();
        if (ranked.size() > 1) {
            Entry next = ranked.get(1);
            text.append("; next is k = ").append(next.k()).append(", ").append(number(next.value(criterion)));
        }
        if (criterion == ClusterCriterion.SILHOUETTE) {
            // Kaufman and Rousseeuw 1990, table 4 of chapter 2
            if (best.silhouette() <= 0.25) text.append(" (at most 0.25: no clusters to speak of)");
            else if (best.silhouette() <= 0.5) text.append(" (below 0.5: a weak structure)");
        }
        return text.toString();
    }

    private String ofKnee(Entry best) {
        List<Entry> eligible = eligible();
        return "the distortion has its knee at k = " + best.k()
                + ": there it lies furthest below the straight line from k = "
                + eligible.getFirst().k() + " to k = " + eligible.getLast().k()
                + " (a rule of thumb that depends on this range)";
    }

    private String ofGap(Entry best) {
        List<Entry> eligible = eligible();
        GapStatistic own = best.gap().orElseThrow();
        int place = eligible.indexOf(best);
        String sets = " (" + references + " reference sets)";
        if (place + 1 == eligible.size()) {
            return "the gap still rises at k = " + best.k() + ", " + number(own.gap())
                    + ", by more than one standard error" + sets;
        }
        Entry next = eligible.get(place + 1);
        GapStatistic after = next.gap().orElseThrow();
        String text = "k = " + best.k() + " is the smallest k whose gap, " + number(own.gap())
                + ", is not below that of k = " + next.k() + " less its standard error, " + number(after.gap()) + " − "
                + number(after.standardError()) + sets;
        return best.k() == 1 ? text + ": the rows show no clusters" : text;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1000 ? "%.1f" : "%.4f", value);
    }
}
