package mixtura.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import mixtura.Fit;
import mixtura.Reference;
import mixtura.TestData;
import mixtura.data.Rows;
import mixtura.io.Idx;
import mixtura.seeding.Seeding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// MNIST's 60 000 training images, raw 0 … 255, k = 10: the figures of `reference/kmeans_sklearn.py`.
@Tag("slow")
class MnistKMeansTest {
    private static final int K = 10;

    /// Pixels are bytes in the file; here they are in double, so that the two storages differ.
    private static Rows inDouble(Rows rows) {
        int d = rows.dimension();
        double[] values = new double[(int) rows.rowCount() * d];
        double[] row = new double[d];
        for (int n = 0; n < rows.rowCount(); n++) {
            rows.copyRow(n, row);
            System.arraycopy(row, 0, values, n * d, d);
        }
        return Rows.wrap(values, (int) rows.rowCount(), d);
    }

    private static Rows inFloat(Rows rows) {
        int d = rows.dimension();
        float[] values = new float[(int) rows.rowCount() * d];
        double[] row = new double[d];
        for (int n = 0; n < rows.rowCount(); n++) {
            rows.copyRow(n, row);
            for (int j = 0; j < d; j++) values[n * d + j] = (float) row[j];
        }
        return Rows.wrap(values, (int) rows.rowCount(), d);
    }

    private static double[][] firstRows(Rows rows) {
        double[][] first = new double[K][rows.dimension()];
        for (int n = 0; n < K; n++) rows.copyRow(n, first[n]);
        return first;
    }

    private static void assertTrace(Fit<KMeansModel> fit, String start) {
        var steps = Reference.table("kmeans/mnist-trace.csv").rows().stream()
                .filter(row -> row[0].equals(start))
                .toList();
        for (String[] row : steps) {
            double expected = Double.parseDouble(row[2]);
            assertThat(fit.trace().get(Integer.parseInt(row[1])).objective())
                    .as("%s, iteration %s", start, row[1])
                    .isCloseTo(expected, within(1e-9 * expected));
        }
        assertThat(fit.trace()).hasSize(steps.size());
    }

    @Test
    void theDigitsConvergeWhereTheyAreKnownToAndFloatStorageChangesNoLabel() {
        int[] classes = Idx.readLabels(TestData.file("mnist/train-labels-idx1-ubyte"));
        Rows rows = inDouble(Idx.read(TestData.file("mnist/train-images-idx3-ubyte")));
        assertThat(rows.isFloat()).isFalse();
        Rows floats = inFloat(rows);

        KMeansOptions options = KMeansOptions.of(K).withStart(Seeding.labelMeans(classes));
        var fromClasses = KMeans.fit(rows, options);
        assertThat(fromClasses.iterations()).isEqualTo(184);
        assertThat(fromClasses.converged()).isTrue();
        assertThat(fromClasses.objective()).isCloseTo(153455078289.85, within(153.0));
        assertTrace(fromClasses, "class-means");
        assertThat(KMeans.fit(floats, options).model().predict(floats))
                .containsExactly(fromClasses.model().predict(rows));

        KMeansOptions firstTen = KMeansProblems.from(firstRows(rows));
        var fromRows = KMeans.fit(floats, firstTen);
        assertThat(fromRows.iterations()).isEqualTo(89);
        assertThat(fromRows.objective()).isCloseTo(153017875137.64, within(153.0));
        assertTrace(fromRows, "first-ten-rows");
    }
}
