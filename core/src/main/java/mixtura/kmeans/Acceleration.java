package mixtura.kmeans;

import mixtura.internal.kernel.GroupedScores;
import mixtura.internal.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/// Whether an iteration keeps and uses [GroupBounds]: decided from how many rows changed their label and how many
/// products the bounds saved, never by a clock. It changes no label.
final class Acceleration {
    /// When to use bounds.
    enum Use {
        AUTO,
        ALWAYS,
        NEVER
    }

    /// An assignment with bounds.
    record Step(GroupBounds bounds, GroupBounds.Drift drift, GroupedScores scores) {}

    /// Bounds begin to pay when no more than this share of the rows changes its label: before, centroids move so
    /// far that most bounds are lost at once. With a bound for each of a few centroids that is early,
    private static final double FEW_CHANGES = 0.12;

    /// with a bound for each group of many it is late, because their tiles are slower than those of a whole product,
    private static final double VERY_FEW_CHANGES = 0.012;

    /// and only with so many products in an iteration: a process needs a second until these tiles are compiled.
    private static final double MANY_PRODUCTS = 1e10;

    /// Bounds that leave more than this share of the products to do cost more than they save.
    private static final double USELESS = 0.9;

    /// Products of a row below which its bounds cost more than they can save.
    private static final int FEW_PRODUCTS = 2000;

    private final Lloyd.Problem problem;
    private final int @Nullable [] labels;
    private final Use use;
    private double changes = 1;
    private double tried = 1; // bounds were of no use when more than this share of the rows changed
    private @Nullable GroupBounds bounds;
    private @Nullable Centroids at; // what the bounds belong to
    private @Nullable Step step;
    private double pairs;
    private double pairsInAll;

    /// @param labels  of the rows, kept up to date by the assignment; null when none are kept, and then there are no
    ///                bounds
    Acceleration(Lloyd.Problem problem, int @Nullable [] labels) {
        this.problem = problem;
        this.labels = labels;
        use = problem.bounds();
    }

    /// How to assign the rows to these centroids with bounds; null: without.
    @Nullable
    Step next(Centroids centroids) {
        step = null;
        Kernels kernels = problem.kernels(centroids.k());
        if (labels == null || use == Use.NEVER || !GroupedScores.suits(kernels)) return null;
        if (bounds == null && use == Use.AUTO && !promises(centroids)) return null;
        GroupedScores scores = GroupedScores.of(
                centroids.values(),
                centroids.k(),
                centroids.dimension(),
                problem.frame(),
                problem.rows().isFloat(),
                kernels);
        if (bounds == null || at == null || scores.scale() != bounds.scale()) {
            if (!GroupBounds.fit(labels.length, scores.groupCount())) return null;
            if (bounds == null || scores.scale() != bounds.scale()) {
                bounds = GroupBounds.unknown(labels, scores.groupCount(), scores.scale());
            }
            step = new Step(bounds, GroupBounds.Drift.none(scores, centroids.k()), scores);
        } else {
            step = new Step(bounds, GroupBounds.Drift.between(at, centroids, scores), scores);
        }
        at = centroids;
        return step;
    }

    private boolean promises(Centroids centroids) {
        double products = (double) centroids.k() * centroids.dimension();
        if (products < FEW_PRODUCTS || changes > tried) return false;
        if (GroupedScores.isByCentroid(centroids.k(), centroids.dimension())) return changes <= FEW_CHANGES;
        return changes <= VERY_FEW_CHANGES && products * problem.rows().rowCount() >= MANY_PRODUCTS;
    }

    /// Hears what became of the assignment that [#next] spoke of.
    void after(AssignmentPass.Totals totals) {
        changes = totals.changedRows() / (double) problem.rows().rowCount();
        double all = (double) problem.rows().rowCount()
                * (step == null ? 1 : step.scores().groupCount());
        double share = step == null ? 1 : totals.pairs() / all;
        pairs += share;
        pairsInAll++;
        if (use == Use.AUTO && step != null && !step.drift().fresh() && share > USELESS) {
            bounds = null;
            tried = changes / 2; // not again before much less changes
        }
    }

    /// The share of the products that bounds saved so far.
    double saved() {
        return pairsInAll == 0 ? 0 : 1 - pairs / pairsInAll;
    }
}
