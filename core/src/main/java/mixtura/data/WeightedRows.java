package mixtura.data;

import java.util.List;

/// Rows with a sample weight each.
final class WeightedRows extends LocalRows {
    private final LocalRows source;
    private final double[] sampleWeights;

    WeightedRows(LocalRows source, double[] sampleWeights) {
        super(source.rowCount(), source.dimension());
        if (sampleWeights.length != source.rowCount()) {
            throw new IllegalArgumentException("there are " + sampleWeights.length + " weights for " + source.rowCount()
                    + " rows; give one for each row");
        }
        double sum = 0;
        for (int n = 0; n < sampleWeights.length; n++) {
            double w = sampleWeights[n];
            if (!(w >= 0) || w == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("row " + (n + 1) + " has the weight " + w
                        + "; weights are finite and not negative: mend it, or give 0 to leave the row out");
            }
            sum += w;
        }
        if (sum == 0) throw new IllegalArgumentException("all weights are 0; at least one row must count");
        if (sum == Double.POSITIVE_INFINITY)
            throw new IllegalArgumentException("the weights' sum overflows; divide them all by their largest");
        this.source = source;
        this.sampleWeights = sampleWeights.clone();
    }

    @Override
    public List<String> columnNames() {
        return source.columnNames();
    }

    @Override
    public boolean isWeighted() {
        return true;
    }

    @Override
    public boolean isFloat() {
        return source.isFloat();
    }

    @Override
    public double weight(long index) {
        return sampleWeights[Math.toIntExact(index)];
    }

    @Override
    RowReader newReader() {
        RowReader reader = source.newReader();
        return (firstRow, rowCount, block) -> {
            reader.read(firstRow, rowCount, block);
            block.setWeights(sampleWeights, Math.toIntExact(firstRow));
        };
    }
}
