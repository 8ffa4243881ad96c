package mixtura.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mixtura.app.console.Console;
import mixtura.app.console.Failure;
import mixtura.app.console.Numbers;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.console.Version;
import mixtura.app.dataset.DataOptions;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.evaluate.DetectionScores;
import mixtura.network.Network;
import mixtura.network.Training;
import mixtura.network.TrainingDoubts;
import mixtura.ood.LogitScore;
import mixtura.ood.OodDetector;
import mixtura.ood.OodOptions;
import mixtura.ood.OodReport;
import mixtura.ood.RowSketch;
import org.jspecify.annotations.Nullable;

/// The whole of `ood run`, step by step.
///
/// @param withhold  rows for the threshold, or null for a sixth
record OodRun(
        Session session,
        Names names,
        MlpSettings settings,
        NetworkOptions choiceOfNetwork,
        DetectorOptions choice,
        RunOptions running,
        long seed,
        @Nullable Integer withhold,
        boolean compare) {
    private static final int SHARE_WITHHELD = 6;

    /// Files, as the user typed them.
    record Names(
            String train,
            @Nullable String trainLabels,
            String familiar,
            @Nullable String familiarLabels,
            String strangers) {}

    /// What came of it.
    ///
    /// @param training   null when the network was given
    /// @param accuracy   on the familiar rows, NaN without their labels
    /// @param withheldAccuracy  on the rows withheld, NaN when the network was given
    /// @param doubts     what speaks against the training
    /// @param in         scores of the familiar rows
    /// @param out        scores of the strangers
    /// @param bySize     a report for each k, of the chosen one alone when there is no range
    /// @param detectors  reports of the other detectors
    record Result(
            Network network,
            @Nullable Training training,
            double accuracy,
            double withheldAccuracy,
            List<String> doubts,
            List<String> layers,
            DetectorTask.Fitted fitted,
            OodDetector detector,
            OodReport report,
            double[] in,
            double[] out,
            Map<Integer, OodReport> bySize,
            List<OodReport> detectors,
            long seed) {
        Map<String, Object> json(OodFiles files, Names names) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "mixtura-ood-run/1");
            json.put("version", Version.text());
            json.put("accuracy", accuracy);
            if (training != null) {
                json.put("accuracy_train", training.accuracy());
                json.put("accuracy_withheld", withheldAccuracy);
            }
            OodWords.put(json, report);
            json.put("k", fitted.chosen().k());
            fitted.put(json);
            json.put("layers", layers);
            json.put("dimension", detector.columnNames().size());
            json.put("seconds_train", training == null ? null : training.seconds());
            json.put("seconds_fit", fitted.chosen().seconds());
            json.put("data", OodWords.pair(names.familiar(), names.strangers()));
            if (bySize.size() > 1) json.put("table", table());
            if (!detectors.isEmpty()) {
                json.put("detectors", detectors.stream().map(OodWords::judged).toList());
            }
            json.put("seed", seed);
            json.put("device", training == null ? null : training.device());
            json.put("model", files.modelName());
            json.put("network", files.networkName());
            List<String> warnings = new ArrayList<>(doubts);
            if (!report.warning().isEmpty()) warnings.add(report.warning());
            json.put("warnings", warnings);
            return json;
        }

        private List<Map<String, Object>> table() {
            List<Map<String, Object>> lines = new ArrayList<>();
            for (DetectorTask.Sized sized : fitted.table()) {
                OodReport judged = bySize.get(sized.k());
                if (judged == null) continue;
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("k", sized.k());
                line.put("bic", sized.bic());
                line.put("auroc", judged.auroc());
                line.put("fpr95", judged.scores().fpr95());
                line.put("seconds_fit", sized.seconds());
                lines.add(line);
            }
            return lines;
        }
    }

    Result run() {
        Console console = session.console();
        int threads = running.threads(session);
        Execution execution = Execution.of(threads);
        Rows all = read(names.train());
        Labels allLabels = names.trainLabels() == null ? null : DataOptions.labels(session, names.trainLabels());
        if (allLabels != null && names.trainLabels() != null) {
            OodData.checkLabels(all, allLabels, names.train(), names.trainLabels());
        }
        Rows familiar = read(names.familiar());
        Rows strangers = read(names.strangers());
        OodData.checkWidth(familiar, names.familiar(), all, names.train());
        OodData.checkWidth(strangers, names.strangers(), all, names.train());
        Labels familiarLabels =
                names.familiarLabels() == null ? null : DataOptions.labels(session, names.familiarLabels());
        if (familiarLabels != null && names.familiarLabels() != null) {
            OodData.checkLabels(familiar, familiarLabels, names.familiar(), names.familiarLabels());
        }
        refuseKnown(all, familiar, execution);

        int rowCount = Math.toIntExact(all.rowCount());
        RowSplit split = RowSplit.of(rowCount, withheldCount(rowCount), seed);
        Rows learned = RowSplit.rows(all, split.learned());
        Rows withheld = RowSplit.rows(all, split.withheld());
        Labels labels = RowSplit.labels(allLabels, split.learned());
        console.say(
                "split",
                Numbers.count(learned.rowCount(), "row") + " to learn from, " + withheld.rowCount() + " withheld");

        Training training = null;
        List<String> doubts = new ArrayList<>();
        double withheldAccuracy = Double.NaN;
        Network network;
        if (choiceOfNetwork.isGiven()) {
            network = choiceOfNetwork.open(session);
        } else {
            if (labels == null) throw new IllegalStateException("labels are checked before");
            training = OodTrainCommand.train(NeuralModule.require(), console, settings, learned, labels, seed, threads);
            network = training.network();
            withheldAccuracy = withheldAccuracy(training, labels, withheld, allLabels, split, doubts);
        }
        double accuracy = Double.NaN;
        if (familiarLabels != null && allLabels != null) {
            accuracy = network.accuracy(familiar, OodData.align(familiarLabels, allLabels));
            console.say("", "accuracy on " + names.familiar() + ": " + OodTrainCommand.percent(accuracy));
            TrainingDoubts.gap(
                            withheldAccuracy,
                            "the withheld rows",
                            accuracy,
                            "'" + names.familiar() + "'",
                            familiar.rowCount(),
                            "these rows are of another kind, or --in-labels belong to other rows")
                    .ifPresent(doubts::add);
        }
        doubts.forEach(console::warn);
        List<String> layers = network.resolve(choiceOfNetwork.layers());
        Rows familiarFeatures = network.features(familiar, layers);
        Rows strangerFeatures = network.features(strangers, layers);
        console.say(
                "layers", String.join(", ", layers) + " · " + Numbers.count(familiarFeatures.dimension(), "column"));
        DetectorTask task = new DetectorTask(
                console, choice, network.features(learned, layers), labels, seed, threads, running.kernels());
        Withheld rest = Withheld.of(network.features(withheld, layers), choice, seed);
        DetectorTask.Fitted fitted = task.fit(rest.choosing());
        OodDetector detector = task.calibrated(fitted.chosen().detector(), rest.calibrating(), names.train());
        OodWords.sayThreshold(console, detector);
        double[] in = detector.scores(familiarFeatures, execution);
        double[] out = detector.scores(strangerFeatures, execution);
        OodReport report = detector.report(in, out);
        OodWords.say(console, report);
        Map<Integer, OodReport> bySize = new LinkedHashMap<>();
        for (DetectorTask.Sized sized : fitted.table()) {
            bySize.put(
                    sized.k(),
                    sized.k() == fitted.chosen().k()
                            ? report
                            : sized.detector()
                                    .report(
                                            sized.detector().scores(familiarFeatures, execution),
                                            sized.detector().scores(strangerFeatures, execution)));
        }
        List<OodReport> detectors = compare
                ? others(task, network, familiar, strangers, familiarFeatures, strangerFeatures, execution)
                : List.of();
        return new Result(
                network,
                training,
                accuracy,
                withheldAccuracy,
                doubts,
                layers,
                fitted,
                detector,
                report,
                in,
                out,
                bySize,
                detectors,
                seed);
    }

    /// Says what the network makes of the rows withheld, and what speaks against its training.
    private double withheldAccuracy(
            Training training,
            Labels labels,
            Rows withheld,
            @Nullable Labels allLabels,
            RowSplit split,
            List<String> doubts) {
        doubts.addAll(TrainingDoubts.of(training, labels));
        Labels theirs = RowSplit.labels(allLabels, split.withheld());
        if (theirs == null) return Double.NaN;
        double accuracy = training.network().accuracy(withheld, theirs);
        session.console().say("", "accuracy on the withheld rows: " + OodTrainCommand.percent(accuracy));
        TrainingDoubts.gap(
                        training.accuracy(),
                        "the rows it learned",
                        accuracy,
                        "the rows withheld",
                        withheld.rowCount(),
                        OodTrainCommand.BY_HEART)
                .ifPresent(doubts::add);
        return accuracy;
    }

    private Rows read(String name) {
        var table = DataOptions.plain(session, name);
        FitSummary.read(session.console(), table);
        return table.rows();
    }

    private void refuseKnown(Rows all, Rows familiar, Execution execution) {
        double share = RowSketch.of(all, execution).shareKnown(familiar, execution);
        if (share < 0.5) return;
        throw Failure.of(
                        Trouble.ROWS_OF_THE_FIT,
                        "'" + names.familiar() + "' holds rows of '" + names.train()
                                + "': a detector looks better on rows that it was fitted to than it is")
                .with("try", "--in FILE   with rows that are not among those of --train");
    }

    private int withheldCount(int rowCount) {
        int count = withhold == null ? rowCount / SHARE_WITHHELD : withhold;
        if (count >= 1 && count < rowCount) return count;
        throw Failure.of(
                Trouble.INVALID_VALUE,
                "--withhold is " + count + "; it must be at least 1 and below the " + rowCount + " training rows");
    }

    /// The other detectors on the same features, without thresholds.
    private List<OodReport> others(
            DetectorTask task,
            Network network,
            Rows familiar,
            Rows strangers,
            Rows familiarFeatures,
            Rows strangerFeatures,
            Execution execution) {
        Console console = session.console();
        List<OodReport> reports = new ArrayList<>();
        for (OodOptions.Kind kind : OodOptions.Kind.values()) {
            if (kind == choice.kind() || (kind.needsLabels() && task.labels() == null)) continue;
            OodDetector other = OodDetector.fit(task.features(), task.options().withKind(kind));
            reports.add(
                    other.report(other.scores(familiarFeatures, execution), other.scores(strangerFeatures, execution)));
        }
        logits(network, familiar)
                .ifPresent(in -> logits(network, strangers).ifPresent(out -> {
                    for (LogitScore score : LogitScore.values()) {
                        double[] inScores = score.scores(in, execution);
                        double[] outScores = score.scores(out, execution);
                        reports.add(new OodReport(
                                score.word(),
                                inScores.length,
                                outScores.length,
                                DetectionScores.of(inScores, outScores),
                                null,
                                0,
                                0));
                    }
                }));
        for (int i = 0; i < reports.size(); i++) {
            OodReport report = reports.get(i);
            console.say(
                    i == 0 ? "others" : "",
                    String.format(
                            Locale.ROOT,
                            "%-24sAUROC %.4f · FPR at 95 %% TPR %.4f",
                            report.detector(),
                            report.auroc(),
                            report.scores().fpr95()));
        }
        return reports;
    }

    /// A foreign network's output may be no table of numbers.
    private static Optional<Rows> logits(Network network, Rows rows) {
        try {
            return Optional.of(network.logits(rows));
        } catch (DataException e) {
            return Optional.empty();
        }
    }
}
