package mixtura.kmeans;

import java.util.List;
import java.util.function.Supplier;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// Walks over the rows that a model is asked about: checks each block, and adds up what is made of it.
///
/// @param columnNames  of the model, one for each of its columns
record BlockTotals(Metric metric, List<String> columnNames) {
    /// What is made of each block by one thread; its result is summed.
    @FunctionalInterface
    interface Term {
        double of(RowBlock block);
    }

    private record Sum(double value) implements Mergeable<Sum> {
        @Override
        public Sum merge(Sum later) {
            return new Sum(value + later.value);
        }
    }

    /// @param newTerm  makes the term of one thread
    /// @throws IllegalArgumentException if a cell is not one that the metric takes
    double over(Rows rows, Supplier<Term> newTerm) {
        Execution execution = Blocks.execution(Runtime.getRuntime().availableProcessors(), columnNames.size());
        return metric.view(rows)
                .aggregate(execution, () -> {
                    Term term = newTerm.get();
                    return new Pass<Sum>() {
                        private double sum;

                        @Override
                        public void add(RowBlock block) {
                            requireFinite(block);
                            metric.check(block);
                            sum += term.of(block);
                        }

                        @Override
                        public Sum finish() {
                            Sum result = new Sum(sum);
                            sum = 0;
                            return result;
                        }
                    };
                })
                .value();
    }

    void requireDimension(int dimension) {
        if (dimension == columnNames.size()) return;
        throw new IllegalArgumentException("the rows have " + dimension + " columns, but the model was fitted to "
                + columnNames.size() + ": " + String.join(", ", columnNames));
    }

    private void requireFinite(RowBlock block) {
        double[] x = block.values();
        int offset = block.offset();
        int dimension = columnNames.size();
        for (int i = 0, end = block.rowCount() * dimension; i < end; i++) {
            requireFinite(x[offset + i], block.firstRow() + i / dimension + 1, i % dimension);
        }
    }

    /// @param row     from 1
    /// @param column  from 0
    void requireFinite(double value, long row, int column) {
        if (Double.isFinite(value) || (metric.takesMissingCells() && Double.isNaN(value))) return;
        throw new IllegalArgumentException("row " + row + ", column '" + columnNames.get(column) + "' holds " + value
                + "; distances need finite numbers");
    }
}
