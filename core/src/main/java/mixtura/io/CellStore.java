package mixtura.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mixtura.data.ArrayLayout;
import mixtura.data.Column;
import mixtura.data.Element;
import mixtura.data.Rows;
import org.jspecify.annotations.Nullable;

/// Collects the batches of a table in order: cells in memory while they are few, else in a temporary file that is
/// mapped, so that a table larger than the heap can be read.
final class CellStore implements Closeable {
    private static final int BUFFER = 1 << 20;

    /// Distinct texts of a column that are kept; a column with more of them is no class of anything.
    private static final int TEXTS_KEPT = 1 << 20;

    private final int dimension;
    private final long memoryLimit;
    private final Tally[] tallies;
    private final List<double[]> chunks = new ArrayList<>();
    private long rowCount;
    private @Nullable TempFile file;
    private @Nullable ByteBuffer buffer;

    private static final class Tally {
        private long textCount;
        private long missingCount;
        private Optional<Column.FirstText> firstText = Optional.empty();
        private final Map<String, Integer> codes = new HashMap<>();
        private final List<String> texts = new ArrayList<>();

        private int code(String text, boolean keepAll) {
            Integer known = codes.get(text);
            if (known != null) return known;
            if (texts.size() >= TEXTS_KEPT && !keepAll) return Column.NOT_KEPT;
            codes.put(text, texts.size());
            texts.add(text);
            return texts.size() - 1;
        }
    }

    /// @param memoryLimit  bytes of cells that are kept in memory
    CellStore(int dimension, long memoryLimit) {
        this.dimension = dimension;
        this.memoryLimit = Math.min(memoryLimit, (Integer.MAX_VALUE - 8L) * Double.BYTES);
        tallies = new Tally[dimension];
        for (int j = 0; j < dimension; j++) tallies[j] = new Tally();
    }

    /// A quarter of the heap, since the cells are there twice for a moment.
    static long memoryLimit() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    long rowCount() {
        return rowCount;
    }

    /// @param verbatim  columns whose texts are all kept, whatever their number
    void append(CellBatch batch, Set<Integer> verbatim) throws IOException {
        double[] cells = batch.cells();
        for (int j = 0; j < dimension; j++) {
            CellBatch.Tally part = batch.tally(j);
            Tally tally = tallies[j];
            tally.missingCount += part.missingCount;
            if (part.textCount == 0) continue;
            if (tally.textCount == 0) {
                tally.firstText = Optional.of(new Column.FirstText(
                        rowCount + part.firstTextRow + 1, part.firstTextLine, part.texts.getFirst()));
            }
            tally.textCount += part.textCount;
            recode(cells, j, part.texts, tally, verbatim.contains(j));
        }
        rowCount += batch.rowCount();
        TempFile spilled = file;
        if (spilled == null && rowCount * dimension * Double.BYTES > memoryLimit) {
            spilled = new TempFile();
            file = spilled;
            for (double[] chunk : chunks) write(spilled, chunk);
            chunks.clear();
        }
        if (spilled == null) chunks.add(cells);
        else write(spilled, cells);
    }

    /// From the batch's codes to the table's.
    private void recode(double[] cells, int column, List<String> texts, Tally tally, boolean keepAll) {
        int[] codes = texts.stream().mapToInt(text -> tally.code(text, keepAll)).toArray();
        for (int i = column; i < cells.length; i += dimension) {
            int code = Column.textCode(cells[i]);
            if (code >= 0) cells[i] = Column.textCell(codes[code]);
        }
    }

    private void write(TempFile target, double[] cells) throws IOException {
        if (buffer == null) buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.nativeOrder());
        int step = BUFFER / Double.BYTES;
        for (int from = 0; from < cells.length; from += step) {
            int count = Math.min(step, cells.length - from);
            buffer.clear().asDoubleBuffer().put(cells, from, count);
            target.write(buffer.limit(count * Double.BYTES));
        }
    }

    /// All rows; the store is empty afterwards.
    Rows finish() throws IOException {
        if (file != null) {
            ArrayLayout layout = new ArrayLayout(Element.F8, ByteOrder.nativeOrder(), false, 0, rowCount, dimension);
            return layout.rowsOf(file.map());
        }
        double[] all = new double[(int) (rowCount * dimension)];
        int at = 0;
        for (int i = 0; i < chunks.size(); i++) {
            double[] chunk = chunks.set(i, new double[0]);
            System.arraycopy(chunk, 0, all, at, chunk.length);
            at += chunk.length;
        }
        return Rows.wrap(all, (int) rowCount, dimension);
    }

    /// What is known of each column.
    List<Column> columns(List<String> names) {
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < dimension; j++) {
            Tally tally = tallies[j];
            long numbers = rowCount - tally.textCount - tally.missingCount;
            columns.add(new Column(
                    names.get(j), numbers, tally.textCount, tally.missingCount, tally.texts, tally.firstText));
        }
        return columns;
    }

    @Override
    public void close() throws IOException {
        if (file != null) file.close();
    }
}
