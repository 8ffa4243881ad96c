package mixtura.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import mixtura.data.DataException;
import mixtura.data.Rows;

/// NPY, the array file of NumPy (versions 1.0, 2.0, 3.0): numbers of 1 to 8 bytes in either byte order, in C or
/// Fortran order. The first axis counts the rows; further axes are laid flat. Files in gzip are unpacked.
///
/// For members of an NPZ archive see [Npz].
public final class Npy {
    private static final int BUFFER = 1 << 16;

    private Npy() {}

    /// The rows of a file, which stays where it is: it is mapped, and each block is converted when it is read. The
    /// file may be larger than the memory; it must not be changed meanwhile.
    ///
    /// @throws DataException if the file cannot be read, is no NPY file, is cut short, or holds no numbers
    public static Rows map(Path path) {
        try (Input input = Input.open(path)) {
            return open(input).rows();
        }
    }

    /// The rows of a file in one array: of float when every value fits into it, else of double.
    ///
    /// @throws DataException as in [#map], or if there are more values than an array can hold
    public static Rows read(Path path) {
        try (Input input = Input.open(path)) {
            return open(input).rowsInMemory();
        }
    }

    /// An array of any shape.
    ///
    /// @throws DataException as in [#read]
    public static NdArray readArray(Path path) {
        try (Input input = Input.open(path)) {
            return array(input);
        }
    }

    static StoredArray open(Input input) {
        MemorySegment memory = input.memory();
        return NpyHeader.parse(input.name(), memory).rows(input.name(), memory);
    }

    static NdArray array(Input input) {
        MemorySegment memory = input.memory();
        NpyHeader header = NpyHeader.parse(input.name(), memory);
        double[] values = header.rows(input.name(), memory).values();
        return new NdArray(
                Arrays.stream(header.shape()).mapToInt(Math::toIntExact).toArray(), values);
    }

    /// Writes an array in double precision; an existing file is replaced.
    ///
    /// @param values  in C order, as many as the shape has
    public static void write(Path path, double[] values, int... shape) throws IOException {
        write(path, "<f8", 8, values.length, shape, buffer -> i -> buffer.putDouble(values[i]));
    }

    /// Writes an array in single precision; an existing file is replaced.
    ///
    /// @param values  in C order, as many as the shape has
    public static void write(Path path, float[] values, int... shape) throws IOException {
        write(path, "<f4", 4, values.length, shape, buffer -> i -> buffer.putFloat(values[i]));
    }

    /// Writes an array of integers of 4 bytes, labels for instance; an existing file is replaced.
    ///
    /// @param values  in C order, as many as the shape has
    public static void write(Path path, int[] values, int... shape) throws IOException {
        write(path, "<i4", 4, values.length, shape, buffer -> i -> buffer.putInt(values[i]));
    }

    private interface Encoder {
        IntConsumer into(ByteBuffer buffer);
    }

    private static void write(Path path, String type, int bytes, int count, int[] shape, Encoder encoder)
            throws IOException {
        long size = 1;
        for (int length : shape) size *= length;
        if (size != count) {
            throw new IllegalArgumentException(count + " values do not fill the shape " + Arrays.toString(shape));
        }
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        IntConsumer put = encoder.into(buffer);
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            drain(ByteBuffer.wrap(header(type, shape)), channel);
            for (int i = 0; i < count; i++) {
                if (buffer.remaining() < bytes) drain(buffer.flip(), channel);
                put.accept(i);
            }
            drain(buffer.flip(), channel);
        }
    }

    private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
        while (buffer.hasRemaining()) channel.write(buffer);
        buffer.clear();
    }

    /// A header of version 1.0, padded so that the values begin at a multiple of 64 bytes.
    static byte[] header(String type, int... shape) {
        String lengths = Arrays.stream(shape).mapToObj(length -> length + ",").collect(Collectors.joining(" "));
        if (shape.length > 1) lengths = lengths.substring(0, lengths.length() - 1);
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + lengths + "), }";
        int length = (10 + text.length() + 1 + 63) / 64 * 64;
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) ' ');
        for (int i = 0; i < NpyHeader.MAGIC.length; i++) bytes[i] = (byte) NpyHeader.MAGIC[i];
        bytes[6] = 1;
        bytes[7] = 0;
        bytes[8] = (byte) (length - 10);
        bytes[9] = (byte) ((length - 10) >> 8);
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, bytes, 10, ascii.length);
        bytes[length - 1] = '\n';
        return bytes;
    }
}
