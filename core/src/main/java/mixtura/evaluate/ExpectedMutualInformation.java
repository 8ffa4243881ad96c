package mixtura.evaluate;

import java.util.Arrays;

/// The mutual information that two labellings with given cluster sizes share by chance: its mean over all ways to
/// deal the rows out, Vinh, Epps and Bailey (2010), theorem 2.
///
/// Each n_ij is hypergeometric. Its probabilities are not worked out from factorials, whose logarithms lose digits
/// as n grows, but from their ratios, outwards from the most likely value, and divided by their sum; the walk ends
/// where nothing is left to add, after some √n steps. Equal sizes are worked out once.
final class ExpectedMutualInformation {
    /// Probabilities below this share of the largest one cannot change a sum in double precision.
    private static final double NEGLIGIBLE = 0x1p-90;

    private ExpectedMutualInformation() {}

    /// @param a  sizes of the clusters, whole numbers that add up to `n`
    /// @param b  sizes of the classes, likewise
    static double of(double[] a, double[] b, double n) {
        if (a.length == 1 || b.length == 1) return 0;
        double[] sortedA = sorted(a);
        double[] sortedB = sorted(b);
        double sum = 0;
        for (int i = 0, nextI; i < sortedA.length; i = nextI) {
            nextI = endOfRun(sortedA, i);
            for (int j = 0, nextJ; j < sortedB.length; j = nextJ) {
                nextJ = endOfRun(sortedB, j);
                sum += (double) (nextI - i) * (nextJ - j) * expectedTerm(sortedA[i], sortedB[j], n);
            }
        }
        return sum;
    }

    private static double[] sorted(double[] sizes) {
        double[] copy = sizes.clone();
        Arrays.sort(copy);
        return copy;
    }

    private static int endOfRun(double[] sorted, int from) {
        int end = from + 1;
        while (end < sorted.length && sorted[end] == sorted[from]) end++;
        return end;
    }

    /// E[x/n log(n x / (a b))] for hypergeometric x: b rows drawn out of n, of which a are marked.
    private static double expectedTerm(double a, double b, double n) {
        double least = Math.max(0, a + b - n);
        double most = Math.min(a, b);
        double mode = Math.clamp(Math.floor((a + 1) * ((b + 1) / (n + 2))), least, most);
        double mass = 1;
        double sum = term(mode, a, b, n);
        double p = 1;
        for (double x = mode; x < most && p > NEGLIGIBLE; x++) {
            p *= (a - x) / (x + 1) * ((b - x) / (n - a - b + x + 1));
            mass += p;
            sum += p * term(x + 1, a, b, n);
        }
        p = 1;
        for (double x = mode; x > least && p > NEGLIGIBLE; x--) {
            p *= x / (a - x + 1) * ((n - a - b + x) / (b - x + 1));
            mass += p;
            sum += p * term(x - 1, a, b, n);
        }
        return sum / mass;
    }

    private static double term(double x, double a, double b, double n) {
        return x == 0 ? 0 : x / n * Math.log(x / a * (n / b));
    }
}
