package mixtura.mixture;

import java.util.List;

/// Gives back what a [ParameterWriter] took.
///
/// Every method throws an `IllegalArgumentException` that names the parameter if it is not there or of another form.
public interface ParameterReader {
    /// Whether there is a parameter of that name.
    boolean has(String name);

    /// One word.
    String text(String name);

    /// One number.
    double number(String name);

    /// Numbers.
    double[] numbers(String name);

    /// Rows of numbers, all of one length.
    double[][] matrix(String name);

    /// Rows of numbers that may differ in length.
    double[][] raggedMatrix(String name);

    /// Matrices, the rows of each of any length.
    List<double[][]> matrices(String name);

    /// Parameters that belong together.
    ParameterReader group(String name);
}
