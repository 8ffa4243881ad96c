package mixtura.data;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import mixtura.internal.parallel.OrderedFold;

/// Rows that this machine can read at any place: the walk over them, and the views on them.
abstract class LocalRows implements Rows {
    private final long rowCount;
    private final int dimension;

    LocalRows(long rowCount, int dimension) {
        if (rowCount < 0) throw new IllegalArgumentException("rowCount is " + rowCount + "; it cannot be negative");
        if (dimension < 1)
            throw new IllegalArgumentException("dimension is " + dimension + "; rows have at least one column");
        this.rowCount = rowCount;
        this.dimension = dimension;
    }

    /// A reader for one thread.
    abstract RowReader newReader();

    @Override
    public final long rowCount() {
        return rowCount;
    }

    @Override
    public final int dimension() {
        return dimension;
    }

    @Override
    public List<String> columnNames() {
        return IntStream.rangeClosed(1, dimension).mapToObj(j -> "x" + j).toList();
    }

    @Override
    public boolean isWeighted() {
        return false;
    }

    @Override
    public double weight(long index) {
        return 1;
    }

    @Override
    public void copyRow(long index, double[] out) {
        if (index < 0 || index >= rowCount) throw new IndexOutOfBoundsException("row " + index + " of " + rowCount);
        RowBlock block = new RowBlock(dimension);
        newReader().read(index, 1, block);
        System.arraycopy(block.values(), block.offset(), out, 0, dimension);
    }

    @Override
    public final <S extends Mergeable<S>> S aggregate(Execution execution, Supplier<? extends Pass<S>> newPass) {
        int blockRows = execution.blockRows();
        try {
            return OrderedFold.fold(
                    rowCount,
                    blockRows,
                    execution.threads(),
                    () -> new RangeFold<>(newReader(), newPass.get(), blockRows),
                    Mergeable::merge);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            PassInterruptedException interrupted = new PassInterruptedException();
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /// One thread's reader and pass: a range of rows in, its statistics out.
    private final class RangeFold<S extends Mergeable<S>> implements OrderedFold.Worker<S> {
        private final RowReader reader;
        private final Pass<S> pass;
        private final RowBlock block = new RowBlock(dimension);
        private final int blockRows;

        RangeFold(RowReader reader, Pass<S> pass, int blockRows) {
            this.reader = reader;
            this.pass = pass;
            this.blockRows = blockRows;
        }

        @Override
        public S fold(long from, long to) throws InterruptedException {
            for (long first = from; first < to; first += blockRows) {
                if (Thread.currentThread().isInterrupted()) throw new InterruptedException();
                reader.read(first, (int) Math.min(blockRows, to - first), block);
                pass.add(block);
            }
            return pass.finish();
        }
    }

    @Override
    public Rows weighted(double[] sampleWeights) {
        return new WeightedRows(this, sampleWeights);
    }

    @Override
    public Rows named(List<String> columnNames) {
        return new NamedRows(this, columnNames);
    }

    @Override
    public Rows range(long from, long to) {
        return from == 0 && to == rowCount ? this : new RowRange(this, from, to);
    }

    @Override
    public Rows select(int... columns) {
        if (isEveryColumn(columns)) return this;
        return new MappedRows(this, MappedRows.Selection.of(this, columns));
    }

    private boolean isEveryColumn(int[] columns) {
        if (columns.length != dimension) return false;
        for (int j = 0; j < dimension; j++) if (columns[j] != j) return false;
        return true;
    }

    @Override
    public Rows scaled(double factor) {
        return new MappedRows(this, new MappedRows.Scaling(factor));
    }

    @Override
    public Rows standardised(double[] center, double[] scale) {
        return new MappedRows(this, MappedRows.Standardisation.of(this, center, scale));
    }

    @Override
    public Rows filled(double[] values) {
        return new MappedRows(this, MappedRows.Filling.of(this, values));
    }

    @Override
    public Rows logarithms() {
        return new MappedRows(this, new MappedRows.Logarithms());
    }

    @Override
    public Rows normalised() {
        return new MappedRows(this, new MappedRows.Direction());
    }

    @Override
    public Rows indicators(int[] levels) {
        return new MappedRows(this, MappedRows.Indicators.of(this, levels));
    }

    @Override
    public Rows binarised(double threshold) {
        return new MappedRows(this, new MappedRows.Threshold(threshold));
    }
}
