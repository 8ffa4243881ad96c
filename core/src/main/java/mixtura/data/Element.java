package mixtura.data;

/// How one number is stored in a binary file.
public enum Element {
    /// IEEE 754 half precision.
    F2(2, true),
    /// IEEE 754 single precision.
    F4(4, true),
    /// IEEE 754 double precision.
    F8(8, false),
    /// Signed byte.
    I1(1, true),
    /// Unsigned byte.
    U1(1, true),
    /// Signed integer of 2 bytes.
    I2(2, true),
    /// Unsigned integer of 2 bytes.
    U2(2, true),
    /// Signed integer of 4 bytes.
    I4(4, false),
    /// Unsigned integer of 4 bytes.
    U4(4, false),
    /// Signed integer of 8 bytes; beyond ±2⁵³ rounded to the nearest double.
    I8(8, false);

    private final int bytes;
    private final boolean fitsFloat;

    Element(int bytes, boolean fitsFloat) {
        this.bytes = bytes;
        this.fitsFloat = fitsFloat;
    }

    /// Bytes of one number.
    public int bytes() {
        return bytes;
    }

    /// Whether it can say that a cell is missing: NaN.
    public boolean hasNaN() {
        return this == F2 || this == F4 || this == F8;
    }

    /// Whether every number of this type is exactly a single-precision number.
    public boolean fitsFloat() {
        return fitsFloat;
    }
}
