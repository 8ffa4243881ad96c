package mixtura.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import mixtura.Step;

/// The log-likelihoods of one run: whether they rise as EM's must, and whether they still rise.
final class Ascent {
    /// A fall of the log-likelihood by no more than this share of n + |L| is rounding.
    private static final double ROUNDING = 1e-10;

    /// The same where a component is a thin sheet (definitions.md: flagged): covariances there lose the digits of their
    /// condition. A far outlier under a prior, whose scale it makes a needle, costs up to 4e-9 of it.
    private static final double ROUNDING_OF_SHEETS = 1e-7;

    private final List<Step> steps = new ArrayList<>();
    private final double totalWeight;
    private final double tolerance; // of one row
    private double largestSetback;
    private boolean monotone = true;

    Ascent(double totalWeight, double tolerance) {
        this.totalWeight = totalWeight;
        this.tolerance = tolerance;
    }

    /// @return what `step` gains over the one before it; NaN for the first one
    double gain(Step step) {
        return steps.isEmpty()
                ? Double.NaN
                : step.logPosterior() - steps.getLast().logPosterior();
    }

    void add(Step step) {
        steps.add(step);
    }

    List<Step> steps() {
        return steps;
    }

    /// The number of the iteration that made the last step; 0 is the start.
    int iterations() {
        return steps.size() - 1;
    }

    /// The objective of the end, the log-likelihood plus the log-prior.
    double end() {
        return steps.getLast().logPosterior();
    }

    /// What the run has gained since its start.
    double rise() {
        return end() - steps.getFirst().logPosterior();
    }

    /// @param gain         of the last step
    /// @param mustNotFall  whether the step maximised the bound and nothing was repaired
    /// @param isThin       whether a component is a thin sheet here; asked only when the objective fell
    /// @return whether the run is at its end
    boolean isConverged(double gain, boolean mustNotFall, BooleanSupplier isThin) {
        if (Double.isNaN(gain)) return false;
        if (gain < 0) {
            largestSetback = Math.max(largestSetback, -gain);
            boolean beyondRounding = isBeyondRounding(-gain, totalWeight + Math.abs(end()), isThin);
            if (beyondRounding && mustNotFall) monotone = false;
            if (beyondRounding && -gain > tolerance * totalWeight) return false;
        }
        return gain <= tolerance * totalWeight;
    }

    private static boolean isBeyondRounding(double fall, double size, BooleanSupplier isThin) {
        return fall > ROUNDING * size && fall > (isThin.getAsBoolean() ? ROUNDING_OF_SHEETS : ROUNDING) * size;
    }

    /// Whether the objective never fell where it must not, but for rounding.
    boolean isMonotone() {
        return monotone;
    }

    double largestSetback() {
        return largestSetback;
    }

    /// What is still to be had when the gains go on falling by the factor r of the last two: g r / (1 − r),
    /// since EM converges linearly (Aitken 1926; McLachlan and Krishnan 2008, section 4.9).
    double expectedRise() {
        int last = steps.size() - 1;
        if (last < 2) return 0;
        double before = steps.get(last - 1).logPosterior() - steps.get(last - 2).logPosterior();
        double gain = steps.get(last).logPosterior() - steps.get(last - 1).logPosterior();
        return gain > 0 && gain < before ? gain * gain / (before - gain) : 0;
    }
}
