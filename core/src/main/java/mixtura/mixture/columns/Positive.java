package mixtura.mixture.columns;

/// Checks of parameters that must be numbers above 0, or at least 0.
public final class Positive {
    private Positive() {}

    /// A copy, if every number is above 0 and finite.
    public static double[] above0(String name, double[] values) {
        for (int j = 0; j < values.length; j++) {
            if (!(values[j] > 0 && values[j] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        name + " " + (j + 1) + " is " + values[j] + "; it must be a positive number");
            }
        }
        return values.clone();
    }

    /// A copy, if every number is 0 or more and finite.
    public static double[] atLeast0(String name, double[] values) {
        for (int j = 0; j < values.length; j++) {
            if (!(values[j] >= 0 && values[j] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        name + " " + (j + 1) + " is " + values[j] + "; it must be 0 or a positive number");
            }
        }
        return values.clone();
    }
}
