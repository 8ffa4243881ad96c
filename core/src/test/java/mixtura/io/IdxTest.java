package mixtura.io;

import static mixtura.io.Problems.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import mixtura.data.DataException;
import mixtura.data.ImageShape;
import mixtura.data.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
    @TempDir
    Path folder;

    /// An IDX file of that type and those lengths with `values` bytes 0, 1, 2, … behind the header.
    static byte[] idx(int type, int values, int... lengths) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * lengths.length + values);
        bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) lengths.length);
        for (int length : lengths) bytes.putInt(length);
        for (int i = 0; i < values; i++) bytes.put((byte) i);
        return bytes.array();
    }

    private Path file(String name, byte[] bytes) {
        return Problems.write(folder.resolve(name), bytes);
    }

    @Test
    void imagesBecomeRowsAndKeepTheirShape() {
        Path images = file("images-idx3-ubyte", idx(0x08, 3 * 100, 3, 4, 25));
        for (Rows rows : new Rows[] {Idx.map(images), Idx.read(images), Idx.map(Problems.gzip(images))}) {
            assertThat(rows.rowCount()).isEqualTo(3);
            assertThat(rows.dimension()).isEqualTo(100);
            assertThat(rows.isFloat()).isTrue();
            assertThat(table(rows)[1][99]).isEqualTo(199);
            assertThat(table(rows)[2][99]).isEqualTo(299 - 256);
        }
        assertThat(Idx.imageShape(images)).contains(new ImageShape(4, 25));
    }

    @Test
    void numbersAreBigEndianAndSigned() {
        assertThat(table(Idx.map(file("a", new byte[] {0, 0, 0x0b, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 0, -1, -2}))))
                .isDeepEqualTo(new double[][] {{256, -2}});
        byte[] doubles = ByteBuffer.allocate(16)
                .put(new byte[] {0, 0, 0x0e, 1, 0, 0, 0, 1})
                .putDouble(Math.PI)
                .array();
        assertThat(table(Idx.map(file("b", doubles)))).isDeepEqualTo(new double[][] {{Math.PI}});
        byte[] ints = ByteBuffer.allocate(12)
                .put(new byte[] {0, 0, 0x0c, 1, 0, 0, 0, 1})
                .putInt(-7)
                .array();
        assertThat(Idx.readLabels(file("c", ints))).containsExactly(-7);
    }

    @Test
    void labelsAreOneWholeNumberARow() {
        assertThat(Idx.readLabels(file("labels", idx(0x08, 5, 5)))).containsExactly(0, 1, 2, 3, 4);
        Path images = file("images", idx(0x08, 8, 2, 2, 2));
        assertThat(catchThrowableOfType(DataException.class, () -> Idx.readLabels(images)))
                .hasMessageContaining("4 values a row; labels are one a row");
        byte[] fraction = ByteBuffer.allocate(12)
                .put(new byte[] {0, 0, 0x0d, 1, 0, 0, 0, 1})
                .putFloat(0.5f)
                .array();
        Path fractions = file("fractions", fraction);
        DataException e = catchThrowableOfType(DataException.class, () -> Idx.readLabels(fractions));
        assertThat(e).hasMessageContaining("row 1: 0.5 is not a whole number");
        assertThat(e.row()).hasValue(1);
    }

    @Test
    void aCountBeyondTheFileIsRefused() {
        Path file = file("short", idx(0x08, 99, 10, 10));
        DataException e = catchThrowableOfType(DataException.class, () -> Idx.map(file));
        assertThat(e).hasMessageContaining("promises 10 rows × 10 values").hasMessageContaining("only 99 are there");
        Path packed = Problems.gzip(file);
        assertThat(catchThrowableOfType(DataException.class, () -> Idx.map(packed)))
                .hasMessageContaining("only 99 are there");
        Path absurd = file("absurd", idx(0x0e, 0, -1, -1, -1, -1));
        assertThat(catchThrowableOfType(DataException.class, () -> Idx.map(absurd)))
                .hasMessageContaining("more values than any file can hold");
    }

    @Test
    void whatIsNoIdxFileIsRefused() {
        for (byte[] bytes :
                new byte[][] {{0, 0, 8}, {0, 0, 7, 1, 0, 0, 0, 1, 5}, {0, 0, 8, 0, 0, 0, 0, 1, 5}, {1, 2, 3, 4, 5}}) {
            Path file = file("x", bytes);
            assertThat(catchThrowableOfType(DataException.class, () -> Idx.map(file)))
                    .hasMessageContaining("is not an IDX file");
        }
        Path header = file("h", new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0});
        assertThat(catchThrowableOfType(DataException.class, () -> Idx.map(header)))
                .hasMessageContaining("within its header");
        Path none = file("n", idx(0x08, 0, 0, 3));
        assertThat(catchThrowableOfType(DataException.class, () -> Idx.map(none)))
                .hasMessageContaining("no rows");
    }
}
