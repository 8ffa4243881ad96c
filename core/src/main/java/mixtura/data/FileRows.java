package mixtura.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Rows of an array in a memory segment: a mapped file, or memory off the heap. Offsets are longs, so there is no
/// limit but the address space. Blocks are copied into arrays of the thread and widened there; values that are
/// exactly single-precision numbers stay so. A helper reads ahead of each thread ([ReadAhead]).
final class FileRows extends LocalRows {
    private final MemorySegment memory;
    private final ArrayLayout layout;
    private final Element element;

    FileRows(MemorySegment memory, ArrayLayout layout) {
        super(layout.rowCount(), layout.dimension());
        if (memory.byteSize() < layout.end()) {
            throw new IllegalArgumentException(
                    "the segment has " + memory.byteSize() + " bytes; the array ends at byte " + layout.end());
        }
        this.memory = memory;
        this.layout = layout;
        this.element = layout.element();
    }

    @Override
    public boolean isFloat() {
        return element.fitsFloat();
    }

    @Override
    RowReader newReader() {
        Decoder decoder = new Decoder(memory, element, layout.order());
        RowReader reader = element.fitsFloat() ? new FloatReader(decoder) : new DoubleReader(decoder);
        if (layout.columnMajor() || !ReadAhead.pays(memory)) return reader;
        ReadAhead ahead = new ReadAhead(memory);
        return (firstRow, count, block) -> {
            ahead.reading(position(firstRow, 0), position(firstRow + count, 0));
            reader.read(firstRow, count, block);
        };
    }

    /// The byte at which the value of a row and a column lies.
    private long position(long row, int column) {
        long index = layout.columnMajor() ? column * rowCount() + row : row * dimension() + column;
        return layout.offset() + index * element.bytes();
    }

    private final class FloatReader implements RowReader {
        private final Decoder decoder;
        private float[] values = new float[0];
        private float[] column = new float[0];

        FloatReader(Decoder decoder) {
            this.decoder = decoder;
        }

        @Override
        public void read(long firstRow, int rowCount, RowBlock block) {
            int dimension = dimension();
            if (values.length < rowCount * dimension) values = new float[rowCount * dimension];
            block.begin(firstRow, rowCount);
            if (layout.columnMajor()) {
                if (column.length < rowCount) column = new float[rowCount];
                for (int j = 0; j < dimension; j++) {
                    decoder.floats(position(firstRow, j), rowCount, column, 0);
                    for (int n = 0, t = j; n < rowCount; n++, t += dimension) values[t] = column[n];
                }
                block.setFloats(values, 0);
            } else {
                float[] target = values;
                block.setFloats(
                        target,
                        (row, count) -> decoder.floats(
                                position(firstRow + row, 0), count * dimension, target, row * dimension));
            }
        }
    }

    private final class DoubleReader implements RowReader {
        private final Decoder decoder;
        private double[] column = new double[0];

        DoubleReader(Decoder decoder) {
            this.decoder = decoder;
        }

        @Override
        public void read(long firstRow, int rowCount, RowBlock block) {
            int dimension = dimension();
            block.begin(firstRow, rowCount);
            double[] values = block.fill();
            if (layout.columnMajor()) {
                if (column.length < rowCount) column = new double[rowCount];
                for (int j = 0; j < dimension; j++) {
                    decoder.doubles(position(firstRow, j), rowCount, column);
                    for (int n = 0, t = j; n < rowCount; n++, t += dimension) values[t] = column[n];
                }
            } else {
                decoder.doubles(position(firstRow, 0), rowCount * dimension, values);
            }
        }
    }

    /// Turns adjacent stored numbers into an array's. Bulk copies first, conversion in a plain loop over arrays
    /// after them: the compiler makes vector code of both.
    private static final class Decoder {
        private final MemorySegment memory;
        private final Element element;
        private final ByteOrder order;
        private byte[] bytes = new byte[0];
        private short[] shorts = new short[0];
        private int[] ints = new int[0];
        private long[] longs = new long[0];

        Decoder(MemorySegment memory, Element element, ByteOrder order) {
            this.memory = memory;
            this.element = element;
            this.order = order;
        }

        void floats(long position, int count, float[] target, int at) {
            switch (element) {
                case F4 ->
                    MemorySegment.copy(
                            memory, ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), position, target, at, count);
                case F2 -> {
                    short[] source = shorts(position, count);
                    for (int i = 0; i < count; i++) target[at + i] = Float.float16ToFloat(source[i]);
                }
                case I1 -> {
                    byte[] source = bytes(position, count);
                    for (int i = 0; i < count; i++) target[at + i] = source[i];
                }
                case U1 -> {
                    // as signed bytes 128 lower: two loops that C2 turns into vectors, which a mask of the sign is not
                    byte[] source = bytes(position, count);
                    for (int i = 0; i < count; i++) source[i] ^= (byte) 0x80;
                    for (int i = 0; i < count; i++) target[at + i] = source[i] + 128f;
                }
                case I2 -> {
                    short[] source = shorts(position, count);
                    for (int i = 0; i < count; i++) target[at + i] = source[i];
                }
                case U2 -> {
                    short[] source = shorts(position, count);
                    for (int i = 0; i < count; i++) target[at + i] = source[i] & 0xffff;
                }
                case F8, I4, U4, I8 -> throw new AssertionError(element + " does not fit into float");
            }
        }

        void doubles(long position, int count, double[] target) {
            switch (element) {
                case F8 ->
                    MemorySegment.copy(
                            memory, ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order), position, target, 0, count);
                case I4 -> {
                    int[] source = ints(position, count);
                    for (int i = 0; i < count; i++) target[i] = source[i];
                }
                case U4 -> {
                    int[] source = ints(position, count);
                    for (int i = 0; i < count; i++) target[i] = source[i] & 0xffff_ffffL;
                }
                case I8 -> {
                    if (longs.length < count) longs = new long[count];
                    MemorySegment.copy(
                            memory, ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), position, longs, 0, count);
                    for (int i = 0; i < count; i++) target[i] = longs[i];
                }
                case F2, F4, I1, U1, I2, U2 -> throw new AssertionError(element + " is read as float");
            }
        }

        private byte[] bytes(long position, int count) {
            if (bytes.length < count) bytes = new byte[count];
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, position, bytes, 0, count);
            return bytes;
        }

        private short[] shorts(long position, int count) {
            if (shorts.length < count) shorts = new short[count];
            MemorySegment.copy(memory, ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), position, shorts, 0, count);
            return shorts;
        }

        private int[] ints(long position, int count) {
            if (ints.length < count) ints = new int[count];
            MemorySegment.copy(memory, ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), position, ints, 0, count);
            return ints;
        }
    }
}
