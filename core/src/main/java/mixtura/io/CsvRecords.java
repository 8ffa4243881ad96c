package mixtura.io;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import mixtura.data.DataException;

/// Reads records of any kind, those with quotes and line ends within cells included, one after the other.
final class CsvRecords {
    /// Cells of a batch, about: enough that a batch costs nothing, few enough to stay in the cache.
    private static final int CELLS = 1 << 16;

    private final CsvTarget target;
    private final long lineOffset;

    /// @param firstLine  the line of the file with which the bytes begin, from 1
    CsvRecords(CsvTarget target, long firstLine) {
        this.target = target;
        this.lineOffset = firstLine - 1;
    }

    void read(InputStream bytes) throws IOException {
        Cells cells = new Cells(target.newParser());
        try (CsvReader<Boolean> reader = CsvReader.builder()
                .fieldSeparator(target.delimiter())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .detectBomHeader(false)
                .build(cells, bytes, StandardCharsets.UTF_8)) {
            for (Boolean ignored : reader) {
                cells.endRow();
                if (cells.batch.rowCount() * target.dimension() >= CELLS) cells.flush();
            }
        } catch (CsvParseException e) {
            throw new DataException(
                            target.name() + ", near line " + (cells.line + lineOffset) + ": " + said(e),
                            "mend the quotes there: a quote within a quoted cell is written twice")
                    .causedBy(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        cells.flush();
    }

    private static String said(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) last = last.getCause();
        return String.valueOf(last.getMessage());
    }

    private final class Cells extends AbstractBaseCsvCallbackHandler<Boolean> {
        private final CellParser parser;
        private CellBatch batch = newBatch();
        private byte[] bytes = new byte[64];
        private long line;

        Cells(CellParser parser) {
            this.parser = parser;
        }

        private CellBatch newBatch() {
            return new CellBatch(target.dimension(), Math.max(1, CELLS / target.dimension()));
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber;
            batch.beginRow(line + lineOffset);
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            if (length == 0 && !quoted && target.delimiter() == CsvDialect.BLANKS) return;
            if (bytes.length < length) bytes = new byte[2 * length];
            int all = 0;
            for (int i = 0; i < length; i++) {
                all |= buffer[offset + i];
                bytes[i] = (byte) buffer[offset + i];
            }
            if (all < 128) {
                parser.add(batch, bytes, 0, length);
            } else {
                byte[] encoded = new String(buffer, offset, length).getBytes(StandardCharsets.UTF_8);
                parser.add(batch, encoded, 0, encoded.length);
            }
        }

        @Override
        protected Boolean buildRecord() {
            return Boolean.TRUE;
        }

        void endRow() {
            if (batch.column() == 0) return; // a line of blanks
            if (batch.column() != target.dimension()) throw target.ragged(batch, line + lineOffset);
            batch.endRow();
        }

        void flush() throws IOException {
            target.append(batch);
            batch = newBatch();
        }
    }
}
