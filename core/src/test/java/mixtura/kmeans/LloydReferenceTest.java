package mixtura.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import mixtura.Fit;
import mixtura.Reference;
import mixtura.data.Rows;
import mixtura.io.Npy;
import mixtura.mixture.gaussian.Problems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same start as scikit-learn, the first k rows: the same distortion after every iteration and the same labels.
class LloydReferenceTest {
    private static double[][] data(String name) {
        if (!name.equals("iris") && !name.equals("faithful")) {
            Rows rows = Npy.map(Reference.path("gaussian/" + name + ".npy"));
            double[][] values = new double[(int) rows.rowCount()][rows.dimension()];
            for (int n = 0; n < values.length; n++) rows.copyRow(n, values[n]);
            return values;
        }
        Reference table = Reference.table("data/" + name + ".csv");
        List<String> numeric = table.header().stream()
                .filter(column -> !column.equals("Species"))
                .toList();
        double[][] values = new double[table.rows().size()][numeric.size()];
        for (int j = 0; j < numeric.size(); j++) {
            double[] column = table.numbers(numeric.get(j));
            for (int n = 0; n < values.length; n++) values[n][j] = column[n];
        }
        return values;
    }

    private static List<String[]> of(String data, String table) {
        return Reference.table("kmeans/" + table + ".csv").rows().stream()
                .filter(row -> row[0].equals(data))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iris", "faithful", "1000x4-k3", "1500x25-k4", "2000x64-k3"})
    void everyIterationHasScikitLearnsDistortionAndTheLabelsAreItsLabels(String name) {
        double[][] x = data(name);
        int k = Integer.parseInt(of(name, "summary").getFirst()[1]);
        Fit<KMeansModel> fit = KMeans.fit(Rows.of(x), KMeansProblems.from(Problems.first(x, k)));

        double[] expected = of(name, "trace").stream()
                .mapToDouble(row -> Double.parseDouble(row[2]))
                .toArray();
        assertThat(fit.converged()).isTrue();
        assertThat(fit.iterations()).isEqualTo(expected.length - 1);
        for (int t = 0; t < expected.length; t++) {
            assertThat(fit.trace().get(t).objective())
                    .as("iteration %d", t)
                    .isCloseTo(expected[t], within(1e-9 * expected[t]));
        }
        assertThat(fit.model().predict(Rows.of(x))).containsExactly(labels(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iris", "faithful", "1000x4-k3", "1500x25-k4", "2000x64-k3"})
    void storedInFloatTheRowsHaveTheSameLabels(String name) {
        double[][] x = data(name);
        int k = Integer.parseInt(of(name, "summary").getFirst()[1]);
        Rows floats = KMeansProblems.inFloat(x);
        Fit<KMeansModel> fit = KMeans.fit(floats, KMeansProblems.from(Problems.first(x, k)));
        assertThat(fit.model().predict(floats)).containsExactly(labels(name));
    }

    private static int[] labels(String name) {
        List<String[]> rows = of(name, "labels");
        int[] labels = new int[rows.size()];
        for (String[] row : rows) labels[Integer.parseInt(row[1])] = Integer.parseInt(row[2]);
        return labels;
    }
}
