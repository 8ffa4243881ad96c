package mixtura.app.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import mixtura.Progress;
import mixtura.app.console.Console;
import mixtura.app.console.Failure;
import mixtura.app.console.Numbers;
import mixtura.app.console.Trouble;
import mixtura.data.Execution;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.evaluate.InformationCriteria;
import mixtura.mixture.Ridge;
import mixtura.ood.MixtureDensity;
import mixtura.ood.OodDetector;
import mixtura.ood.OodOptions;
import mixtura.ood.RidgeChoice;
import org.jspecify.annotations.Nullable;

/// Fits a detector, or one for each size of a range, of which BIC takes the best; withheld rows choose the ridge where
/// they are asked to. Strangers have no say in it.
///
/// @param labels  or null
record DetectorTask(
        Console console,
        DetectorOptions choice,
        Rows features,
        @Nullable Labels labels,
        long seed,
        int threads,
        String kernels) {
    /// One size.
    ///
    /// @param bic  NaN for a detector without likelihood
    record Sized(int k, OodDetector detector, double bic, double seconds) {}

    /// All sizes, and the one that was chosen.
    ///
    /// @param ridge  how withheld rows chose it, or null when they did not
    record Fitted(List<Sized> table, Sized chosen, @Nullable RidgeChoice ridge) {
        /// The ridges that were tried, and the one that was taken.
        void put(Map<String, Object> json) {
            if (ridge == null) return;
            json.put("ridge", ridge.chosen().ridge());
            json.put(
                    "ridges",
                    ridge.tried().stream()
                            .map(one -> Map.of("ridge", one.ridge(), "mean_log_density", one.meanLogDensity()))
                            .toList());
        }
    }

    /// @param choosing  familiar rows that choose the ridge, seen by neither the network nor the fit; null when none do
    Fitted fit(@Nullable Rows choosing) {
        Sizes sizes = choice.sizes();
        if (sizes == null) {
            int k = options().k(features);
            sizes = new Sizes(k, k);
        }
        if (sizes.isRange() && choice.kind() != OodOptions.Kind.MIXTURE) {
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS,
                            "only a mixture has components to choose, '"
                                    + choice.kind().word() + "' has none")
                    .with("try", "leave -k out");
        }
        RidgeChoice ridge = choosing == null ? null : ridge(sizes.to(), choosing);
        List<Sized> table = new ArrayList<>();
        for (int k = sizes.from(); k <= sizes.to(); k++) table.add(fit(k, sizes.isRange(), ridge));
        Sized chosen = table.getFirst();
        for (Sized sized : table) if (sized.bic() < chosen.bic()) chosen = sized;
        if (sizes.isRange()) console.say("chose", "k " + chosen.k() + ", the lowest BIC");
        return new Fitted(table, chosen, ridge);
    }

    /// With the usual number of components.
    OodOptions options() {
        return choice.options(labels, seed, threads, kernels);
    }

    /// The most components need the ridge most, so the largest size chooses for all.
    private RidgeChoice ridge(int k, Rows choosing) {
        OodOptions options = options().withK(k);
        RidgeChoice ridge = watched(progress -> RidgeChoice.of(features, choosing, options, progress));
        console.say(
                "ridge",
                ridge.chosen().ridge() + ", under which " + Numbers.count(choosing.rowCount(), "withheld row")
                        + " are most likely: log density a row "
                        + ridge.tried().stream()
                                .map(one -> String.format(Locale.ROOT, "%.0e %.3f", one.ridge(), one.meanLogDensity()))
                                .collect(Collectors.joining(" · ")));
        return ridge;
    }

    /// Work that shows its progress; what it throws becomes what a user can mend.
    private <T> T watched(Function<Progress, T> work) {
        FitProgress progress = new FitProgress(console, true, Double.POSITIVE_INFINITY, line -> {});
        try {
            return work.apply(progress);
        } catch (ArithmeticException e) {
            throw Failure.of(Trouble.NUMERICAL, String.valueOf(e.getMessage()))
                    .with("try", "--ridge 1e-2   ·   --covariance diag   ·   a smaller -k")
                    .because(e);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.CONFLICTING_OPTIONS, String.valueOf(e.getMessage()))
                    .because(e);
        } finally {
            progress.finish();
        }
    }

    private Sized fit(int k, boolean judged, @Nullable RidgeChoice ridge) {
        OodOptions given = options().withK(k);
        OodOptions options = ridge == null
                ? given
                : given.withRidge(Ridge.absolute(ridge.chosen().ridge()));
        long began = System.nanoTime();
        OodDetector detector = watched(progress -> OodDetector.fit(features, options, progress));
        double seconds = (System.nanoTime() - began) * 1e-9;
        double bic = judged && detector.detector() instanceof MixtureDensity(var mixture)
                ? InformationCriteria.of(
                                mixture,
                                options.standardise()
                                        ? features.standardised(detector.centre(), detector.deviation())
                                        : features,
                                Execution.of(threads))
                        .bic()
                : Double.NaN;
        String iterations = detector.mixtureFit()
                .map(fit -> " · " + Numbers.count(fit.iterations(), "iteration")
                        + (fit.converged() ? "" : ", not converged"))
                .orElse("");
        console.say(
                "fit",
                detector.detector().title() + " · " + features.rowCount() + " x " + features.dimension() + iterations
                        + (judged ? String.format(Locale.ROOT, " · BIC %.0f", bic) : "") + " · "
                        + Numbers.seconds(seconds));
        return new Sized(k, detector, bic, seconds);
    }

    /// The detector with a threshold from rows that it has not seen.
    OodDetector calibrated(OodDetector detector, Rows withheld, String name) {
        double rate = choice.falseAlarmRate();
        detector.refuseTraining(withheld, "a threshold", Execution.of(threads));
        double[] scores = detector.scores(withheld, Execution.of(threads));
        try {
            return detector.calibrated(scores, rate);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.TOO_FEW_ROWS, String.valueOf(e.getMessage()))
                    .with("file", name)
                    .with("try", "--false-alarms " + smallestRate(scores.length) + "   or more withheld rows")
                    .because(e);
        }
    }

    /// The smallest rate that so many withheld rows can promise, 1 / (n + 1), rounded up to one digit.
    private static String smallestRate(int rows) {
        double percent = Math.min(100.0 / (rows + 1), 50);
        return new BigDecimal(percent)
                        .round(new MathContext(1, RoundingMode.CEILING))
                        .toPlainString()
                + "%";
    }
}
