package mixtura.kmeans;

import mixtura.internal.kernel.GroupedScores;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.MarginScreen;
import mixtura.internal.kernel.Margins;
import mixtura.internal.kernel.NarrowRows;
import org.jspecify.annotations.Nullable;

/// Whether an iteration keeps and uses [Margins] or [GroupBounds]: decided from how many rows changed their
/// label and how many products the bounds saved, never by a clock. It changes no label.
final class Acceleration {
    /// When to use bounds.
    enum Use {
        AUTO,
        ALWAYS,
        NEVER
    }

    /// Bounds begin to pay when no more than this share of the rows changes its label: before, centroids
    /// move so far that most bounds are lost at once. With a bound for each of a few centroids that is early,
    private static final double FEW_CHANGES = 0.12;

    /// with a bound for each group of many it is late, because their tiles are slower than those of a whole
    /// product,
    private static final double VERY_FEW_CHANGES = 0.012;

    /// and only with so many products in an iteration: a process needs a second until these tiles are
    /// compiled.
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
    private @Nullable Margins margins;
    private @Nullable Centroids at; // what bounds or margins belong to
    private CarriedAssignment.@Nullable Step step;
    private double pairs;
    private double pairsInAll;

    /// @param labels  of the rows, kept up to date by the assignment; null when none are kept, and then there are
    ///                no bounds
    Acceleration(Lloyd.Problem problem, int @Nullable [] labels) {
        this.problem = problem;
        this.labels = labels;
        use = problem.bounds();
    }

    /// How to assign the rows to these centroids with what is known of the rows; null: without.
    CarriedAssignment.@Nullable Step next(Centroids centroids) {
        step = null;
        Kernels kernels = problem.kernels(centroids.k());
        if (labels == null || use == Use.NEVER) return null;
        NarrowRows narrow = problem.narrow();
        if (narrow != null && NarrowRows.suits(kernels, centroids.k(), centroids.dimension())) {
            step = withMargins(narrow, centroids, labels, kernels);
        } else if (GroupedScores.suits(kernels)) {
            if (bounds == null && use == Use.AUTO && !promises(centroids)) return null;
            step = withBounds(centroids, labels, kernels);
        }
        if (step != null) at = centroids;
        return step;
    }

    private CarriedAssignment.Step withMargins(NarrowRows narrow, Centroids centroids, int[] known, Kernels kernels) {
        MarginScreen screen = MarginScreen.of(
                narrow,
                centroids.values(),
                centroids.k(),
                centroids.dimension(),
                problem.frame(),
                problem.rows().isFloat(),
                kernels);
        Margins kept = margins;
        if (kept != null && at != null && kept.scale() == screen.scale()) {
            kept.move(at.values(), centroids.values(), centroids.dimension());
            return new MarginAssignment.Step(kept, screen, known, false);
        }
        kept = new Margins(known.length, centroids.k(), screen.scale());
        margins = kept;
        return new MarginAssignment.Step(kept, screen, known, true);
    }

    private CarriedAssignment.@Nullable Step withBounds(Centroids centroids, int[] known, Kernels kernels) {
        GroupedScores scores = GroupedScores.of(
                centroids.values(),
                centroids.k(),
                centroids.dimension(),
                problem.frame(),
                problem.rows().isFloat(),
                kernels);
        if (bounds == null || at == null || scores.scale() != bounds.scale()) {
            if (!GroupBounds.fit(known.length, scores.groupCount())) return null;
            if (bounds == null || scores.scale() != bounds.scale()) {
                bounds = GroupBounds.unknown(known, scores.groupCount(), scores.scale());
            }
            return new BoundedAssignment.Step(
                    bounds, GroupBounds.Drift.none(scores, centroids.k()), scores, problem.bytes());
        }
        return new BoundedAssignment.Step(
                bounds, GroupBounds.Drift.between(at, centroids, scores), scores, problem.bytes());
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
        double all = (double) problem.rows().rowCount() * (step == null ? 1 : step.groupCount());
        double share = step == null ? 1 : totals.pairs() / all;
        pairs += share;
        pairsInAll++;
        if (use == Use.AUTO && step instanceof BoundedAssignment.Step && !step.fresh() && share > USELESS) {
            bounds = null;
            tried = changes / 2; // not again before much less changes
        }
    }

    /// The share of the products that bounds saved so far.
    double saved() {
        return pairsInAll == 0 ? 0 : 1 - pairs / pairsInAll;
    }
}
