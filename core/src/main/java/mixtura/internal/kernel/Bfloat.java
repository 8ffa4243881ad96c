package mixtura.internal.kernel;

/// bf16: the upper half of a float, eight significant bits.
final class Bfloat {
    private Bfloat() {}

    /// The bits of a finite float rounded to bf16, to nearest, ties to even; the lower half is 0.
    static int rounded(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits + 0x7fff + (bits >>> 16 & 1) & 0xffff0000;
    }
}
