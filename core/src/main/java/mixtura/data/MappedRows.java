package mixtura.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows seen through a mapping of their values: some of the columns, scaled, or cut at a threshold. The mapping is
/// applied block by block as the rows are read; nothing is stored.
final class MappedRows extends LocalRows {
    /// What is done to each block.
    sealed interface Mapping {
        default int dimension(int sourceDimension) {
            return sourceDimension;
        }

        default List<String> columnNames(List<String> sourceNames) {
            return sourceNames;
        }

        /// Whether single-precision values stay single-precision values.
        boolean keepsFloat();

        void apply(double[] source, int offset, int rowCount, int sourceDimension, double[] target);
    }

    /// Some of the columns.
    record Selection(int[] columns) implements Mapping {
        static Selection of(Rows source, int[] columns) {
            if (columns.length == 0) throw new IllegalArgumentException("no column is selected; select at least one");
            for (int column : columns) {
                if (column < 0 || column >= source.dimension()) {
                    throw new IllegalArgumentException(
                            "column " + column + " does not exist; the columns are 0 to " + (source.dimension() - 1));
                }
            }
            return new Selection(columns.clone());
        }

        @Override
        public int dimension(int sourceDimension) {
            return columns.length;
        }

        @Override
        public List<String> columnNames(List<String> sourceNames) {
            return Arrays.stream(columns).mapToObj(sourceNames::get).toList();
        }

        @Override
        public boolean keepsFloat() {
            return true;
        }

        @Override
        public void apply(double[] source, int offset, int rowCount, int sourceDimension, double[] target) {
            int t = 0;
            for (int n = 0; n < rowCount; n++) {
                int row = offset + n * sourceDimension;
                for (int column : columns) target[t++] = source[row + column];
            }
        }
    }

    /// All values times a factor.
    record Scaling(double factor) implements Mapping {
        Scaling {
            if (!Double.isFinite(factor) || factor == 0) {
                throw new IllegalArgumentException("the scale is " + factor + "; it must be finite and not 0");
            }
        }

        @Override
        public boolean keepsFloat() {
            return false;
        }

        @Override
        public void apply(double[] source, int offset, int rowCount, int sourceDimension, double[] target) {
            for (int i = 0, end = rowCount * sourceDimension; i < end; i++) target[i] = source[offset + i] * factor;
        }
    }

    /// Columns moved and scaled, each by its own numbers.
    record Standardisation(double[] center, double[] scale) implements Mapping {
        static Standardisation of(Rows source, double[] center, double[] scale) {
            int dimension = source.dimension();
            if (center.length != dimension || scale.length != dimension) {
                throw new IllegalArgumentException("there are " + center.length + " centers and " + scale.length
                        + " scales for " + dimension + " columns; give one of each for every column");
            }
            for (int j = 0; j < dimension; j++) {
                if (!Double.isFinite(center[j]) || !Double.isFinite(scale[j]) || scale[j] == 0) {
                    throw new IllegalArgumentException("column " + (j + 1) + " has the center " + center[j]
                            + " and the scale " + scale[j] + "; both must be finite and the scale not 0");
                }
            }
            return new Standardisation(center.clone(), scale.clone());
        }

        @Override
        public boolean keepsFloat() {
            return false;
        }

        @Override
        public void apply(double[] source, int offset, int rowCount, int sourceDimension, double[] target) {
            int t = 0;
            for (int n = 0; n < rowCount; n++) {
                for (int j = 0; j < sourceDimension; j++, t++) target[t] = (source[offset + t] - center[j]) / scale[j];
            }
        }
    }

    /// Missing cells filled, each column with its own number.
    record Filling(double[] values) implements Mapping {
        static Filling of(Rows source, double[] values) {
            if (values.length != source.dimension()) {
                throw new IllegalArgumentException("there are " + values.length + " values to fill "
                        + source.dimension() + " columns with; give one for each");
            }
            return new Filling(values.clone());
        }

        @Override
        public boolean keepsFloat() {
            return false;
        }

        @Override
        public void apply(double[] source, int offset, int rowCount, int sourceDimension, double[] target) {
            int t = 0;
            for (int n = 0; n < rowCount; n++) {
                for (int j = 0; j < sourceDimension; j++, t++) {
                    double x = source[offset + t];
                    target[t] = Double.isNaN(x) ? values[j] : x;
                }
            }
        }
    }

    /// Natural logarithms.
    record Logarithms() implements Mapping {
        @Override
        public boolean keepsFloat() {
            return false;
        }

        @Override
        public void apply(double[] source, int offset, int rowCount, int sourceDimension, double[] target) {
            for (int i = 0, end = rowCount * sourceDimension; i < end; i++) target[i] = Math.log(source[offset + i]);
        }
    }

    /// Rows divided by their length.
    record Direction() implements Mapping {
        @Override
        public boolean keepsFloat() {
            return false;
        }

        @Override
        public void apply(double[] source, int offset, int rowCount, int sourceDimension, double[] target) {
            for (int n = 0; n < rowCount; n++) {
                direction(source, offset + n * sourceDimension, sourceDimension, target, n * sourceDimension);
            }
        }

        private static void direction(double[] source, int from, int d, double[] target, int to) {
            double largest = 0;
            for (int j = 0; j < d; j++) largest = Math.max(largest, Math.abs(source[from + j]));
            if (largest == 0 || !Double.isFinite(largest)) {
                System.arraycopy(source, from, target, to, d); // whoever looks for a bad cell finds it in its place
                return;
            }
            // by a power of two first, so that squares neither overflow nor vanish
            double unit = Math.scalb(1.0, Math.clamp(-Math.getExponent(largest), -1000, 1000));
            double squares = 0;
            for (int j = 0; j < d; j++) {
                double value = source[from + j] * unit;
                target[to + j] = value;
                squares += value * value;
            }
            double length = Math.sqrt(squares);
            for (int j = 0; j < d; j++) target[to + j] /= length;
        }
    }

    /// Columns of codes as one column for each level.
    record Indicators(int[] levels) implements Mapping {
        static Indicators of(Rows source, int[] levels) {
            if (levels.length != source.dimension()) {
                throw new IllegalArgumentException("there are " + levels.length + " numbers of levels for "
                        + source.dimension() + " columns; give one for each");
            }
            return new Indicators(levels.clone());
        }

        @Override
        public int dimension(int sourceDimension) {
            return Arrays.stream(levels).map(count -> Math.max(1, count)).sum();
        }

        @Override
        public List<String> columnNames(List<String> sourceNames) {
            List<String> names = new ArrayList<>();
            for (int j = 0; j < levels.length; j++) {
                if (levels[j] == 0) names.add(sourceNames.get(j));
                for (int level = 0; level < levels[j]; level++) names.add(sourceNames.get(j) + "=" + level);
            }
            return names;
        }

        @Override
        public boolean keepsFloat() {
            return true;
        }

        @Override
        public void apply(double[] source, int offset, int rowCount, int sourceDimension, double[] target) {
            int t = 0;
            for (int n = 0; n < rowCount; n++) {
                for (int j = 0; j < sourceDimension; j++) {
                    double x = source[offset + n * sourceDimension + j];
                    if (levels[j] == 0) target[t++] = x;
                    double code = Math.rint(x);
                    for (int level = 0; level < levels[j]; level++) {
                        target[t++] = Double.isNaN(x) ? x : code == level ? 1 : 0;
                    }
                }
            }
        }
    }

    /// 1 above a threshold, else 0.
    record Threshold(double threshold) implements Mapping {
        Threshold {
            if (Double.isNaN(threshold)) throw new IllegalArgumentException("the threshold is not a number");
        }

        @Override
        public boolean keepsFloat() {
            return true;
        }

        @Override
        public void apply(double[] source, int offset, int rowCount, int sourceDimension, double[] target) {
            for (int i = 0, end = rowCount * sourceDimension; i < end; i++) {
                double x = source[offset + i];
                target[i] = x > threshold ? 1 : x <= threshold ? 0 : x;
            }
        }
    }

    private final LocalRows source;
    private final Mapping mapping;
    private @Nullable List<String> columnNames;

    MappedRows(LocalRows source, Mapping mapping) {
        super(source.rowCount(), mapping.dimension(source.dimension()));
        this.source = source;
        this.mapping = mapping;
    }

    @Override
    public List<String> columnNames() {
        if (columnNames == null) columnNames = mapping.columnNames(source.columnNames());
        return columnNames;
    }

    @Override
    public boolean isWeighted() {
        return source.isWeighted();
    }

    @Override
    public boolean isFloat() {
        return mapping.keepsFloat() && source.isFloat();
    }

    @Override
    public double weight(long index) {
        return source.weight(index);
    }

    @Override
    RowReader newReader() {
        RowReader reader = source.newReader();
        RowBlock sourceBlock = new RowBlock(source.dimension());
        return (firstRow, rowCount, block) -> {
            reader.read(firstRow, rowCount, sourceBlock);
            block.begin(firstRow, rowCount);
            mapping.apply(sourceBlock.values(), sourceBlock.offset(), rowCount, source.dimension(), block.fill());
            block.copyWeights(sourceBlock);
        };
    }
}
