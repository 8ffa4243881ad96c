package mixtura.app.dataset;

import java.util.Arrays;
import java.util.List;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.data.Labels;
import mixtura.data.Rows;
import org.jspecify.annotations.Nullable;

/// `--missing drop`: a table without the rows that lack a cell.
final class CompleteRows {
    private CompleteRows() {}

    static Dataset of(Dataset table) {
        Rows rows = table.rows();
        int[] kept = complete(rows);
        if (kept.length == rows.rowCount()) return table;
        if (kept.length == 0) {
            throw Failure.of(Trouble.NO_ROWS, "every row lacks a cell, so --missing drop leaves none")
                    .with("file", table.name());
        }
        int d = rows.dimension();
        double[] values = new double[kept.length * d];
        double[] row = new double[d];
        for (int i = 0; i < kept.length; i++) {
            rows.copyRow(kept[i], row);
            System.arraycopy(row, 0, values, i * d, d);
        }
        Rows remaining = Rows.wrap(values, kept.length, d).named(rows.columnNames());
        if (rows.isWeighted())
            remaining = remaining.weighted(
                    Arrays.stream(kept).mapToDouble(rows::weight).toArray());
        long[] numbers = Arrays.stream(kept).asLongStream().toArray();
        return new Dataset(
                table.name(),
                remaining,
                table.named(),
                Math.max(table.missingCells(), rows.rowCount() - kept.length),
                rows.rowCount() - kept.length,
                numbers,
                classes(table.classes(), kept),
                identifiers(table.ids(), numbers),
                table.levels(),
                table.kinds(),
                originals(table.originals(), numbers),
                table.imageShape(),
                table.hints(),
                table.seconds());
    }

    private static int[] complete(Rows rows) {
        int[] kept = new int[Math.toIntExact(rows.rowCount())];
        double[] row = new double[rows.dimension()];
        int count = 0;
        for (int n = 0; n < kept.length; n++) {
            rows.copyRow(n, row);
            boolean whole = true;
            for (double value : row) whole &= !Double.isNaN(value);
            if (whole) kept[count++] = n;
        }
        return Arrays.copyOf(kept, count);
    }

    private static Dataset.@Nullable Classes classes(Dataset.@Nullable Classes all, int[] kept) {
        if (all == null) return null;
        int[] codes = all.codes();
        return new Dataset.Classes(
                all.name(), new Labels(Arrays.stream(kept).map(n -> codes[n]).toArray(), all.words()));
    }

    private static Dataset.@Nullable Identifiers identifiers(Dataset.@Nullable Identifiers all, long[] numbers) {
        return all == null
                ? null
                : new Dataset.Identifiers(all.column(), n -> all.texts().of(numbers[(int) n]));
    }

    private static Dataset.@Nullable Originals originals(Dataset.@Nullable Originals all, long[] numbers) {
        if (all == null) return null;
        List<Dataset.Texts> columns = all.columns().stream()
                .<Dataset.Texts>map(column -> n -> column.of(numbers[(int) n]))
                .toList();
        return new Dataset.Originals(all.columnNames(), columns);
    }
}
