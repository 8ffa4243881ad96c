package mixtura.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.model.DetectorStore;
import mixtura.app.plot.AurocPlot;
import mixtura.app.plot.Caption;
import mixtura.network.Training;
import mixtura.ood.Calibration;
import mixtura.save.SavedDetector;
import org.jspecify.annotations.Nullable;

/// What `ood run` writes: the detector with its network, and pictures.
///
/// @param model     or null
/// @param network   beside it, or null
/// @param pictures  in order: loss, scores, ROC, AUROC by k; none when none are wanted
/// @param written   grows with what was written
record OodFiles(
        OodPictures drawing,
        @Nullable OutputFile model,
        @Nullable OutputFile network,
        List<OutputFile> pictures,
        List<OutputFile> written) {
    private static final List<String> NAMES = List.of("loss.svg", "scores.svg", "roc.svg", "auroc-by-k.svg");

    /// Claims the places.
    static OodFiles claim(Session session, @Nullable String modelName, @Nullable String folder, boolean force) {
        OodPictures drawing = new OodPictures(session, force);
        OutputFile model = null;
        OutputFile network = null;
        if (modelName != null) {
            model = OutputFile.at(session.resolve(modelName), modelName, force);
            String stem = modelName.endsWith(".json") ? modelName.substring(0, modelName.length() - 5) : modelName;
            String networkName = stem + ".onnx";
            network = OutputFile.at(session.resolve(networkName), networkName, force);
        }
        List<OutputFile> pictures = new ArrayList<>();
        if (folder != null) {
            try {
                Files.createDirectories(session.resolve(folder));
            } catch (IOException e) {
                throw OutputFile.cannotWrite(folder, e);
            }
            for (String name : NAMES) pictures.add(drawing.claim(folder + "/" + name));
        }
        return new OodFiles(drawing, model, network, pictures, new ArrayList<>());
    }

    /// The detector's file, null when it is not kept.
    @Nullable
    String modelName() {
        return model == null ? null : model.name();
    }

    /// The network's file, null when it is not kept.
    @Nullable
    String networkName() {
        return network == null ? null : network.name();
    }

    void write(OodRun.Result result, OodRun.Names names) {
        if (model != null && network != null) {
            network.writePath(path -> result.network().save(path));
            DetectorStore.write(
                    new SavedDetector(
                            result.detector(),
                            result.seed(),
                            Map.of(FeatureSource.LAYERS, result.layers(), "network", Outputs.fileName(network.name())),
                            Map.of("train", names.train())),
                    model);
            written.add(model);
            written.add(network);
        }
        if (!pictures.isEmpty()) draw(result, names);
    }

    private void draw(OodRun.Result result, OodRun.Names names) {
        Training training = result.training();
        String train = Outputs.fileName(names.train());
        if (training != null) {
            drawing.loss(
                    pictures.get(0),
                    training,
                    train,
                    result.detector().training().rowCount());
            written.add(pictures.get(0));
        }
        Caption caption = new Caption(
                OodWords.pair(names.familiar(), names.strangers()),
                result.in().length + (long) result.out().length,
                result.detector().detector().title() + ", " + String.join(" + ", result.layers()),
                0,
                "",
                Double.NaN);
        double threshold =
                result.detector().calibration().map(Calibration::threshold).orElse(Double.NaN);
        drawing.scores(pictures.get(1), result.in(), result.out(), threshold, caption);
        drawing.roc(pictures.get(2), result.in(), result.out(), caption);
        written.add(pictures.get(1));
        written.add(pictures.get(2));
        if (result.bySize().size() < 2) return;
        List<AurocPlot.Entry> entries = new ArrayList<>();
        String layers = String.join(" + ", result.layers());
        result.bySize().forEach((k, report) -> entries.add(new AurocPlot.Entry(layers, k, report.auroc(), 0)));
        drawing.aurocByK(pictures.get(3), entries, caption);
        written.add(pictures.get(3));
    }
}
