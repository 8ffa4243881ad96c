package mixtura.mixture.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import mixtura.mixture.Covariance;
import mixtura.mixture.Outline;
import mixtura.mixture.ParameterReader;
import mixtura.mixture.ParameterWriter;

/// The parameters of a Gaussian mixture by name, over all columns, in scikit-learn's shapes: means K × d;
/// covariances tied d × d, other matrices K × d × d, diagonals K × d, balls K. Families whose components are
/// made of normal ones keep these in the same form.
public final class GaussianParameters {
    private GaussianParameters() {}

    static void write(GaussianMixture mixture, ParameterWriter out) {
        writeMoments(mixture, "covariances", out);
        matrices(
                out, "precisionsCholesky", mixture.covariance(), mixture.componentCount(), mixture::precisionsCholesky);
    }

    /// Structure, means and matrices, these under a name of one's own.
    public static void writeMoments(GaussianMixture mixture, String name, ParameterWriter out) {
        writeMoments(mixture, "means", name, out);
    }

    /// The same with another name for the means too.
    public static void writeMoments(GaussianMixture mixture, String means, String name, ParameterWriter out) {
        out.text("covariance", mixture.covariance().word());
        out.matrix(means, mixture.means());
        matrices(out, name, mixture.covariance(), mixture.componentCount(), mixture::covariance);
    }

    private static void matrices(
            ParameterWriter out, String name, Covariance structure, int k, IntFunction<double[][]> matrix) {
        switch (Form.of(structure)) {
            case FULL -> out.matrices(name, k, matrix);
            case TIED -> out.matrix(name, matrix.apply(0));
            case DIAGONAL -> {
                double[][] diagonals = new double[k][];
                for (int c = 0; c < k; c++) diagonals[c] = diagonal(matrix.apply(c));
                out.matrix(name, diagonals);
            }
            case SPHERICAL -> {
                double[] variances = new double[k];
                for (int c = 0; c < k; c++)
                    variances[c] =
                            Arrays.stream(diagonal(matrix.apply(c))).max().orElseThrow();
                out.numbers(name, variances);
            }
        }
    }

    private static double[] diagonal(double[][] matrix) {
        double[] diagonal = new double[matrix.length];
        for (int j = 0; j < diagonal.length; j++) diagonal[j] = matrix[j][j];
        return diagonal;
    }

    /// The mixture whose parameters [#writeMoments] wrote under that name.
    public static GaussianMixture read(Outline outline, String name, ParameterReader in) {
        return read(outline, "means", name, in);
    }

    /// The same with another name for the means too.
    public static GaussianMixture read(Outline outline, String meansName, String name, ParameterReader in) {
        Covariance structure = Covariance.ofWord(in.text("covariance"));
        double[][] means = in.matrix(meansName);
        IntFunction<double[]> covariance = covariance(outline, structure, name, in);
        List<Gaussian> components = new ArrayList<>();
        for (int k = 0; k < means.length; k++) {
            components.add(new Gaussian(outline.modelled(means[k]), covariance.apply(k), structure));
        }
        return new GaussianMixture(
                outline.mixingProportions(), components, outline.columnNames(), outline.constantColumns());
    }

    /// Σ_k over the modelled columns, as its structure stores it.
    private static IntFunction<double[]> covariance(
            Outline outline, Covariance structure, String name, ParameterReader in) {
        int[] modelled = outline.modelledColumns();
        return switch (Form.of(structure)) {
            case FULL -> {
                List<double[][]> all = in.matrices(name);
                yield k -> pick(all.get(k), modelled);
            }
            case TIED -> {
                double[] shared = pick(in.matrix(name), modelled);
                yield k -> shared;
            }
            case DIAGONAL -> {
                double[][] all = in.matrix(name);
                yield k -> outline.modelled(all[k]);
            }
            case SPHERICAL -> {
                double[] all = in.numbers(name);
                yield k -> new double[] {all[k]};
            }
        };
    }

    private static double[] pick(double[][] matrix, int[] columns) {
        double[] picked = new double[columns.length * columns.length];
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j < columns.length; j++) picked[i * columns.length + j] = matrix[columns[i]][columns[j]];
        }
        return picked;
    }
}
