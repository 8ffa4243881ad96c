package mixtura.app.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import mixtura.app.console.Failure;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.save.DetectorFile;
import mixtura.save.ModelFileException;
import mixtura.save.SavedDetector;

/// The one place where the command line reads and writes detectors of strangers.
public final class DetectorStore {
    private DetectorStore() {}

    /// Reads a detector.
    ///
    /// @throws Failure if there is none of that name, or it is no detector
    public static SavedDetector read(Session session, String name) {
        var file = session.resolve(name);
        if (Files.isDirectory(file)) {
            throw Failure.of(Trouble.UNREADABLE, "'" + name + "' is a folder, not a detector");
        }
        try {
            return DetectorFile.read(file);
        } catch (ModelFileException e) {
            throw Failure.of(Trouble.BAD_MODEL_FILE, String.valueOf(e.getMessage()))
                    .with("try", e.hint())
                    .because(e);
        } catch (NoSuchFileException e) {
            throw Failure.of(Trouble.UNREADABLE, "there is no detector '" + name + "'")
                    .with("try", "mixtura ood fit FEATURES -o " + name + "   writes one")
                    .because(e);
        } catch (IOException e) {
            throw Failure.of(Trouble.UNREADABLE, "the detector '" + name + "' cannot be read: " + e.getMessage())
                    .because(e);
        }
    }

    /// Writes a detector.
    public static void write(SavedDetector saved, OutputFile file) {
        file.write(out -> DetectorFile.write(saved, out));
    }
}
