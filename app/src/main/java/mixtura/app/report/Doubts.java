package mixtura.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import mixtura.Certificate;
import mixtura.app.console.Numbers;

/// What a careful reader should doubt, and what to try, as far as the fit's certificate and the rows tell.
final class Doubts {
    /// Above this a covariance has lost half of a double's digits.
    private static final double ILL_CONDITIONED = 1e8;
    /// Starts whose objectives are this close relative to their size are said to agree.
    private static final double SAME_OPTIMUM = 1e-6;
    /// Share of unsure rows from which the groups overlap.
    private static final double OVERLAP = 0.1;

    private Doubts() {}

    /// One sentence each; empty when nothing is doubtful.
    static List<String> of(ReportSubject subject) {
        Certificate certificate = subject.fit().certificate();
        List<String> doubts = new ArrayList<>(subject.saved().saved().warnings());
        if (Boolean.FALSE.equals(subject.sameRows())) {
            doubts.add(
                    "These are not the rows that the model was fitted to: shares and pictures are those of other data.");
        }
        if (!subject.fit().converged()) {
            doubts.add("The fit had not converged after " + subject.fit().iterations()
                    + " iterations; a larger --max-iter goes on.");
        }
        if (!certificate.monotone()) {
            doubts.add("The objective once went the wrong way, by " + Numbers.plain(certificate.largestSetback())
                    + ", which the mathematics excludes: please report it.");
        }
        if (!certificate.flagged().isEmpty()) {
            doubts.add("Flagged, because they rest on too few rows or are nearly flat: " + subject.word() + "s "
                    + certificate.flagged().stream()
                            .map(k -> String.valueOf(k + 1))
                            .collect(Collectors.joining(", "))
                    + ". Their likelihood says little; try fewer components, --ridge 1e-3 or --covariance diag.");
        }
        doubts.addAll(certificate.repairs());
        double[] conditions = certificate.conditionNumbers();
        for (int k = 0; k < conditions.length; k++) {
            if (conditions[k] > ILL_CONDITIONED) {
                doubts.add("The covariance of component " + (k + 1) + " is ill-conditioned ("
                        + Numbers.plain(conditions[k]) + "): some columns are nearly functions of others.");
            }
        }
        long empty = Arrays.stream(subject.mass()).filter(mass -> mass == 0).count();
        if (empty > 0) {
            doubts.add(Numbers.count(empty, subject.word()) + " is the likeliest of no row.");
        }
        addStarts(certificate, doubts);
        long rows = subject.rows().rowCount();
        if (subject.unsureRows() > OVERLAP * rows) {
            doubts.add(Numbers.percent(subject.unsureRows() / (double) rows)
                    + " of the rows belong to no component with" + " a probability of " + ReportSubject.SURE
                    + " or more: the components overlap, so counts of rows are rough.");
        }
        return doubts;
    }

    private static void addStarts(Certificate certificate, List<String> doubts) {
        double[] ends = certificate.restartObjectives();
        if (ends.length < 2) return;
        double best = ends[certificate.winner()];
        long same = Arrays.stream(ends)
                .filter(end -> Math.abs(end - best) <= SAME_OPTIMUM * (1 + Math.abs(best)))
                .count();
        if (2 * same >= ends.length) return;
        doubts.add("Only " + same + " of " + ends.length
                + " starts ended at the best value found; more starts (--restarts) may find a better one.");
    }
}
