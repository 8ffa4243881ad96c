package mixtura.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileRowsTest {
    @TempDir
    Path folder;

    /// Stores a value as the element type does, and gives back what is then stored.
    private static double put(ByteBuffer bytes, int at, Element element, double value) {
        switch (element) {
            case F2 -> bytes.putShort(at, Float.floatToFloat16((float) value));
            case F4 -> bytes.putFloat(at, (float) value);
            case F8 -> bytes.putDouble(at, value);
            case I1, U1 -> bytes.put(at, (byte) value);
            case I2, U2 -> bytes.putShort(at, (short) value);
            case I4, U4 -> bytes.putInt(at, (int) (long) value);
            case I8 -> bytes.putLong(at, (long) value);
        }
        return switch (element) {
            case F2 -> Float.float16ToFloat(bytes.getShort(at));
            case F4 -> bytes.getFloat(at);
            case F8 -> bytes.getDouble(at);
            case I1 -> bytes.get(at);
            case U1 -> bytes.get(at) & 0xff;
            case I2 -> bytes.getShort(at);
            case U2 -> bytes.getShort(at) & 0xffff;
            case I4 -> bytes.getInt(at);
            case U4 -> bytes.getInt(at) & 0xffff_ffffL;
            case I8 -> bytes.getLong(at);
        };
    }

    @ParameterizedTest
    @EnumSource(Element.class)
    void everyElementInEveryLayoutIsTheRowInMemory(Element element) {
        SplittableRandom random = new SplittableRandom(element.ordinal());
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            for (boolean columnMajor : new boolean[] {false, true}) {
                int rowCount = 1 + random.nextInt(700);
                int dimension = 1 + random.nextInt(9);
                int offset = random.nextInt(20);
                ByteBuffer bytes = ByteBuffer.allocate(offset + rowCount * dimension * element.bytes())
                        .order(order);
                double[] values = new double[rowCount * dimension];
                for (int n = 0; n < rowCount; n++) {
                    for (int j = 0; j < dimension; j++) {
                        int index = columnMajor ? j * rowCount + n : n * dimension + j;
                        double value = random.nextDouble(-40_000, 40_000);
                        values[n * dimension + j] = put(bytes, offset + index * element.bytes(), element, value);
                    }
                }
                ArrayLayout layout = new ArrayLayout(element, order, columnMajor, offset, rowCount, dimension);
                Rows rows = layout.rowsOf(MemorySegment.ofArray(bytes.array()));
                assertThat(rows.isFloat()).isEqualTo(element.fitsFloat());
                double[] copied = new double[dimension];
                for (int n = 0; n < rowCount; n++) {
                    rows.copyRow(n, copied);
                    for (int j = 0; j < dimension; j++) assertThat(copied[j]).isEqualTo(values[n * dimension + j]);
                }
                double[] expected = sums(Rows.wrap(values, rowCount, dimension), 1);
                for (int threads : new int[] {1, 2, 8})
                    assertThat(sums(rows, threads)).isEqualTo(expected);
            }
        }
    }

    /// A mapped file beyond 2³¹ bytes, full of holes: only the pages that are written or read take room.
    @Test
    void offsetsGoBeyondTwoToTheThirtyFirst() throws IOException {
        Path file = folder.resolve("sparse");
        int dimension = 1 << 10;
        long rowCount = (1L << 32) / dimension + 3;
        ArrayLayout layout = new ArrayLayout(Element.U1, ByteOrder.BIG_ENDIAN, false, 5, rowCount, dimension);
        try (FileChannel channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.SPARSE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                Arena arena = Arena.ofConfined()) {
            for (long row : new long[] {0, 2_097_152, rowCount - 1}) {
                channel.write(ByteBuffer.wrap(new byte[] {(byte) (200 + row % 50)}), 5 + row * dimension + 7);
            }
            channel.write(ByteBuffer.wrap(new byte[1]), layout.end() - 1);
            Rows rows = layout.rowsOf(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
            double[] row = new double[dimension];
            for (long n : new long[] {0, 2_097_152, rowCount - 1}) {
                rows.copyRow(n, row);
                assertThat(row[7]).isEqualTo((double) (200 + n % 50));
                assertThat(row[8]).isZero();
            }
        }
    }

    @Test
    void memoryOffTheHeapIsReadAlike() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(ValueLayout.JAVA_DOUBLE, 6);
            for (int i = 0; i < 6; i++) memory.setAtIndex(ValueLayout.JAVA_DOUBLE, i, i);
            Rows rows = new ArrayLayout(Element.F8, ByteOrder.nativeOrder(), true, 0, 2, 3).rowsOf(memory);
            double[] row = new double[3];
            rows.copyRow(1, row);
            assertThat(row).containsExactly(1, 3, 5);
            assertThatThrownBy(
                            () -> new ArrayLayout(Element.F8, ByteOrder.nativeOrder(), false, 8, 2, 3).rowsOf(memory))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("48 bytes");
        }
    }

    @Test
    void viewsOfAFileAreViewsOfItsRows() {
        Rows rows = new ArrayLayout(Element.U1, ByteOrder.BIG_ENDIAN, false, 0, 2, 3)
                .rowsOf(MemorySegment.ofArray(new byte[] {0, (byte) 128, (byte) 255, 1, 2, 3}));
        double[] row = new double[3];
        rows.select(2, 0).scaled(1 / 255.0).copyRow(0, row);
        assertThat(row).startsWith(1, 0);
        rows.binarised(127.5).copyRow(0, row);
        assertThat(row).containsExactly(0, 1, 1);
        rows.weighted(new double[] {1, 3}).copyRow(1, row);
        assertThat(row).containsExactly(1, 2, 3);
    }

    private static double[] sums(Rows rows, int threads) {
        return rows.aggregate(Execution.of(threads).withBlockRows(13), () -> new Sums(rows.dimension())).values;
    }

    private static final class Sums implements Pass<Sums>, Mergeable<Sums> {
        private double[] values;

        Sums(int dimension) {
            values = new double[dimension];
        }

        @Override
        public void add(RowBlock block) {
            double[] x = block.values();
            for (int i = 0; i < block.rowCount() * values.length; i++) {
                values[i % values.length] += x[block.offset() + i] * 0.1;
            }
        }

        @Override
        public Sums finish() {
            Sums done = new Sums(values.length);
            done.values = values;
            values = new double[values.length];
            return done;
        }

        @Override
        public Sums merge(Sums later) {
            for (int j = 0; j < values.length; j++) values[j] += later.values[j];
            return this;
        }
    }
}
