package mixtura.kmeans;

import mixtura.data.RowBlock;
import mixtura.internal.kernel.MarginScreen;
import mixtura.internal.kernel.Margins;
import org.jspecify.annotations.Nullable;

/// The assignment of rows of few columns, of which [Margins] are kept.
final class MarginAssignment implements CarriedAssignment {
    /// What the threads of one iteration share.
    ///
    /// @param labels  of the last iteration, kept up to date by whoever asks for the assignment
    record Step(Margins margins, MarginScreen screen, int[] labels, boolean fresh) implements CarriedAssignment.Step {
        @Override
        public CarriedAssignment newAssignment() {
            return new MarginAssignment(this);
        }

        @Override
        public int groupCount() {
            return 1;
        }
    }

    private final Step step;
    private final MarginScreen.Worker worker;
    private float[] values = new float[0];
    private int dimension;

    private MarginAssignment(Step step) {
        this.step = step;
        worker = step.screen().newWorker();
    }

    @Override
    public int assign(RowBlock block, int[] labels, int[] changed) {
        dimension = block.dimension();
        return worker.assign(
                (int) block.firstRow(),
                block.rowCount(),
                Blocks.shown(block),
                step.margins(),
                step.labels(),
                labels,
                changed);
    }

    @Override
    public float @Nullable [] values(int[] rows, int count) {
        if (!worker.holdsRows()) return null;
        if (values.length < count * dimension) values = new float[count * dimension];
        for (int i = 0; i < count; i++) worker.copyRow(rows[i], values, i * dimension);
        return values;
    }

    @Override
    public long pairs() {
        return worker.screenedRows();
    }

    @Override
    public long doubtfulRows() {
        return worker.doubtfulRows();
    }
}
