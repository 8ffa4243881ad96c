package mixtura.io;

import static mixtura.io.Problems.resource;
import static mixtura.io.Problems.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import mixtura.data.DataException;
import mixtura.data.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
    static final List<String> FLOATS = List.of("f2", "f4", "f8");
    static final List<String> NUMBERS = List.of("f2", "f4", "f8", "i1", "u1", "i2", "u2", "i4", "u4", "i8");

    @TempDir
    Path folder;

    private static double[][] expected(String type) {
        double[][] table = new double[5][3];
        for (int n = 0; n < 5; n++) {
            for (int j = 0; j < 3; j++) table[n][j] = 10 * n + j + (type.startsWith("f") ? 0.5 : 0);
        }
        return table;
    }

    @ParameterizedTest
    @FieldSource("NUMBERS")
    void everyTypeReadsAsNumPyWroteIt(String type) {
        for (String layout : List.of("little", "big", "fortran")) {
            Path file = resource(type + "-" + layout + ".npy");
            if (!Files.exists(file)) continue; // one byte has no order
            assertThat(table(Npy.map(file))).as("mapped " + file).isDeepEqualTo(expected(type));
            assertThat(table(Npy.read(file))).as("read " + file).isDeepEqualTo(expected(type));
        }
    }

    @ParameterizedTest
    @CsvSource({"f2,true", "f4,true", "u1,true", "u2,true", "i2,true", "f8,false", "i4,false", "u4,false", "i8,false"})
    void valuesThatFitIntoFloatStayFloat(String type, boolean fits) {
        assertThat(Npy.map(resource(type + "-little.npy")).isFloat()).isEqualTo(fits);
        assertThat(Npy.read(resource(type + "-little.npy")).isFloat()).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version-2.npy", "version-3.npy"})
    void newerVersionsReadAlike(String file) {
        assertThat(table(Npy.map(resource(file)))).isDeepEqualTo(expected("i8"));
    }

    @Test
    void integersOfFourBytesKeepTheirExtremes() {
        assertThat(table(Npy.map(resource("extremes-i4.npy")))).isDeepEqualTo(new double[][] {{-0x1p31, 0x1p31 - 1}});
        assertThat(table(Npy.map(resource("extremes-u4.npy")))).isDeepEqualTo(new double[][] {{0, 0x1p32 - 1}});
    }

    @Test
    void oneAxisIsOneColumnAndFurtherAxesAreLaidFlat() {
        assertThat(table(Npy.map(resource("one-axis.npy"))))
                .isDeepEqualTo(new double[][] {{0}, {10}, {20}, {30}, {40}});
        Rows images = Npy.map(resource("images.npy"));
        assertThat(images.dimension()).isEqualTo(12);
        assertThat(table(images)[1][11]).isEqualTo(23);
        assertThat(Npy.readArray(resource("images.npy")).shape()).containsExactly(2, 3, 4);
        assertThat(Npy.readArray(resource("scalar.npy")).values()).containsExactly(3.5);
    }

    @Test
    void truthValuesAreZeroAndOne() {
        assertThat(table(Npy.map(resource("bool.npy")))[0]).containsExactly(0, 1, 0);
    }

    @Test
    void archivesAreReadStoredAndDeflated() {
        assertThat(Npz.members(resource("stored.npz"))).containsExactly("a", "b");
        assertThat(table(Npz.read(resource("stored.npz"), "a"))).isDeepEqualTo(expected("i8"));
        assertThat(table(Npz.read(resource("deflated.npz"), "arr_0.npy"))).isDeepEqualTo(expected("i8"));
        assertThat(Npz.readArray(resource("stored.npz"), "b").values()).containsExactly(0, 1, 2);
        DataException absent = catchThrowableOfType(DataException.class, () -> Npz.read(resource("stored.npz"), "c"));
        assertThat(absent).hasMessageContaining("no array 'c'; it has a, b");
        assertThat(absent.hint()).contains("--member");
    }

    @Test
    void anArrayWrittenIsReadBackEqual() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        double[] doubles = random.doubles(20_000).toArray();
        Path file = folder.resolve("a.npy");
        Npy.write(file, doubles, 2_000, 10);
        assertThat(Npy.readArray(file).values()).isEqualTo(doubles);
        assertThat(Npy.map(file).dimension()).isEqualTo(10);
        Npy.write(file, new float[] {1.5f, 2.5f}, 2);
        assertThat(Npy.readArray(file).values()).containsExactly(1.5, 2.5);
        Npy.write(file, new int[] {-1, 7}, 1, 2);
        assertThat(table(Npy.read(file))).isDeepEqualTo(new double[][] {{-1, 7}});
    }

    @Test
    void aFileInGzipReadsAlike() throws IOException {
        Path file = folder.resolve("a.npy");
        Npy.write(file, new double[] {1, 2, 3, 4}, 2, 2);
        assertThat(table(Npy.map(Problems.gzip(file)))).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
    }

    @ParameterizedTest
    @CsvSource({
        "complex.npy, '<c16', astype",
        "text.npy, '<U1', astype",
        "record.npy, type, astype",
        "no-rows.npy, no rows, at least one row",
        "fortran-3-axes.npy, 3 axes in Fortran order, ascontiguousarray"
    })
    void whatIsNoTableOfNumbersIsRefused(String file, String said, String hint) {
        DataException e = catchThrowableOfType(DataException.class, () -> Npy.map(resource(file)));
        assertThat(e).hasMessageContaining(file).hasMessageContaining(said);
        assertThat(e.hint()).contains(hint);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 210, 240})
    void aFileThatIsCutShortIsRefused(int bytes) throws IOException {
        Path file = folder.resolve("a.npy");
        Npy.write(file, new double[15], 5, 3);
        Path cut = Problems.cutShort(file, bytes);
        assertThat(catchThrowableOfType(DataException.class, () -> Npy.map(cut)))
                .hasMessageContaining("is cut short");
        assertThat(catchThrowableOfType(DataException.class, () -> Npy.read(cut)))
                .hasMessageContaining("is cut short");
    }

    @Test
    void aGzipStreamThatIsCutShortIsRefused() throws IOException {
        Path file = folder.resolve("a.npy");
        Npy.write(file, new SplittableRandom(1).doubles(100_000).toArray(), 1000, 100);
        Path cut = Problems.cutShort(Problems.gzip(file), 1000);
        assertThat(catchThrowableOfType(DataException.class, () -> Npy.map(cut)))
                .hasMessageContaining("cut short: its gzip stream ends early");
    }

    @Test
    void anArchiveThatIsCutShortIsRefused() throws IOException {
        Path copy = Files.copy(resource("stored.npz"), folder.resolve("a.npz"));
        assertThat(catchThrowableOfType(DataException.class, () -> Npz.members(Problems.cutShort(copy, 30))))
                .hasMessageContaining("no complete zip archive");
    }

    @Test
    void otherFilesAreNotNpy() {
        Path text = Problems.write(folder.resolve("a.npy"), "1,2,3\n4,5,6\n7,8,9\n");
        assertThat(catchThrowableOfType(DataException.class, () -> Npy.map(text)))
                .hasMessageContaining("is not an NPY file");
        assertThat(catchThrowableOfType(DataException.class, () -> Npy.map(folder.resolve("none.npy"))))
                .hasMessageContaining("there is no file");
        assertThat(catchThrowableOfType(DataException.class, () -> Npy.map(folder)))
                .hasMessageContaining("is a folder");
        Path empty = Problems.write(folder.resolve("e.npy"), "");
        assertThat(catchThrowableOfType(DataException.class, () -> Npy.map(empty)))
                .hasMessageContaining("is empty");
    }
}
