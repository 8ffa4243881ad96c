package mixtura.io;

import java.util.Arrays;

/// A small array of any number of axes, as found in an NPY file.
///
/// @param shape   lengths of the axes; none for a single number
/// @param values  all values in C order: the last axis runs fastest
public record NdArray(int[] shape, double[] values) {
    public NdArray {
        long size = 1;
        for (int length : shape) size *= length;
        if (size != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values do not fill the shape " + Arrays.toString(shape));
        }
        shape = shape.clone();
        values = values.clone();
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    @Override
    public double[] values() {
        return values.clone();
    }

    /// The array as a table: the first axis counts the rows.
    ///
    /// @throws IllegalArgumentException if there are not just two axes
    public double[][] matrix() {
        if (shape.length != 2) {
            throw new IllegalArgumentException("the shape is " + Arrays.toString(shape) + ", not rows × columns");
        }
        double[][] rows = new double[shape[0]][];
        for (int n = 0; n < rows.length; n++) rows[n] = Arrays.copyOfRange(values, n * shape[1], (n + 1) * shape[1]);
        return rows;
    }
}
