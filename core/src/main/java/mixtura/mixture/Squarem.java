package mixtura.mixture;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The squared iterative method (Varadhan and Roland 2008) on the steps of EM. From θ₀ and its next two θ₁
/// and θ₂, r = θ₁ − θ₀ and v = (θ₂ − θ₁) − r, it proposes θ₀ − 2αr + α²v with α =
/// −‖r‖ / ‖v‖ (their scheme S3): where errors shrink by one factor λ in each step, this is the limit.
/// The proposal takes the place of the next step, so that extrapolating costs no walk over the rows; only one
/// that is dropped does.
///
/// θ are the square roots of the proportions and the [Coordinates] of the components. What did not move in two
/// steps is left alone, and so are components that are frozen. |α| is bounded, at first by 4; the bound grows
/// and falls by the same factor when proposals as long as it are kept or dropped, as in the authors' R package.
final class Squarem<C extends Component> {
    /// Plain steps before the first proposal: the first ones are long, and go where no later one goes.
    private static final int PLAIN_STEPS = 5;

    private static final double FACTOR = 4;

    /// Proposals that the slowest rate is taken from.
    private static final int RECENT = 5;

    private final Coordinates<C> coordinates;
    private @Nullable Parameters<C> before; // θ₀
    private int steps;
    private double longest = FACTOR;
    private boolean atLongest;
    private final double[] recent = new double[RECENT]; // −α of the last proposals, unbounded
    private int proposals;
    private int kept;
    private int dropped;

    Squarem(Coordinates<C> coordinates) {
        this.coordinates = coordinates;
    }

    /// Takes note of a step of EM, and proposes where to go instead; empty where the step should be made.
    Optional<Parameters<C>> instead(Parameters<C> from, Parameters<C> to) {
        if (++steps <= PLAIN_STEPS) return Optional.empty();
        Parameters<C> first = before;
        if (first == null) {
            before = from;
            return Optional.empty();
        }
        before = null;
        return extrapolated(first, from, to);
    }

    /// Forgets the steps so far: a component was repaired, and what came before says nothing about what follows.
    void startAgain() {
        before = null;
    }

    /// The proposal did not lower the objective.
    void keep() {
        kept++;
        if (atLongest) longest *= FACTOR;
    }

    /// The proposal lowered the objective, and the plain step takes its place.
    void drop() {
        dropped++;
        if (atLongest) longest = Math.max(1, longest / FACTOR);
    }

    /// What further plain steps would add at most to a last plain gain g. Errors that shrink by λ = 1 + 1 / α in
    /// each step add g λ² / (1 − λ²), quicker ones less, and λ is the slowest of late: a step after an
    /// extrapolation is mostly made of quick ones, so that the ratio of two gains says too little.
    double expectedRise(double gain) {
        double slowest = Arrays.stream(recent).max().orElse(0);
        if (!(gain > 0) || !(slowest > 1)) return 0;
        double factor = 1 - 1 / slowest;
        return gain * factor * factor / (1 - factor * factor);
    }

    /// What came of it, for the certificate.
    String description() {
        return "SQUAREM: " + kept + " extrapolations kept, " + dropped + " dropped";
    }

    private Optional<Parameters<C>> extrapolated(Parameters<C> zero, Parameters<C> one, Parameters<C> two) {
        double[][] roots = {roots(zero), roots(one), roots(two)};
        double[][] theta = {
            coordinates.of(zero.components()), coordinates.of(one.components()), coordinates.of(two.components())
        };
        double[] lengths = new double[2];
        addLengths(roots, lengths);
        addLengths(theta, lengths);
        double step = Math.sqrt(lengths[0] / lengths[1]);
        if (!(step > 1) || step == Double.POSITIVE_INFINITY) return Optional.empty(); // the plain step is as long
        recent[proposals++ % RECENT] = step;
        atLongest = step >= longest;
        double alpha = -Math.min(step, longest);
        if (alpha == -1) { // the plain step itself: let the next one be longer
            longest = FACTOR;
            return Optional.empty();
        }
        double[] movedRoots = moved(roots, alpha);
        double[] proportions = Arrays.equals(movedRoots, roots[2]) ? two.proportions() : squares(movedRoots);
        return coordinates
                .at(moved(theta, alpha), two.components())
                .map(components -> new Parameters<>(proportions, components));
    }

    private double[] roots(Parameters<C> parameters) {
        double[] roots = parameters.proportions().clone();
        for (int k = 0; k < roots.length; k++) roots[k] = Math.sqrt(roots[k]);
        return roots;
    }

    private static double[] squares(double[] roots) {
        double sum = 0;
        for (double root : roots) sum += root * root;
        double[] squares = new double[roots.length];
        for (int k = 0; k < squares.length; k++) squares[k] = roots[k] * roots[k] / sum;
        return squares;
    }

    /// Adds ‖r‖² and ‖v‖².
    private static void addLengths(double[][] theta, double[] lengths) {
        for (int i = 0; i < theta[0].length; i++) {
            double r = theta[1][i] - theta[0][i];
            double v = theta[2][i] - theta[1][i] - r;
            lengths[0] += r * r;
            lengths[1] += v * v;
        }
    }

    private static double[] moved(double[][] theta, double alpha) {
        double[] out = theta[2].clone();
        for (int i = 0; i < out.length; i++) {
            double r = theta[1][i] - theta[0][i];
            double v = theta[2][i] - theta[1][i] - r;
            if (r != 0 || v != 0) out[i] = theta[0][i] - 2 * alpha * r + alpha * alpha * v;
        }
        return out;
    }
}
