package mixtura.internal.special;

/// log x! for whole x ≥ 0: from a table where counts are small, as they mostly are.
public final class LogFactorial {
    private static final double[] TABLE = table();

    private LogFactorial() {}

    private static double[] table() {
        double[] table = new double[1024];
        for (int x = 1; x < table.length; x++) table[x] = GammaFunction.log(x + 1.0);
        return table;
    }

    /// log x!.
    public static double of(double x) {
        return x < TABLE.length ? TABLE[(int) x] : GammaFunction.log(x + 1);
    }
}
