package mixtura.bench.peers;

/// The start of a mixture that every program of the comparison is given: proportions 1/k, the means, and s² I with s²
/// the mean column variance.
final class Problem {
    private Problem() {}

    static double meanVariance(double[][] data) {
        int dimension = data[0].length;
        double total = 0;
        for (int j = 0; j < dimension; j++) {
            double sum = 0;
            for (double[] row : data) sum += row[j];
            double mean = sum / data.length;
            for (double[] row : data) total += (row[j] - mean) * (row[j] - mean);
        }
        return total / data.length / dimension;
    }

    static double[][] spherical(int dimension, double variance) {
        double[][] matrix = new double[dimension][dimension];
        for (int j = 0; j < dimension; j++) matrix[j][j] = variance;
        return matrix;
    }
}
