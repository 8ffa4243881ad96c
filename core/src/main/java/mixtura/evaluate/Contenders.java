package mixtura.evaluate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.mixture.Mixture;

/// Which fits of the table of [ChooseComponents] may yet be the best one, or near it, and go on.
final class Contenders {
    /// A fit is made to the end when it may come within so much of the best one: a difference of ten is beyond doubt
    /// (Kass and Raftery 1995).
    private static final double NEAR = 10;

    /// How far above what its gains let expect the log-likelihood of a fit may rise from a plateau, per row: of
    /// 704 fits to eight tables of 82 to 272 rows 27 rose by more after five iterations, none of which was the
    /// best.
    private static final double PLATEAU = 0.15;

    /// By what share of the rise that is expected of it a fit to a sample may rise more or less on all rows: of 20 000
    /// rows up to 0.14, where it rested on no plateau.
    private static final double DOUBT = 0.25;

    /// How many times the rise that is expected of further iterations is allowed for.
    static final double CAUTION = 5;

    private Contenders() {}

    /// Fits near the best one, and where another start gained something, those that would be near by as much.
    static List<Integer> worthAnotherStart(Selection.Entry[] table, BitSet again, double gained) {
        double best = best(table);
        return IntStream.range(0, table.length)
                .filter(i -> !again.get(i) && table[i].k() > 1 && (table[i].isEligible() || gained > 0))
                .filter(i -> table[i].value() <= best + NEAR + gained)
                .boxed()
                .toList();
    }

    /// Fits to the sample that may come near the best one on all rows.
    static List<Integer> worthCloserLook(FirstLook look, Selection.Entry[] table) {
        double most = Arrays.stream(table)
                .filter(Selection.Entry::isEligible)
                .min(Comparator.comparingDouble(Selection.Entry::value))
                .map(best -> best.value() + NEAR + doubt(look, best))
                .orElse(Double.POSITIVE_INFINITY);
        return IntStream.range(0, table.length)
                .filter(i -> table[i].estimated() && table[i].isEligible())
                .filter(i -> table[i].value() - doubt(look, table[i]) <= most)
                .boxed()
                .toList();
    }

    /// Fits to all rows that have not arrived and may come near the best one, whether or not a component rests on too
    /// little for now; and, since a deep plateau may hide the best size, those of one component more or less than
    /// one that is near.
    static List<Integer> worthGoingOn(Selection.Entry[] table, int[] rounds) {
        double near = best(table) + NEAR;
        List<Selection.Entry> rivals = Arrays.stream(table)
                .filter(entry -> !entry.estimated() && entry.isEligible() && mayComeWithin(near, entry))
                .toList();
        return IntStream.range(0, table.length)
                .filter(i -> !table[i].estimated() && table[i].screened() && FirstLook.goesOnAfter(rounds[i]))
                .filter(i -> table[i].fit().filter(fit -> !fit.converged()).isPresent())
                .filter(i -> mayComeWithin(near + 2 * PLATEAU * weight(table[i]), table[i])
                        || FirstLook.isEarly(rounds[i]) && rivals.stream().anyMatch(table[i]::isNextTo))
                .boxed()
                .toList();
    }

    /// How far the criterion of all rows may be from what a fit to a sample lets expect.
    private static double doubt(FirstLook look, Selection.Entry entry) {
        return entry.estimated()
                ? 2 * DOUBT * look.rise(entry.fit().orElseThrow().model())
                : 0;
    }

    /// Fits that were stopped early and might yet be the best, or near it.
    static List<Integer> near(Selection.Entry[] table, Stage[] reached) {
        double best = best(table);
        return IntStream.range(0, table.length)
                .filter(i -> table[i].screened() && !table[i].estimated())
                .filter(i -> table[i].isEligible() && reached[i] != Stage.TO_THE_END)
                .filter(i -> mayComeWithin(best + NEAR, table[i]))
                .boxed()
                .toList();
    }

    private static double best(Selection.Entry[] table) {
        return Arrays.stream(table)
                .filter(Selection.Entry::isEligible)
                .mapToDouble(Selection.Entry::value)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static boolean mayComeWithin(double value, Selection.Entry entry) {
        return entry.value() - 2 * CAUTION * toCome(entry) <= value;
    }

    /// How far the log-likelihood of a fit that was stopped early may still rise.
    private static double toCome(Selection.Entry entry) {
        Fit<? extends Mixture<?>> fit = entry.fit().orElseThrow();
        double expected = fit.converged() ? fit.certificate().expectedRise() : SampleRace.toCome(fit.trace());
        return Math.max(expected, FirstLook.TOLERANCE * weight(entry));
    }

    private static double weight(Selection.Entry entry) {
        return entry.criteria().orElseThrow().weight();
    }
}
