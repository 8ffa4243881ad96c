package mixtura.io;

import static mixtura.io.Problems.resource;
import static mixtura.io.Problems.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import mixtura.data.DataException;
import mixtura.data.ImageShape;
import mixtura.data.Labels;
import mixtura.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileTest {
    @TempDir
    Path folder;

    private static Table read(Path file) {
        return DataFile.read(file, ReadOptions.auto());
    }

    private DataException refused(String name, byte... bytes) {
        Path file = Problems.write(folder.resolve(name), bytes);
        return catchThrowableOfType(DataException.class, () -> read(file));
    }

    private static <T> T withStandardInput(byte[] bytes, Supplier<T> action) {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(bytes));
            return action.get();
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void theFirstBytesDecideWhateverTheName() throws IOException {
        Path npy = Files.copy(resource("f8-little.npy"), folder.resolve("a.csv"));
        assertThat(read(npy).rows().rows().dimension()).isEqualTo(3);
        Path npz = Files.copy(resource("deflated.npz"), folder.resolve("b.csv"));
        assertThat(read(npz).rows().rows().isFloat()).isTrue();
        Path idx = Problems.write(folder.resolve("c.csv"), IdxTest.idx(0x08, 24, 2, 3, 4));
        assertThat(read(idx).imageShape()).contains(new ImageShape(3, 4));
        assertThat(read(Problems.gzip(idx)).imageShape()).contains(new ImageShape(3, 4));
        assertThat(read(resource("images.npy")).imageShape()).contains(new ImageShape(3, 4));
        Path csv = Problems.write(folder.resolve("data.npx"), "1,2\n3,4\n");
        assertThat(table(read(csv).rows().rows())).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
    }

    @Test
    void tabsArePreferredInTsvFiles() {
        Path file = Problems.write(folder.resolve("a.tsv"), "1,5\t2,5\n3,5\t4,5\n");
        assertThat(read(file).columns()).hasSize(2);
    }

    @Test
    void standardInputIsReadInAnyFormat() throws IOException {
        byte[] npy = Files.readAllBytes(resource("f8-little.npy"));
        assertThat(withStandardInput(npy, () -> read(Path.of("-")).rowCount())).isEqualTo(5);
        byte[] packed =
                Files.readAllBytes(Problems.gzip(Problems.write(folder.resolve("i"), IdxTest.idx(0x08, 24, 2, 3, 4))));
        assertThat(withStandardInput(packed, () -> read(Path.of("-")).rowCount()))
                .isEqualTo(2);
        byte[] zip = Files.readAllBytes(resource("stored.npz"));
        assertThat(withStandardInput(zip, () -> catchThrowableOfType(DataException.class, () -> read(Path.of("-")))))
                .hasMessageContaining("zip archive");
    }

    @Test
    void anArchiveOfSeveralArraysWantsAMember() {
        DataException e = catchThrowableOfType(DataException.class, () -> read(resource("stored.npz")));
        assertThat(e).hasMessageContaining("holds 2 arrays: a, b");
        assertThat(e.hint()).contains("--member");
        assertThat(DataFile.read(resource("stored.npz"), ReadOptions.auto().withMember("b"))
                        .rowCount())
                .isEqualTo(3);
    }

    @Test
    void foreignFilesAreNamed() {
        assertThat(refused("a", (byte) 'P', (byte) 'A', (byte) 'R', (byte) '1')).hasMessageContaining("a Parquet file");
        assertThat(refused("a", (byte) 0x89, (byte) 'P', (byte) 'N', (byte) 'G'))
                .hasMessageContaining("a PNG image");
        assertThat(refused("a.bin", (byte) 7, (byte) 0, (byte) 9)).hasMessageContaining("not a text file");
        assertThat(refused("a.npy", (byte) 7, (byte) 8))
                .hasMessageContaining("not an NPY file")
                .isNotNull();
        assertThat(refused("a-idx3-ubyte", (byte) 7, (byte) 8, (byte) 9, (byte) 9, (byte) 9))
                .hasMessageContaining("not an IDX file");
        assertThat(refused("a", new byte[0])).hasMessageContaining("is empty");
        assertThat(catchThrowableOfType(DataException.class, () -> DataFormat.parse("xls"))
                        .hint())
                .contains("csv, tsv, npy, npz, idx");
    }

    @Test
    void labelsAreReadFromAnyFormat() throws IOException {
        Path idx = Problems.write(folder.resolve("l"), IdxTest.idx(0x08, 3, 3));
        assertThat(DataFile.readLabels(idx, ReadOptions.auto()).codes()).containsExactly(0, 1, 2);
        Npy.write(folder.resolve("l.npy"), new int[] {5, 3, -1}, 3);
        assertThat(DataFile.readLabels(folder.resolve("l.npy"), ReadOptions.auto())
                        .codes())
                .containsExactly(1, 0, -1);
        Path csv = Problems.write(folder.resolve("l.csv"), "species\nb\na\n\"\"\nb\n");
        Labels labels = DataFile.readLabels(
                csv, ReadOptions.auto().withCsv(CsvOptions.auto().withLabel("other")));
        assertThat(labels.codes()).containsExactly(1, 0, -1, 1);
        assertThat(labels.levels()).containsExactly("a", "b");
        Path numbered = Problems.write(folder.resolve("n.csv"), ",class\n0,u\n1,v\n");
        assertThat(DataFile.readLabels(numbered, ReadOptions.auto()).levels()).containsExactly("u", "v");
        Path two = Problems.write(folder.resolve("two.csv"), "a,b\n1,2\n");
        assertThat(catchThrowableOfType(DataException.class, () -> DataFile.readLabels(two, ReadOptions.auto())))
                .hasMessageContaining("has 2 columns; labels are one a row");
    }

    @Test
    void columnsOfAnArrayAreSetApartByNumber() {
        Table table = DataFile.read(
                resource("f8-little.npy"),
                ReadOptions.auto().withCsv(CsvOptions.auto().withWeights("3")));
        assertThat(table.rows().rows().dimension()).isEqualTo(2);
        assertThat(table.rows().rows().weight(1)).isEqualTo(12.5);
    }
}
