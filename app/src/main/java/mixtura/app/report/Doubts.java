package mixtura.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.app.console.Numbers;
import mixtura.app.model.ModelReview;

/// What a careful reader should doubt: what the model file gives cause for, and what its rows add to that.
final class Doubts {
    /// Share of unsure rows from which the groups overlap.
    private static final double OVERLAP = 0.1;

    private Doubts() {}

    /// One sentence each; empty when nothing is doubtful.
    static List<String> of(ReportSubject subject, ModelReview review) {
        List<String> doubts = new ArrayList<>();
        if (Boolean.FALSE.equals(subject.sameRows())) {
            doubts.add(
                    "These are not the rows that the model was fitted to: shares and pictures are those of other data.");
        }
        doubts.addAll(review.doubts());
        long empty = Arrays.stream(subject.mass()).filter(mass -> mass == 0).count();
        if (empty > 0) {
            doubts.add(
                    Numbers.count(empty, subject.word()) + (empty == 1 ? " is" : " are") + " the likeliest of no row.");
        }
        long rows = subject.rows().rowCount();
        if (subject.unsureRows() > OVERLAP * rows) {
            doubts.add(Numbers.percent(subject.unsureRows() / (double) rows)
                    + " of the rows belong to no component with a probability of " + ReportSubject.SURE
                    + " or more: counts of rows are rough.");
        }
        return doubts;
    }
}
