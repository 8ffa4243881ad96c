package mixtura.mixture;

import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;

/// Hands the scores of each block to what folds them, responsibilities row by row.
///
/// @param byRow  room for a block's responsibilities
record Scoring<S extends Statistics<S>, T extends Mergeable<T>>(
        Expectation<S> expectation, ScorePass<T> pass, double[] byRow) implements Pass<T> {
    @Override
    public void add(RowBlock block) {
        expectation.of(block);
        int stride = expectation.stride();
        double[] r = expectation.responsibilities();
        int components = expectation.componentCount();
        for (int n = 0; n < block.rowCount(); n++) {
            for (int k = 0; k < components; k++) byRow[n * components + k] = r[k * stride + n];
        }
        pass.add(block, expectation.logDensity(), byRow);
    }

    @Override
    public T finish() {
        return pass.finish();
    }
}
