package mixtura.mixture.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatheredRowsTest {
    private static final int D = 17;
    private static final int COUNT = Features.PAIRS.count(D);

    /// Sums with nothing to merge: there is one range of rows.
    private record Sums(double[] values) implements Mergeable<Sums> {
        @Override
        public Sums merge(Sums later) {
            throw new AssertionError("one range");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "auto"})
    void theSumsAreThoseOfAllRowsThatHaveAShare(String kernelName) {
        double[][] x = Problems.clouds(1, 200, D, 3, 2);
        double[] shares = new double[2 * x.length]; // of component 1; component 0 has none
        for (int n = 0; n < x.length; n++) shares[n] = n % 3 == 0 ? (n + 1.0) / x.length : 1e-17 * (n % 2);
        double[] shift = new double[D];
        double[] scale = new double[D];
        for (int j = 0; j < D; j++) {
            shift[j] = 0.25 * j;
            scale[j] = 2;
        }
        double[] expected = new double[2 * COUNT];
        for (int n = 0; n < x.length; n += 3) {
            int f = COUNT;
            double[] z = new double[D];
            for (int j = 0; j < D; j++) z[j] = (x[n][j] - shift[j]) / scale[j];
            for (int a = 0; a < D; a++) for (int b = a; b < D; b++) expected[f++] += shares[n] * z[a] * z[b];
            for (int a = 0; a < D; a++) expected[f++] += shares[n] * z[a];
            expected[f] += shares[n];
        }
        var gathered = new GatheredRows(Kernels.named(kernelName), 2, new Frame(shift, scale));
        var negligible = new NegligibleShares(x.length);
        Sums sums = Rows.of(x).aggregate(new Execution(1, x.length), () -> new Pass<Sums>() {
            @Override
            public void add(RowBlock block) {
                negligible.load(block);
                assertEquals(67, negligible.sharing(shares, 0, block.rowCount()));
                gathered.add(block, 1, shares, 0, negligible);
            }

            @Override
            public Sums finish() {
                double[] values = new double[2 * COUNT];
                gathered.moveTo(values);
                return new Sums(values);
            }
        });
        assertArrayEquals(expected, sums.values(), 1e-11);
        double[] again = new double[2 * COUNT];
        gathered.moveTo(again);
        assertArrayEquals(new double[2 * COUNT], again);
    }

    @Test
    void rowsAreGatheredWhereTheyAreFew() {
        assertTrue(GatheredRows.pays(32, 10, 64));
        assertFalse(GatheredRows.pays(32, 60, 64));
        assertFalse(GatheredRows.pays(3, 1, 64));
    }

    /// Components far apart: every row has a share in one of them alone.
    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        double[][] x = Problems.clouds(2, 3000, 20, 6, 9);
        MixtureOptions options = MixtureOptions.of(6)
                .withStart(Start.means(Problems.first(x, 6)))
                .withMaxIterations(12);
        double one = GaussianMixture.fit(Rows.of(x), options.withThreads(1)).objective();
        double three = GaussianMixture.fit(Rows.of(x), options.withThreads(3)).objective();
        assertEquals(one, three);
    }
}
