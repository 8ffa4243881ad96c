package mixtura.ood;

import java.util.Arrays;
import java.util.stream.IntStream;
import mixtura.data.ColumnSummary;
import mixtura.data.Rows;
import mixtura.mixture.Ridge;

/// What columns are moved by, and then divided by, before a detector sees them: mean and standard deviation.
///
/// A column that was constant has no deviation. The ridge is all the variance that the mixture would give it, so it
/// is divided by the root of the ridge, in units of the middle one of the others' deviations: the columns of a layer
/// share a unit, and what a column that never varied would have for one cannot be known.
///
/// @param centre     one number a column, or none when columns are used as they are
/// @param deviation  as many
record Standardisation(double[] centre, double[] deviation) {
    static final Standardisation NONE = new Standardisation(new double[0], new double[0]);

    /// Of a detector that wants columns alike. With `--raw` only constant columns are touched.
    static Standardisation of(ColumnSummary summary, OodOptions options) {
        int dimension = summary.dimension();
        boolean anyConstant = IntStream.range(0, dimension).anyMatch(summary::isConstant);
        if (!options.standardise() && !anyConstant) return NONE;
        double[] centre = new double[dimension];
        double[] deviation = new double[dimension];
        double constant = constantDeviation(summary, options);
        for (int j = 0; j < dimension; j++) {
            if (summary.isConstant(j)) {
                centre[j] = summary.minimum(j); // the mean is rounded
                deviation[j] = constant;
            } else if (options.standardise()) {
                centre[j] = summary.mean(j);
                double variance = summary.variance(j);
                deviation[j] = variance > 0 ? Math.sqrt(variance) : 1;
            } else {
                deviation[j] = 1;
            }
        }
        return new Standardisation(centre, deviation);
    }

    private static double constantDeviation(ColumnSummary summary, OodOptions options) {
        double[] varying = IntStream.range(0, summary.dimension())
                .filter(j -> !summary.isConstant(j))
                .mapToDouble(j -> Math.sqrt(summary.variance(j)))
                .toArray();
        Arrays.sort(varying);
        double unit = varying.length == 0 ? 1 : varying[varying.length / 2];
        Ridge ridge = options.ridge().isNone() ? Ridge.auto() : options.ridge(); // a score must be a number
        return switch (ridge) {
            case Ridge.Absolute(double lambda) -> Math.sqrt(lambda) * (options.standardise() ? unit : 1);
            case Ridge.Relative(double share) -> Math.sqrt(share) * unit;
        };
    }

    Rows apply(Rows rows) {
        return centre.length == 0 ? rows : rows.standardised(centre, deviation);
    }
}
