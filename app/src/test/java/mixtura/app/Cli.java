package mixtura.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command line in a folder of its own.
final class Cli {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>(Map.of("MIXTURA_THREADS", "2"));

    Cli(Path folder) {
        this.folder = folder;
    }

    /// What a command did.
    record Outcome(int code, String out, String err) {
        JsonNode json() {
            return JSON.readTree(out);
        }
    }

    Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(arguments, new ByteArrayInputStream(new byte[0]), out, err, folder, environment);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    void delete(String name) {
        try {
            Files.delete(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    boolean exists(String name) {
        return Files.exists(path(name));
    }

    String read(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines(String name) {
        return read(name).lines().toList();
    }

    JsonNode json(String name) {
        return JSON.readTree(read(name));
    }

    Cli write(String name, String text) {
        try {
            Files.writeString(path(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Cli write(String name, byte[] bytes) {
        try {
            Files.write(path(name), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One of the tables inside the program.
    Cli unpack(String name) {
        try (InputStream in = Main.class.getResourceAsStream("/mixtura/app/demo/" + name)) {
            if (in == null) throw new IllegalStateException(name + " is missing");
            return write(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A table of normal noise around two points, columns `a` and `b`.
    Cli blobs(String name, int rows) {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>(List.of("a,b"));
        for (int n = 0; n < rows; n++) {
            double center = n % 2 == 0 ? 0 : 10;
            lines.add((center + random.nextGaussian()) + "," + (center + random.nextGaussian()));
        }
        return write(name, String.join("\n", lines) + "\n");
    }

    List<String> files() {
        try (var stream = Files.list(folder)) {
            return stream.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
