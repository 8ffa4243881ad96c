import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.clustering.GaussianMixture;
import org.apache.spark.mllib.clustering.GaussianMixtureModel;
import org.apache.spark.mllib.linalg.Matrices;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.stat.distribution.MultivariateGaussian;

/// Spark MLlib's Gaussian mixture on local[threads], from given means, proportions 1/k and covariances s² I;
/// rows cached. Prints the same JSON line as the other peers. Runs from source on a Java that Spark supports
/// (17).
final class SparkEm {
    private SparkEm() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> asked = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) asked.put(arguments[i], arguments[i + 1]);
        double[][] data = npy(Path.of(asked.get("--data")));
        double[][] start = npy(Path.of(asked.get("--start")));
        int few = Integer.parseInt(asked.get("--short"));
        int many = Integer.parseInt(asked.get("--long"));
        String threads = asked.get("--threads");
        SparkConf configuration = new SparkConf().setMaster("local[" + threads + "]").setAppName("peer")
                .set("spark.ui.enabled", "false").set("spark.driver.bindAddress", "127.0.0.1");
        try (JavaSparkContext spark = new JavaSparkContext(configuration)) {
            spark.setLogLevel("OFF");
            List<Vector> vectors = Arrays.stream(data).map(Vectors::dense).toList();
            JavaRDD<Vector> rows = spark.parallelize(new ArrayList<>(vectors), Integer.parseInt(threads)).cache();
            rows.count();
            double began = now();
            GaussianMixtureModel model = fit(rows, initial(data, start), many);
            double first = now() - began;
            double beside = now();
            began = now();
            GaussianMixtureModel shorter = fit(rows, initial(data, start), few);
            double brief = now() - began;
            began = now();
            double whole = first;
            if (first < 12) {
                model = fit(rows, initial(data, start), many);
                whole = now() - began;
            }
            System.out.printf(
                    Locale.ROOT,
                    "{\"program\": \"Spark\", \"version\": \"%s\", \"option\": \"local\", \"seconds_first\": %f, \"seconds_long\": %f, "
                            + "\"iterations_short\": %d, \"iterations_long\": %d, \"seconds_per_iteration\": %s, \"objective_short\": %s, "
                            + "\"objective\": %s, \"seconds_beside\": %f}%n",
                    spark.version(), first, whole, few, many, (whole - brief) / (many - few), logLikelihood(shorter, data),
                    logLikelihood(model, data), now() - beside);
        }
    }

    /// It works in the arrays of the model that it begins with, so each fit has its own.
    private static GaussianMixtureModel fit(JavaRDD<Vector> rows, GaussianMixtureModel initial, int iterations) {
        return new GaussianMixture().setK(initial.k()).setInitialModel(initial).setConvergenceTol(0)
                .setMaxIterations(iterations).run(rows);
    }

    private static GaussianMixtureModel initial(double[][] data, double[][] start) {
        int d = start[0].length;
        double variance = 0;
        for (int j = 0; j < d; j++) {
            int column = j;
            double mean = Arrays.stream(data).mapToDouble(row -> row[column]).average().orElseThrow();
            variance += Arrays.stream(data).mapToDouble(row -> (row[column] - mean) * (row[column] - mean)).average().orElseThrow() / d;
        }
        double[] diagonal = new double[d];
        Arrays.fill(diagonal, variance);
        double[] proportions = new double[start.length];
        Arrays.fill(proportions, 1.0 / start.length);
        MultivariateGaussian[] components = Arrays.stream(start)
                .map(mean -> new MultivariateGaussian(Vectors.dense(mean), Matrices.diag(Vectors.dense(diagonal))))
                .toArray(MultivariateGaussian[]::new);
        return new GaussianMixtureModel(proportions, components);
    }

    /// From its definition: Σ_n log Σ_k π_k N(x_n | μ_k, Σ_k), by Cholesky factors and log-sum-exp.
    private static double logLikelihood(GaussianMixtureModel model, double[][] data) {
        int k = model.k();
        int d = data[0].length;
        double[][][] factors = new double[k][d][d];
        double[][] means = new double[k][];
        double[] constants = new double[k];
        for (int c = 0; c < k; c++) {
            means[c] = model.gaussians()[c].mu().toArray();
            constants[c] = Math.log(model.weights()[c]) - 0.5 * d * Math.log(2 * Math.PI);
            double[][] l = factors[c];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    double left = model.gaussians()[c].sigma().apply(i, j);
                    for (int m = 0; m < j; m++) left -= l[i][m] * l[j][m];
                    l[i][j] = i == j ? Math.sqrt(left) : left / l[j][j];
                }
                constants[c] -= Math.log(l[i][i]);
            }
        }
        return IntStream.range(0, data.length).parallel().mapToDouble(n -> {
            double[] terms = constants.clone();
            double largest = Double.NEGATIVE_INFINITY;
            double[] y = new double[d];
            for (int c = 0; c < k; c++) {
                for (int i = 0; i < d; i++) {
                    double left = data[n][i] - means[c][i];
                    for (int j = 0; j < i; j++) left -= factors[c][i][j] * y[j];
                    y[i] = left / factors[c][i][i];
                    terms[c] -= 0.5 * y[i] * y[i];
                }
                largest = Math.max(largest, terms[c]);
            }
            double sum = 0;
            for (double term : terms) sum += Math.exp(term - largest);
            return largest + Math.log(sum);
        }).sum();
    }

    /// An NPY file of version 1, C order, doubles.
    private static double[][] npy(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            in.readNBytes(8);
            String header = new String(in.readNBytes(Short.toUnsignedInt(Short.reverseBytes(in.readShort()))), StandardCharsets.US_ASCII);
            String[] shape = header.replaceAll(".*'shape': *\\(([^)]*)\\).*", "$1").strip().split(", *");
            int d = Integer.parseInt(shape[1].strip());
            double[][] rows = new double[Integer.parseInt(shape[0].strip())][d];
            for (double[] row : rows) ByteBuffer.wrap(in.readNBytes(8 * d)).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(row);
            return rows;
        }
    }

    private static double now() {
        return System.nanoTime() / 1e9;
    }
}
