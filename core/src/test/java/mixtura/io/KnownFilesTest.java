package mixtura.io;

import static org.assertj.core.api.Assertions.assertThat;

import mixtura.TestData;
import mixtura.data.Column;
import mixtura.data.ImageShape;
import mixtura.data.Labels;
import mixtura.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Well-known files, as they are published. They are no part of the repository, see [TestData].
class KnownFilesTest {
    private static Table read(String name) {
        return DataFile.read(TestData.file(name), ReadOptions.auto());
    }

    /// The sums of all pixels were computed with NumPy 1.24.2: `numpy.frombuffer(F, 'u1', offset=16)`, then
    /// `.astype('i8').sum()`.
    @ParameterizedTest
    @CsvSource({
        "mnist/train-images-idx3-ubyte, 60000, 1567298545",
        "mnist/t10k-images-idx3-ubyte, 10000, 264923200",
        "fashion-mnist/t10k-images-idx3-ubyte, 10000, 573469082"
    })
    void imagesAddUpToTheirKnownSum(String name, int rowCount, double sum) {
        Table table = read(name);
        assertThat(table.rowCount()).isEqualTo(rowCount);
        assertThat(table.imageShape()).contains(new ImageShape(28, 28));
        double[] row = new double[784];
        double found = 0;
        for (int n = 0; n < rowCount; n++) {
            table.rows().rows().copyRow(n, row);
            for (double pixel : row) found += pixel;
        }
        assertThat(found).isEqualTo(sum);
    }

    @Test
    void theDigitsHaveTenClasses() {
        Labels labels = DataFile.readLabels(TestData.file("mnist/train-labels-idx1-ubyte"), ReadOptions.auto());
        assertThat(labels.rowCount()).isEqualTo(60000);
        assertThat(labels.levels()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(labels.codes()).startsWith(5, 0, 4, 1, 9);
    }

    @ParameterizedTest
    @CsvSource({
        "classic/faithful.csv, 272, 2, 0",
        "classic/iris.csv, 150, 4, 0",
        "missing/airquality.csv, 153, 6, 44",
        "missing/penguins.csv, 344, 5, 8",
        "mid-scale/letter.csv.gz, 20000, 16, 0",
        "clustering-benchmarks/sipu/birch1.data.gz, 100000, 2, 0"
    })
    void tablesHaveTheirKnownShapes(String name, long rowCount, int numericColumns, long missing) {
        Table table = read(name);
        assertThat(table.rowCount()).isEqualTo(rowCount);
        assertThat(table.rows().rows().dimension()).isEqualTo(numericColumns);
        assertThat(table.columns().stream()
                        .filter(column -> column.kind() == Column.Kind.NUMERIC)
                        .mapToLong(Column::missingCount)
                        .sum())
                .isEqualTo(missing);
    }
}
