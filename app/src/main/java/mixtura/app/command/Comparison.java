package mixtura.app.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mixtura.app.console.Failure;
import mixtura.app.console.Numbers;
import mixtura.app.console.Trouble;
import mixtura.data.Execution;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.evaluate.Agreement;
import mixtura.evaluate.ClusterMatches;
import mixtura.evaluate.ClusterProfiles;
import mixtura.evaluate.ComponentMatch;
import mixtura.evaluate.Contingency;
import mixtura.evaluate.Drift;
import mixtura.evaluate.InformationCriteria;
import mixtura.evaluate.LikelihoodDifference;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Mixture;
import org.jspecify.annotations.Nullable;

/// What there is to say about two models or labellings, for people and for scripts.
final class Comparison {
    private final Side a;
    private final Side b;
    private final Map<String, Object> words = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    Comparison(Side a, Side b, Execution execution) {
        this.a = a;
        this.b = b;
        words.put("a", a.name());
        words.put("b", b.name());
        ClusterMatches matches = agree();
        drift(matches);
        fit(execution);
    }

    Map<String, Object> words() {
        return words;
    }

    List<String> lines() {
        return lines;
    }

    private @Nullable ClusterMatches agree() {
        Labels one = a.labels();
        Labels other = b.labels();
        if (one == null || other == null) return null;
        if (one.rowCount() != other.rowCount()) {
            throw Failure.of(
                            Trouble.BAD_LABELS,
                            a.name() + " labels " + one.rowCount() + " rows, " + b.name() + " " + other.rowCount()
                                    + "; they must be labels of the same rows in the same order")
                    .with("try", "mixtura predict MODEL DATA   writes one label a row");
        }
        Contingency table = contingency(one, other);
        Agreement agreement = Agreement.of(table);
        words.put("rowCount", one.rowCount());
        words.put("ari", agreement.ari());
        words.put("nmi", agreement.nmi());
        words.put("ami", agreement.ami());
        words.put("rand", agreement.rand());
        lines.add(String.format(
                Locale.ROOT,
                "%d rows   ARI %.4f   NMI %.4f   AMI %.4f   (1: the same groups)",
                one.rowCount(),
                agreement.ari(),
                agreement.nmi(),
                agreement.ami()));
        ClusterMatches matches = ClusterMatches.of(table);
        double shared = matches.pairs().stream()
                .mapToDouble(ClusterMatches.Pair::shared)
                .sum();
        words.put("matchedShare", shared / table.total());
        table(table, matches);
        return matches;
    }

    private Contingency contingency(Labels one, Labels other) {
        Rows rows = a.rows() != null ? a.rows() : b.rows();
        try {
            if (rows == null || !rows.isWeighted()) return Contingency.of(one.codes(), other.codes());
            double[] weights = new double[one.rowCount()];
            for (int n = 0; n < weights.length; n++) weights[n] = rows.weight(n);
            return Contingency.of(one.codes(), other.codes(), weights);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.BAD_LABELS, String.valueOf(e.getMessage())).because(e);
        }
    }

    /// The contingency table with the clusters of B in the order of their counterparts in A.
    private void table(Contingency table, ClusterMatches matches) {
        List<Integer> order = new ArrayList<>();
        for (ClusterMatches.Pair pair : matches.pairs()) if (pair.second() >= 0) order.add(pair.second());
        order.addAll(matches.leftOver());
        double[][] mass = table.toArray();
        int[] classes = table.classes();
        double[][] aligned = new double[mass.length][order.size()];
        for (int i = 0; i < mass.length; i++)
            for (int j = 0; j < order.size(); j++) aligned[i][j] = mass[i][Arrays.binarySearch(classes, order.get(j))];
        List<String> columns = order.stream().map(b::word).toList();
        words.put(
                "clustersA",
                matches.pairs().stream().map(pair -> a.word(pair.first())).toList());
        words.put("clustersB", columns);
        words.put("contingency", aligned);
        words.put("matches", matches.pairs().stream().map(this::words).toList());
        words.put("unmatchedB", matches.leftOver().stream().map(b::word).toList());
        if (columns.size() > 20 || mass.length > 60) {
            lines.add(mass.length + " clusters of A, " + columns.size() + " of B; --json has the whole table");
            return;
        }
        int first = Math.max(
                8,
                matches.pairs().stream()
                        .mapToInt(pair -> a.word(pair.first()).length() + 2)
                        .max()
                        .orElse(8));
        int width = Math.max(8, columns.stream().mapToInt(String::length).max().orElse(0) + 2);
        StringBuilder head = new StringBuilder(String.format("%-" + first + "s", "A \\ B"));
        for (String column : columns) head.append(String.format("%" + width + "s", column));
        lines.add(head.append("   Jaccard with its match").toString());
        for (int i = 0; i < mass.length; i++) {
            ClusterMatches.Pair pair = matches.pairs().get(i);
            StringBuilder line = new StringBuilder(String.format("%-" + first + "s", a.word(pair.first())));
            for (double cell : aligned[i]) line.append(String.format("%" + width + "s", weight(cell)));
            line.append(
                    pair.second() < 0
                            ? "   no match"
                            : String.format(Locale.ROOT, "   %.3f  %s", pair.jaccard(), b.word(pair.second())));
            lines.add(line.toString());
        }
    }

    private static String weight(double weight) {
        return weight == Math.rint(weight) ? String.valueOf((long) weight) : Numbers.plain(weight);
    }

    private Map<String, Object> words(ClusterMatches.Pair pair) {
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("a", a.word(pair.first()));
        match.put("b", pair.second() < 0 ? null : b.word(pair.second()));
        match.put("massA", pair.firstMass());
        match.put("massB", pair.secondMass());
        match.put("shared", pair.shared());
        match.put("jaccard", pair.jaccard());
        return match;
    }

    private void drift(@Nullable ClusterMatches matches) {
        ClusterProfiles earlier = a.profiles();
        ClusterProfiles later = b.profiles();
        if (earlier == null || later == null) return;
        if (!earlier.columnNames().equals(later.columnNames())) {
            lines.add("the two models describe different columns, so that their components cannot be compared");
            return;
        }
        int[] counterpart;
        if (matches == null) {
            counterpart = ComponentMatch.ofParameters(earlier, later);
        } else {
            counterpart = new int[later.k()];
            Arrays.fill(counterpart, -1);
            for (ClusterMatches.Pair pair : matches.pairs())
                if (pair.second() >= 0) counterpart[pair.second()] = pair.first();
        }
        words.put("matchedBy", matches == null ? "parameters" : "rows");
        DriftReport report = new DriftReport(Drift.between(earlier, later, counterpart), later.columnNames());
        words.putAll(report.words());
        lines.add("from A to B, components matched by " + (matches == null ? "their parameters" : "their rows") + ":");
        lines.addAll(report.lines());
    }

    private void fit(Execution execution) {
        if (a.saved() == null || b.saved() == null) return;
        Rows rowsA = a.rows();
        Rows rowsB = b.rows();
        if (rowsA == null || rowsB == null) return;
        Object modelA = a.saved().model();
        Object modelB = b.saved().model();
        if (modelA instanceof Mixture<?> one && modelB instanceof Mixture<?> other) {
            likelihoods(one, rowsA, other, rowsB, execution);
        } else if (modelA instanceof KMeansModel one && modelB instanceof KMeansModel other) {
            double distortionA = one.distortion(rowsA);
            double distortionB = other.distortion(rowsB);
            words.put("distortionA", distortionA);
            words.put("distortionB", distortionB);
            words.put("distortionDifference", distortionB - distortionA);
            lines.add("distortion   A " + Numbers.sum(distortionA) + "   B " + Numbers.sum(distortionB) + "   B − A "
                    + Numbers.sum(distortionB - distortionA) + unitsNote());
        }
    }

    private void likelihoods(Mixture<?> one, Rows rowsA, Mixture<?> other, Rows rowsB, Execution execution) {
        InformationCriteria criteriaA = InformationCriteria.of(one, rowsA, execution);
        InformationCriteria criteriaB = InformationCriteria.of(other, rowsB, execution);
        words.put("logLikelihoodA", criteriaA.logLikelihood());
        words.put("logLikelihoodB", criteriaB.logLikelihood());
        words.put("parametersA", criteriaA.parameters());
        words.put("parametersB", criteriaB.parameters());
        words.put("bicA", criteriaA.bic());
        words.put("bicB", criteriaB.bic());
        if (isSamePreparation()) {
            LikelihoodDifference difference = LikelihoodDifference.of(one, other, rowsA, execution);
            words.put("logLikelihoodDifference", difference.difference());
            words.put("logLikelihoodDifferenceStandardError", difference.standardError());
            words.put("bicDifference", criteriaB.bic() - criteriaA.bic());
            lines.add(String.format(
                    Locale.ROOT,
                    "log-likelihood   A %s   B %s   B − A %s ± %s",
                    Numbers.sum(criteriaA.logLikelihood()),
                    Numbers.sum(criteriaB.logLikelihood()),
                    Numbers.sum(difference.difference()),
                    Numbers.sum(difference.standardError())));
            lines.add("BIC   A " + Numbers.sum(criteriaA.bic()) + "   B " + Numbers.sum(criteriaB.bic()) + "   B − A "
                    + Numbers.sum(criteriaB.bic() - criteriaA.bic()) + "   (lower is better)");
        } else {
            lines.add("log-likelihood   A " + Numbers.sum(criteriaA.logLikelihood()) + "   B "
                    + Numbers.sum(criteriaB.logLikelihood()) + unitsNote());
        }
    }

    private boolean isSamePreparation() {
        return a.saved() != null
                && b.saved() != null
                && a.saved()
                        .preparation()
                        .toMap()
                        .equals(b.saved().preparation().toMap());
    }

    private String unitsNote() {
        return isSamePreparation() ? "" : "   (their data were prepared differently: the numbers have different units)";
    }
}
