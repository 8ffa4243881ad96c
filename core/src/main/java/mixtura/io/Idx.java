package mixtura.io;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import mixtura.data.ArrayLayout;
import mixtura.data.DataException;
import mixtura.data.Element;
import mixtura.data.ImageShape;
import mixtura.data.Rows;

/// IDX, the format of MNIST (LeCun, Cortes and Burges, "The MNIST database"): big-endian numbers under a header that
/// names their type and the lengths of the axes. Images of n × height × width become rows of height · width values.
/// Files in gzip are unpacked.
public final class Idx {
    private Idx() {}

    /// The rows of a file, which stays where it is (one in gzip is unpacked first): each block is converted when it
    /// is read.
    ///
    /// @throws DataException if the file cannot be read, is no IDX file, or ends before its last row
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

    /// The labels of a file with one whole number a row.
    ///
    /// @throws DataException as in [#read], or if the file has more than one axis or does not hold whole numbers
    public static int[] readLabels(Path path) {
        try (Input input = Input.open(path)) {
            return LabelFiles.wholeNumbers(open(input));
        }
    }

    /// The shape of the images in a file; empty when it does not have three axes.
    ///
    /// @throws DataException as in [#map]
    public static Optional<ImageShape> imageShape(Path path) {
        try (Input input = Input.open(path)) {
            return open(input).imageShape();
        }
    }

    /// Whether the first bytes are those of an IDX file: two zeros, a type, a number of axes, and lengths that are
    /// there.
    static boolean isIdx(Input input) {
        byte[] head = input.head();
        return input.startsWith(0, 0) && head.length >= 8 && element(head[2]).isPresent() && head[3] >= 1;
    }

    static StoredArray open(Input input) {
        String name = input.name();
        byte[] head = input.head();
        Optional<Element> element = head.length < 4 ? Optional.empty() : element(head[2]);
        if (!input.startsWith(0, 0) || element.isEmpty() || head[3] < 1) {
            throw new DataException(
                    name + " is not an IDX file", "name its format with --format, or look at what was downloaded");
        }
        int axes = head[3];
        MemorySegment memory = input.memory();
        long start = 4 + 4L * axes;
        if (memory.byteSize() < start) {
            throw new DataException(
                    name + " is cut short: it ends within its header", "copy or download the file again");
        }
        ByteBuffer header = ByteBuffer.wrap(head); // big-endian
        long rowCount = header.getInt(4) & 0xffff_ffffL;
        try {
            long dimension = 1;
            for (int axis = 1; axis < axes; axis++) {
                dimension = Math.multiplyExact(dimension, header.getInt(4 + 4 * axis) & 0xffff_ffffL);
            }
            if (dimension < 1)
                throw new DataException(name + " has no columns", "give a file with at least one column");
            Optional<ImageShape> imageShape =
                    axes == 3 ? Optional.of(new ImageShape(header.getInt(8), header.getInt(12))) : Optional.empty();
            ArrayLayout layout = new ArrayLayout(
                    element.get(), ByteOrder.BIG_ENDIAN, false, start, rowCount, Math.toIntExact(dimension));
            return new StoredArray(name, memory, layout, imageShape);
        } catch (ArithmeticException e) {
            throw new DataException(
                            name + " promises more values than any file can hold", "copy or download the file again")
                    .causedBy(e);
        }
    }

    private static Optional<Element> element(byte code) {
        return switch (code) {
            case 0x08 -> Optional.of(Element.U1);
            case 0x09 -> Optional.of(Element.I1);
            case 0x0b -> Optional.of(Element.I2);
            case 0x0c -> Optional.of(Element.I4);
            case 0x0d -> Optional.of(Element.F4);
            case 0x0e -> Optional.of(Element.F8);
            default -> Optional.empty();
        };
    }
}
