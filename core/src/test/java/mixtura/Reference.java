package mixtura;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Tables under `src/test/resources/reference` that other programs made; the scripts are in `reference/`.
public record Reference(List<String> header, List<String[]> rows) {
    /// Reads a table: lines that begin with # tell where it comes from, the next one names the columns.
    public static Reference table(String name) {
        try {
            List<String> lines = Files.readAllLines(path(name)).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            List<String[]> rows =
                    lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
            return new Reference(Arrays.asList(lines.getFirst().split(",", -1)), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where a file under `reference` lies.
    public static Path path(String name) {
        URL url = Reference.class.getResource("/reference/" + name);
        if (url == null) throw new AssertionError("no test resource reference/" + name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /// One column as text.
    public String[] text(String column) {
        int index = header.indexOf(column);
        if (index < 0) throw new AssertionError("no column " + column + " among " + header);
        return rows.stream().map(row -> row[index]).toArray(String[]::new);
    }

    /// One column as numbers.
    public double[] numbers(String column) {
        return Arrays.stream(text(column)).mapToDouble(Double::parseDouble).toArray();
    }

    /// All columns as numbers, a row an array.
    public double[][] matrix() {
        return rows.stream()
                .map(row -> Arrays.stream(row).mapToDouble(Double::parseDouble).toArray())
                .toArray(double[][]::new);
    }
}
