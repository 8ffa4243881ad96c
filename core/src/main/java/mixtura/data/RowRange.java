package mixtura.data;

import java.util.List;

/// Consecutive rows of others, numbered from 0.
final class RowRange extends LocalRows {
    private final LocalRows source;
    private final long from;

    RowRange(LocalRows source, long from, long to) {
        super(to - from, source.dimension());
        if (from < 0 || to > source.rowCount()) {
            throw new IllegalArgumentException(
                    "rows " + from + " to " + to + " are not among " + source.rowCount() + " rows");
        }
        this.source = source;
        this.from = from;
    }

    @Override
    public List<String> columnNames() {
        return source.columnNames();
    }

    @Override
    public boolean isWeighted() {
        return source.isWeighted();
    }

    @Override
    public boolean isFloat() {
        return source.isFloat();
    }

    @Override
    public double weight(long index) {
        return source.weight(from + index);
    }

    @Override
    RowReader newReader() {
        RowReader reader = source.newReader();
        return (firstRow, rowCount, block) -> {
            reader.read(from + firstRow, rowCount, block);
            block.renumber(firstRow);
        };
    }
}
