package mixtura.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A table under `reference/` of the test resources: `#` lines that say where it is from, a header, plain cells.
record ReferenceTable(List<String> columns, List<String[]> cells) {
    static ReferenceTable read(String path) {
        try (InputStream in =
                        Objects.requireNonNull(ReferenceTable.class.getResourceAsStream("/reference/" + path), path);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String[]> lines = reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .toList();
            return new ReferenceTable(List.of(lines.getFirst()), lines.subList(1, lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The rows whose cell in that column is `value`.
    ReferenceTable where(String column, String value) {
        int c = columns.indexOf(column);
        return new ReferenceTable(
                columns, cells.stream().filter(row -> row[c].equals(value)).toList());
    }

    double[] numbers(String column) {
        int c = columns.indexOf(column);
        return cells.stream().mapToDouble(row -> Double.parseDouble(row[c])).toArray();
    }

    int[] integers(String column) {
        int c = columns.indexOf(column);
        return cells.stream().mapToInt(row -> Integer.parseInt(row[c])).toArray();
    }

    List<String> texts(String column) {
        int c = columns.indexOf(column);
        return cells.stream().map(row -> row[c]).toList();
    }
}
