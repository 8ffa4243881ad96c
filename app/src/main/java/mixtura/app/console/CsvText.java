package mixtura.app.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Lines of comma-separated cells, quoted where RFC 4180 asks for it, in UTF-8.
public final class CsvText {
    private static final int FLUSH_AT = 1 << 15;

    private final OutputStream out;
    private final StringBuilder text = new StringBuilder();

    public CsvText(OutputStream out) {
        this.out = out;
    }

    /// Writes one line.
    public void write(List<String> cells) throws IOException {
        for (int j = 0; j < cells.size(); j++) {
            if (j > 0) text.append(',');
            append(cells.get(j));
        }
        text.append('\n');
        if (text.length() >= FLUSH_AT) flush();
    }

    private void append(String cell) {
        if (cell.indexOf(',') < 0 && cell.indexOf('"') < 0 && cell.indexOf('\n') < 0 && cell.indexOf('\r') < 0) {
            text.append(cell);
        } else {
            text.append('"').append(cell.replace("\"", "\"\"")).append('"');
        }
    }

    /// Hands on what is left.
    public void flush() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
        out.flush();
    }
}
