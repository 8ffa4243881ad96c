package mixtura.mixture;

import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Takes the parameters of a mixture's components by name, in the order of a model file. Names are the words of the
/// literature: `means`, `theta`, `rates`.
public interface ParameterWriter {
    /// One word, such as the structure of covariances.
    void text(String name, String value);

    /// One number.
    void number(String name, double value);

    /// One number for each component, say.
    void numbers(String name, double[] values);

    /// Rows of numbers, which may differ in length: one row for each component, say.
    void matrix(String name, double[][] rows);

    /// As many matrices, asked for one at a time: they may be large.
    void matrices(String name, int count, IntFunction<double[][]> matrix);

    /// Parameters that belong together, under names of their own.
    void group(String name, Consumer<ParameterWriter> content);
}
