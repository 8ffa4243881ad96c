package mixtura.neural;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The wire format of protocol buffers, as far as ONNX files need it: numbers of variable length, and fields that
/// carry bytes. A message written after another one of the same kind is merged into it by whoever reads both.
final class WireFormat {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private WireFormat() {}

    /// Builds one message.
    static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Writer number(int field, long value) {
            varint((long) field << 3 | VARINT);
            varint(value);
            return this;
        }

        Writer real(int field, float value) {
            varint((long) field << 3 | FIXED32);
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(value)
                    .array());
            return this;
        }

        Writer bytes(int field, byte[] value) {
            varint((long) field << 3 | BYTES);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Writer text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Writer message(int field, Writer value) {
            return bytes(field, value.toByteArray());
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }
    }

    /// Walks over the fields of one message.
    static final class Reader {
        private final ByteBuffer in;
        private int field;
        private int kind;
        private long number;
        private ByteBuffer bytes = ByteBuffer.allocate(0);

        Reader(ByteBuffer message) {
            in = message.slice().order(ByteOrder.LITTLE_ENDIAN);
        }

        /// Goes to the next field.
        ///
        /// @throws java.nio.BufferUnderflowException if the message is cut short
        /// @throws IllegalArgumentException if it is no message
        boolean next() {
            if (!in.hasRemaining()) return false;
            long key = varint();
            field = (int) (key >>> 3);
            kind = (int) (key & 7);
            if (field < 1) throw new IllegalArgumentException("a field has the number " + field);
            switch (kind) {
                case VARINT -> number = varint();
                case FIXED64 -> number = in.getLong();
                case FIXED32 -> number = in.getInt();
                case BYTES -> {
                    long length = varint();
                    if (length < 0 || length > in.remaining()) {
                        throw new java.nio.BufferUnderflowException();
                    }
                    bytes = in.slice(in.position(), (int) length);
                    in.position(in.position() + (int) length);
                }
                default -> throw new IllegalArgumentException("a field is of the unknown kind " + kind);
            }
            return true;
        }

        int field() {
            return field;
        }

        long number() {
            return number;
        }

        boolean isBytes() {
            return kind == BYTES;
        }

        Reader message() {
            return new Reader(bytes);
        }

        String text() {
            return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }

        private long varint() {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                byte b = in.get();
                value |= (long) (b & 0x7f) << shift;
                if (b >= 0) return value;
            }
            throw new IllegalArgumentException("a number is longer than 10 bytes");
        }
    }
}
