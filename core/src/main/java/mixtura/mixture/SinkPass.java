package mixtura.mixture;

import mixtura.data.Mergeable;
import mixtura.data.RowBlock;

/// Gives the scores of each block to a sink and folds nothing.
record SinkPass(ScoreSink sink) implements ScorePass<SinkPass.Nothing> {
    record Nothing() implements Mergeable<Nothing> {
        @Override
        public Nothing merge(Nothing later) {
            return this;
        }
    }

    @Override
    public void add(RowBlock block, double[] logDensity, double[] responsibilities) {
        sink.accept(block.firstRow(), block.rowCount(), logDensity, responsibilities);
    }

    @Override
    public Nothing finish() {
        return new Nothing();
    }
}
