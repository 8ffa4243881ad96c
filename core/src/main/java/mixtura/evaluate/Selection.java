package mixtura.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mixtura.Fit;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.Mixture;

/// Mixtures of several sizes and shapes side by side, and which of them to take.
///
/// @param criterion  what they are compared by, lower is better
/// @param table      every mixture that was asked for, by shape and k
public record Selection(Criterion criterion, List<Entry> table) {
    public Selection {
        table = List.copyOf(table);
    }

    /// One mixture of the table.
    ///
    /// @param family     such as `gmm`
    /// @param structure  of covariances, such as `full`; the family's name where it has none
    /// @param fit        empty when there is none
    /// @param criteria   of the fit
    /// @param value      of the criterion that chooses; NaN without a fit
    /// @param screened   whether the fit was stopped early, since it cannot be the best (its criterion is higher
    ///                   than it would become, by a little where the fit converged to the loose tolerance) or
    ///                   since a component would come to rest on too little
    /// @param estimated  whether the fit is one to a sample of the rows, which cannot be the best: its
    ///                   criteria are those that a fit to all rows is expected to have
    /// @param trouble    why there is no fit, or why this one cannot be chosen; empty when it can be
    public record Entry(
            String family,
            String structure,
            int k,
            Optional<Fit<? extends Mixture<?>>> fit,
            Optional<InformationCriteria> criteria,
            double value,
            boolean screened,
            boolean estimated,
            String trouble) {
        /// Whether the fit can be chosen: it is there, and no component rests on too little.
        public boolean isEligible() {
            return trouble.isEmpty() && fit.isPresent() && Double.isFinite(value);
        }

        /// Whether the other is of the same family and structure, with a component more or less.
        boolean isNextTo(Entry other) {
            return family.equals(other.family) && structure.equals(other.structure) && Math.abs(k - other.k) == 1;
        }

        /// The same with one more warning in its fit.
        Entry warnedOf(String sentence) {
            Optional<Fit<? extends Mixture<?>>> warned = fit.map(one -> one.warnedOf(sentence));
            return new Entry(family, structure, k, warned, criteria, value, screened, estimated, trouble);
        }

        /// The same with all criteria of these rows, of which a choice needs one until it is made.
        Entry withCriteriaOf(Rows rows, Criterion by, Execution execution) {
            if (estimated || fit.isEmpty()) return this;
            InformationCriteria all = InformationCriteria.of(fit.get().model(), rows, execution);
            double exact = by.of(all, Double.NaN);
            return new Entry(family, structure, k, fit, Optional.of(all), exact, screened, false, trouble);
        }

        /// Such as `full, k = 3`.
        public String name() {
            return structure + ", k = " + k;
        }
    }

    /// The structure of an entry, with the family where the table has several: `student full`.
    public String label(Entry entry) {
        boolean several = table.stream().map(Entry::family).distinct().count() > 1;
        if (!several || entry.structure().equals(entry.family())) return entry.structure();
        return entry.family() + " " + entry.structure();
    }

    private String name(Entry entry) {
        return label(entry) + ", k = " + entry.k();
    }

    /// Those that can be chosen, the best first; equal ones by number of parameters.
    public List<Entry> ranked() {
        return table.stream()
                .filter(Entry::isEligible)
                .sorted(Selection::compare)
                .toList();
    }

    private static int compare(Entry one, Entry other) {
        int byValue = Double.compare(one.value(), other.value());
        return byValue != 0
                ? byValue
                : Long.compare(
                        one.criteria().orElseThrow().parameters(),
                        other.criteria().orElseThrow().parameters());
    }

    /// The one to take; empty when none can be chosen.
    public Optional<Entry> best() {
        return ranked().stream().findFirst();
    }

    /// The choice and why, in a sentence or two.
    public String reason() {
        List<Entry> ranked = ranked();
        if (ranked.isEmpty()) {
            return "none of the " + table.size() + " fits can be chosen: "
                    + table.stream()
                            .map(Entry::trouble)
                            .filter(t -> !t.isEmpty())
                            .findFirst()
                            .orElse("no fit");
        }
        Entry best = ranked.getFirst();
        StringBuilder text =
                new StringBuilder(name(best) + " has the lowest " + criterion.title() + ", " + number(best.value()));
        if (ranked.size() > 1) {
            Entry next = ranked.get(1);
            double difference = next.value() - best.value();
            text.append("; next is ")
                    .append(name(next))
                    .append(", ")
                    .append(number(difference))
                    .append(" above");
            String clarity =
                    criterion.clarity(difference, next.fit().orElseThrow().model());
            if (!clarity.isEmpty()) text.append(" (").append(clarity).append(')');
            if (next.family().equals(best.family())) text.append(otherFamily(ranked, best));
        }
        int most = table.stream().mapToInt(Entry::k).max().orElseThrow();
        int least = table.stream().mapToInt(Entry::k).min().orElseThrow();
        if (best.k() == most && most > least) text.append("; that is the largest k tried: try more");
        long refused = table.stream().filter(entry -> !entry.isEligible()).count();
        if (refused > 0) {
            text.append("; ")
                    .append(refused)
                    .append(" of ")
                    .append(table.size())
                    .append(" fits could not be chosen");
        }
        return text.toString();
    }

    /// How far the best of another family is above the best; empty where the table has one family.
    private String otherFamily(List<Entry> ranked, Entry best) {
        return ranked.stream()
                .filter(entry -> !entry.family().equals(best.family()))
                .findFirst()
                .map(entry -> "; the best of another family is " + name(entry) + ", "
                        + number(entry.value() - best.value()) + " above")
                .orElse("");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
