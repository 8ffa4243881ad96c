package mixtura.internal.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 64})
    void theValuesAloneAreThoseOfTheDecomposition(int d) {
        double[] matrix = randomSymmetric(d);
        double[] values = SymmetricEigen.values(matrix, d);
        assertArrayEquals(SymmetricEigen.of(matrix, d).values(), values, 1e-13 * d);
        double trace = 0;
        for (int i = 0; i < d; i++) trace += matrix[i * d + i];
        assertEquals(trace, Arrays.stream(values).sum(), 1e-13 * d);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 64})
    void vectorsTimesValuesTimesVectorsIsTheMatrix(int d) {
        double[] matrix = randomSymmetric(d);
        SymmetricEigen eigen = SymmetricEigen.of(matrix, d);
        assertArrayEquals(matrix, eigen.withValues(eigen.values()), 1e-13 * d);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aDiagonalMatrixHasItsDiagonal(int d) {
        double[] matrix = new double[d * d];
        for (int i = 0; i < d; i++) matrix[i * d + i] = d - i;
        double[] ascending = new double[d];
        for (int i = 0; i < d; i++) ascending[i] = i + 1;
        assertArrayEquals(ascending, SymmetricEigen.values(matrix, d));
    }

    private static double[] randomSymmetric(int d) {
        var random = new SplittableRandom(d);
        double[] matrix = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i * d + j] = random.nextDouble(-1, 1);
                matrix[j * d + i] = matrix[i * d + j];
            }
        }
        return matrix;
    }
}
