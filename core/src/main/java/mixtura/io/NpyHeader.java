package mixtura.io;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mixtura.data.ArrayLayout;
import mixtura.data.DataException;
import mixtura.data.Element;
import mixtura.data.ImageShape;

/// The header of an NPY file: a magic number, a version, and a Python dictionary of three entries (NumPy enhancement
/// proposal 1; versions 1.0, 2.0 and 3.0 differ in the length's width and the text's encoding alone).
///
/// @param end  the byte at which the values begin
record NpyHeader(Element element, ByteOrder order, boolean columnMajor, long[] shape, long end) {
    static final int[] MAGIC = {0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*(?:'([^']*)'|(\\[.*?\\]))");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\s,L]*)\\)");

    /// @param name  the file, for messages
    static NpyHeader parse(String name, MemorySegment memory) {
        for (int i = 0; i < Math.min(MAGIC.length, memory.byteSize()); i++) {
            if ((memory.get(ValueLayout.JAVA_BYTE, i) & 0xff) != MAGIC[i]) {
                throw new DataException(
                        name + " is not an NPY file", "write one in Python with numpy.save(FILE, array)");
            }
        }
        if (memory.byteSize() < 10) throw cutShort(name);
        int version = memory.get(ValueLayout.JAVA_BYTE, 6);
        if (version < 1 || version > 3) {
            throw new DataException(
                    name + " is an NPY file of version " + version + "; versions 1 to 3 are known",
                    "write it again with numpy.save(FILE, array)");
        }
        int start = version == 1 ? 10 : 12;
        if (memory.byteSize() < start) throw cutShort(name);
        long length = version == 1
                ? memory.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 8) & 0xffff
                : memory.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 8) & 0xffff_ffffL;
        if (memory.byteSize() - start < length) throw cutShort(name);
        byte[] bytes = memory.asSlice(start, Math.min(length, 1 << 20)).toArray(ValueLayout.JAVA_BYTE);
        String text = new String(bytes, StandardCharsets.UTF_8);
        Matcher descr = DESCR.matcher(text);
        Matcher fortran = FORTRAN.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!descr.find() || !fortran.find() || !shape.find()) {
            throw new DataException(
                    name + " has a damaged NPY header: " + text.strip(), "write it again with numpy.save(FILE, array)");
        }
        String type = descr.group(1) == null ? descr.group(2) : descr.group(1);
        return new NpyHeader(
                element(name, type),
                type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                fortran.group(1).equals("True"),
                lengths(name, shape.group(1)),
                start + length);
    }

    private static DataException cutShort(String name) {
        return new DataException(name + " is cut short: it ends within its header", "copy or download the file again");
    }

    private static Element element(String name, String type) {
        return switch (type.replaceFirst("^[<>|=]", "")) {
            case "f2" -> Element.F2;
            case "f4" -> Element.F4;
            case "f8" -> Element.F8;
            case "i1" -> Element.I1;
            case "u1", "b1" -> Element.U1;
            case "i2" -> Element.I2;
            case "u2" -> Element.U2;
            case "i4" -> Element.I4;
            case "u4" -> Element.U4;
            case "i8" -> Element.I8;
            default ->
                throw new DataException(
                        name + " holds values of the type " + type + ", which are not numbers of 1 to 8 bytes",
                        "save them as numbers: numpy.save(FILE, array.astype('float64'))");
        };
    }

    private static long[] lengths(String name, String text) {
        try {
            return Arrays.stream(text.replace("L", "").split(","))
                    .map(String::strip)
                    .filter(length -> !length.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new DataException(name + " has the impossible shape (" + text + ")", "write it again").causedBy(e);
        }
    }

    /// The array as rows: the first axis counts the rows, the others are laid flat.
    StoredArray rows(String name, MemorySegment memory) {
        if (columnMajor && shape.length > 2) {
            throw new DataException(
                    name + " has " + shape.length + " axes in Fortran order",
                    "save it in C order: numpy.save(FILE, numpy.ascontiguousarray(array))");
        }
        try {
            long dimension = 1;
            for (int axis = 1; axis < shape.length; axis++) dimension = Math.multiplyExact(dimension, shape[axis]);
            if (dimension < 1)
                throw new DataException(name + " has no columns", "give a file with at least one column");
            long rowCount = shape.length == 0 ? 1 : shape[0];
            Optional<ImageShape> imageShape = shape.length == 3
                    ? Optional.of(new ImageShape(Math.toIntExact(shape[1]), Math.toIntExact(shape[2])))
                    : Optional.empty();
            ArrayLayout layout = new ArrayLayout(
                    element, order, columnMajor && dimension > 1, end, rowCount, Math.toIntExact(dimension));
            return new StoredArray(name, memory, layout, imageShape);
        } catch (ArithmeticException e) {
            throw new DataException(
                            name + " has the shape " + Arrays.toString(shape) + ", which is too large to be true",
                            "copy or download the file again")
                    .causedBy(e);
        }
    }
}
