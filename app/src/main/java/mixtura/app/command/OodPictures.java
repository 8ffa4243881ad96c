package mixtura.app.command;

import java.util.List;
import mixtura.app.console.Failure;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.plot.AurocPlot;
import mixtura.app.plot.Caption;
import mixtura.app.plot.Drawing;
import mixtura.app.plot.LossPlot;
import mixtura.app.plot.PlotOptions;
import mixtura.app.plot.RocPlot;
import mixtura.app.plot.ScoresPlot;
import mixtura.network.Training;

/// The pictures of `ood`.
record OodPictures(Session session, boolean force) {
    /// Claims the file of a picture.
    OutputFile claim(String name) {
        format(name);
        return OutputFile.at(session.resolve(name), name, force);
    }

    private static Drawing.Format format(String name) {
        try {
            return Drawing.Format.of(name);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, String.valueOf(e.getMessage()))
                    .because(e);
        }
    }

    private static void write(OutputFile file, Drawing drawing) {
        Drawing.Format format = format(file.name());
        file.write(stream -> drawing.write(stream, format));
    }

    /// The loss of a training.
    void loss(OutputFile file, Training training, String dataName, long rowCount) {
        double[] losses = training.batchLosses();
        Caption caption = new Caption(dataName, rowCount, "network, Adam", 0, "", Double.NaN);
        write(file, LossPlot.draw(losses, training.batchesPerEpoch(), caption, PlotOptions.defaults()));
    }

    /// Two histograms of scores.
    void scores(OutputFile file, double[] in, double[] out, double threshold, Caption caption) {
        write(file, ScoresPlot.draw(in, out, threshold, caption, PlotOptions.defaults()));
    }

    /// True against false positive rate.
    void roc(OutputFile file, double[] in, double[] out, Caption caption) {
        write(file, RocPlot.draw(in, out, caption, PlotOptions.defaults()));
    }

    /// AUROC over the number of components.
    void aurocByK(OutputFile file, List<AurocPlot.Entry> entries, Caption caption) {
        write(file, AurocPlot.draw(entries, caption, PlotOptions.defaults()));
    }
}
