package mixtura.uncertainty;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import mixtura.mixture.Mixture;
import mixtura.mixture.ParameterWriter;

/// All parameters of a mixture as one list of numbers, in the order of a model file. Of a symmetric matrix the upper
/// triangle is left out, and so is what merely follows from other parameters.
public final class ParameterVector implements ParameterWriter {
    /// Written for programs that would otherwise have to factorise covariances.
    private static final Set<String> DERIVED = Set.of("precisionsCholesky");

    /// Of two standard deviations: what the two triangles of a covariance may differ by, in a file of another program.
    private static final double ROUNDING = 1e-9;

    private final int componentCount;
    private final String prefix;
    private final List<Parameter> parameters;
    private final List<Double> values;
    private final Map<String, String> texts;

    private ParameterVector(
            int componentCount,
            String prefix,
            List<Parameter> parameters,
            List<Double> values,
            Map<String, String> texts) {
        this.componentCount = componentCount;
        this.prefix = prefix;
        this.parameters = parameters;
        this.values = values;
        this.texts = texts;
    }

    /// Of a mixture: its mixing proportions, then what its family writes, then the proportion of its noise.
    public static ParameterVector of(Mixture<?> mixture) {
        ParameterVector vector = new ParameterVector(
                mixture.componentCount(), "", new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
        vector.numbers("mixingProportions", mixture.mixingProportions());
        mixture.writeParameters(vector);
        mixture.noise()
                .ifPresent(noise -> vector.group("noise", part -> part.number("proportion", noise.proportion())));
        return vector;
    }

    /// What the numbers are.
    public List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    /// The numbers.
    public double[] values() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// The words among the parameters, which do not vary: such as `types`, of columns of a mixed table.
    public Map<String, String> texts() {
        return Map.copyOf(texts);
    }

    private void put(String name, double value, int length, int... indices) {
        boolean perComponent = length == componentCount && indices.length > 0;
        parameters.add(new Parameter(prefix + name, indices, perComponent ? indices[0] : -1));
        values.add(value);
    }

    @Override
    public void text(String name, String value) {
        texts.put(prefix + name, value);
    }

    @Override
    public void number(String name, double value) {
        put(name, value, 0);
    }

    @Override
    public void numbers(String name, double[] numbers) {
        if (DERIVED.contains(name)) return;
        for (int i = 0; i < numbers.length; i++) put(name, numbers[i], numbers.length, i);
    }

    @Override
    public void matrix(String name, double[][] rows) {
        if (DERIVED.contains(name)) return;
        boolean shared = isSymmetric(rows) && !name.equals("means");
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < (shared ? i + 1 : rows[i].length); j++)
                put(name, rows[i][j], shared ? -1 : rows.length, i, j);
        }
    }

    @Override
    public void matrices(String name, int count, IntFunction<double[][]> matrix) {
        if (DERIVED.contains(name)) return;
        for (int k = 0; k < count; k++) {
            double[][] rows = matrix.apply(k);
            boolean symmetric = isSymmetric(rows);
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < (symmetric ? i + 1 : rows[i].length); j++) put(name, rows[i][j], count, k, i, j);
            }
        }
    }

    @Override
    public void group(String name, Consumer<ParameterWriter> content) {
        content.accept(new ParameterVector(componentCount, prefix + name + ".", parameters, values, texts));
    }

    /// Whether a matrix is a covariance: square, symmetric up to rounding, with a diagonal that is not negative.
    private static boolean isSymmetric(double[][] rows) {
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != rows.length || rows[i][i] < 0) return false;
            for (int j = 0; j < i; j++) {
                double size = Math.sqrt(rows[i][i]) * Math.sqrt(rows[j][j]);
                if (!(Math.abs(rows[i][j] - rows[j][i]) <= ROUNDING * size)) return false;
            }
        }
        return rows.length > 0;
    }
}
