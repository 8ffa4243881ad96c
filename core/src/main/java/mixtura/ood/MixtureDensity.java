package mixtura.ood;

import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.Mixture;

/// −log p(x) under a mixture, in nats: strangers are where the mixture puts little mass. A column that was constant in
/// the fit adds half the squared distance from its value, as a Gaussian of variance 1 about it does.
///
/// @param mixture  of familiar rows
public record MixtureDensity(Mixture<?> mixture) implements Detector {
    @Override
    public String word() {
        return "mixture";
    }

    @Override
    public String title() {
        return "−log density of the mixture, k = " + mixture.componentCount();
    }

    @Override
    public double[] scores(Rows rows, Execution execution) {
        double[] scores = new double[Math.toIntExact(rows.rowCount())];
        mixture.score(rows, execution, (first, count, logDensity, r) -> {
            for (int n = 0; n < count; n++) scores[(int) first + n] = -logDensity[n];
        });
        ConstantColumns constant = ConstantColumns.of(mixture);
        if (constant.columns().length == 0) return scores;
        double[] squaredDistances = RowScores.of(rows, execution, () -> constant::squaredDistance);
        for (int n = 0; n < scores.length; n++) scores[n] += squaredDistances[n] / 2;
        return scores;
    }

    @Override
    public boolean wantsStandardised() {
        return true;
    }
}
