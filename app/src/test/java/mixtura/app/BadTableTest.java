package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bad tables: files that are none, cells that cannot be read, options that do not suit the data.
class BadTableTest extends BadInput {
    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void aFileThatDoesNotExist() {
        assertThat(refused(3, "fit", "none.csv", "-k", "2").err()).contains("none.csv");
    }

    @Test
    void aFolder() throws IOException {
        Files.createDirectory(cli.path("folder"));
        assertThat(refused(3, "fit", "folder", "-k", "2").err()).contains("folder");
    }

    @Test
    void anEmptyFile() {
        assertThat(refused3("empty.csv", "").err()).contains("empty");
    }

    @Test
    void aHeaderAndNothingBelowIt() {
        assertThat(refused3("header.csv", "a,b\n").err()).contains("row");
    }

    @Test
    void aRaggedRow() {
        assertThat(refused3("ragged.csv", "a,b\n1,2\n3,4,5\n6,7\n").err())
                .contains("data-003")
                .contains("3");
    }

    @Test
    void textInANumericColumnNamesRowColumnCellAndWhatToType() {
        String err = refused3("text.csv", "age,income\n1,2\n3,n/a\n6,7\n").err();
        assertThat(err)
                .contains("data-012")
                .contains("income")
                .contains("n/a")
                .contains("2")
                .contains("--na");
    }

    @Test
    void aMissingCellNamesTheRowAndWhatToType() {
        String err = refused3("missing.csv", "a,b\n1,2\n3,\n6,7\n").err();
        assertThat(err).contains("data-013").contains("'b'").contains("row 2").contains("--missing drop");
    }

    @Test
    void aColumnOfWhichNothingIsThereIsLeftOutOrNamed() {
        cli.write("hollow.csv", "a,b,w\n1,NA,2\n3,NA,4\n6,NA,1\n5,7,0\n");
        String err = refused(3, "fit", "hollow.csv", "-k", "2", "--weights", "w", "--missing", "mean")
                .err();
        assertThat(err)
                .contains("data-013")
                .contains("every cell of column 'b' is missing")
                .contains("--columns '!b'");
    }

    @Test
    void aCellThatIsNotANumber() {
        assertThat(refused3("nan.csv", "a,b\n1,2\n3,NaN\n6,7\n").err())
                .contains("data-013")
                .contains("row 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Inf", "-Inf"})
    void anInfiniteCell(String cell) {
        assertThat(refused3("infinite.csv", "a,b\n1,2\n3," + cell + "\n6,7\n").err())
                .contains("data-014")
                .contains("row 2")
                .contains("'b'");
    }

    @Test
    void textColumnsAlone() {
        assertThat(refused3("texts.csv", "a,b\nx,y\nz,w\n").err()).contains("data-011");
    }

    @Test
    void aColumnThatIsNotThere() {
        cli.unpack("faithful.csv");
        assertThat(refused(3, "fit", "faithful.csv", "-k", "2", "--columns", "eruption")
                        .err())
                .contains("data-010")
                .contains("eruptions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "two", "1.5"})
    void aNumberOfComponentsThatIsNone(String k) {
        cli.unpack("faithful.csv");
        assertThat(refused(2, "fit", "faithful.csv", "-k", k).err()).contains("k is");
    }

    @Test
    void noNumberOfComponents() {
        cli.unpack("faithful.csv");
        assertThat(refused(2, "fit", "faithful.csv").err()).contains("-k 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gmm", "kmeans"})
    void moreComponentsThanDistinctRows(String method) {
        cli.write("few.csv", "a,b\n1,2\n1,2\n3,4\n1,2\n3,4\n");
        assertThat(refused(3, "fit", "few.csv", "-k", "3", "-m", method).err())
                .contains("data-018")
                .contains("2");
    }

    @Test
    void moreComponentsThanRows() {
        cli.write("few.csv", "a,b\n1,2\n3,4\n");
        assertThat(refused(3, "fit", "few.csv", "-k", "5").err()).contains("data-018");
    }

    @Test
    void aTruncatedGzip() throws IOException {
        byte[] packed = gzip("a,b\n1,2\n3,4\n5,6\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        cli.write("cut.csv.gz", Arrays.copyOf(packed, packed.length / 2));
        assertThat(refused(3, "fit", "cut.csv.gz", "-k", "2").err()).contains("data-004");
    }

    @Test
    void anIdxFileThatPromisesMoreThanItHolds() {
        cli.write(
                "cut-idx2-ubyte",
                ByteBuffer.allocate(20)
                        .put(new byte[] {0, 0, 8, 2})
                        .putInt(1000)
                        .putInt(4)
                        .array());
        assertThat(refused(3, "fit", "cut-idx2-ubyte", "-k", "2").err()).contains("data-004");
    }

    @Test
    void aTruncatedNpy() {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1000, 4), }";
        byte[] text = (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer npy = ByteBuffer.allocate(10 + text.length + 64);
        npy.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        npy.put((byte) text.length).put((byte) 0).put(text);
        cli.write("cut.npy", npy.array());
        assertThat(refused(3, "fit", "cut.npy", "-k", "2").err()).contains("data-004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "NaN", "Inf"})
    void aWeightThatIsNone(String weight) {
        cli.write("weights.csv", "a,w\n1,1\n2," + weight + "\n3,1\n4,1\n");
        String err =
                refused(3, "fit", "weights.csv", "-k", "2", "--weights", "w").err();
        assertThat(err).contains("data-015").contains("2");
    }

    @Test
    void weightsThatAreAllZero() {
        cli.write("weights.csv", "a,w\n1,0\n2,0\n3,0\n");
        assertThat(refused(3, "fit", "weights.csv", "-k", "2", "--weights", "w").err())
                .contains("data-015");
    }

    @Test
    void labelsOfAnotherLength() {
        cli.unpack("faithful.csv").write("labels.csv", "1\n2\n1\n");
        String err = refused(3, "fit", "faithful.csv", "-k", "2", "--labels", "labels.csv", "--start", "labels")
                .err();
        assertThat(err).contains("data-016").contains("3 labels for 272 rows");
    }

    @Test
    void valuesThatAreNoTwoForABernoulliMixture() {
        cli.unpack("faithful.csv");
        assertThat(refused(3, "fit", "faithful.csv", "-k", "2", "-m", "bernoulli")
                        .err())
                .contains("data-019")
                .contains("--binarize");
    }
}
