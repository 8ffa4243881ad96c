package mixtura.data;

import java.util.List;

/// Rows whose columns have names.
final class NamedRows extends LocalRows {
    private final LocalRows source;
    private final List<String> columnNames;

    NamedRows(LocalRows source, List<String> columnNames) {
        super(source.rowCount(), source.dimension());
        if (columnNames.size() != source.dimension()) {
            throw new IllegalArgumentException("there are " + columnNames.size() + " names for " + source.dimension()
                    + " columns; give one for each");
        }
        this.source = source;
        this.columnNames = List.copyOf(columnNames);
    }

    @Override
    public List<String> columnNames() {
        return columnNames;
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
        return source.weight(index);
    }

    @Override
    RowReader newReader() {
        return source.newReader();
    }
}
