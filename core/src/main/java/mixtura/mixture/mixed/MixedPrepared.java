package mixtura.mixture.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mixtura.data.RowBlock;
import mixtura.mixture.FamilyPass;
import mixtura.mixture.Prepared;
import mixtura.mixture.Statistics;

/// The groups' preparations side by side: `log p(x | k) = Σ_g log p_g(x_g | k)`.
final class MixedPrepared implements Prepared<MixedStatistics> {
    private final List<Prepared<?>> parts;
    private final List<int[]> columns;
    private final int componentCount;

    MixedPrepared(List<Prepared<?>> parts, List<int[]> columns, int componentCount) {
        this.parts = parts;
        this.columns = columns;
        this.componentCount = componentCount;
    }

    @Override
    public FamilyPass<MixedStatistics> newPass(int blockRows) {
        return new Pass(blockRows);
    }

    @Override
    public int blockRows() {
        return parts.stream().mapToInt(Prepared::blockRows).min().orElseThrow();
    }

    @Override
    public double commonLogDensity() {
        return parts.stream().mapToDouble(Prepared::commonLogDensity).sum();
    }

    @Override
    public String description() {
        return parts.stream().map(Prepared::description).distinct().collect(Collectors.joining("; "));
    }

    /// One group's pass, and the block that it is shown: some of the columns.
    ///
    /// A row of which a group has no cell says nothing about the group: it adds 0 to the log density and nothing to
    /// the statistics. Families know of no such rows, since EM keeps rows without any cell from them.
    private static final class Group {
        private final FamilyPass<?> pass;
        private final double commonLogDensity;
        private final int[] columns;
        private final RowBlock block;
        private final boolean[] blank;
        private boolean anyBlank;

        Group(Prepared<?> prepared, int[] columns, int blockRows) {
            this.pass = prepared.newPass(blockRows);
            this.commonLogDensity = prepared.commonLogDensity();
            this.columns = columns;
            this.block = new RowBlock(columns.length);
            this.blank = new boolean[blockRows];
        }

        void load(RowBlock whole) {
            block.begin(whole.firstRow(), whole.rowCount());
            block.copyWeights(whole);
            double[] source = whole.values();
            double[] target = block.fill();
            int to = 0;
            anyBlank = false;
            for (int n = 0, row = whole.offset(); n < whole.rowCount(); n++, row += whole.dimension()) {
                boolean empty = true;
                for (int column : columns) {
                    double x = source[row + column];
                    empty &= Double.isNaN(x);
                    target[to++] = x;
                }
                blank[n] = empty;
                anyBlank |= empty;
            }
            pass.load(block);
        }

        void logDensity(double[] out, int stride, int componentCount) {
            pass.logDensity(out, stride);
            if (!anyBlank) return;
            for (int k = 0; k < componentCount; k++) {
                for (int n = 0; n < block.rowCount(); n++) if (blank[n]) out[k * stride + n] = -commonLogDensity;
            }
        }

        /// @param scratch  K × stride
        void add(double[] responsibilities, int stride, int componentCount, double[] scratch) {
            if (!anyBlank) {
                pass.add(responsibilities, stride);
                return;
            }
            for (int k = 0; k < componentCount; k++) {
                for (int n = 0, i = k * stride; n < block.rowCount(); n++, i++) {
                    scratch[i] = blank[n] ? 0 : responsibilities[i];
                }
            }
            pass.add(scratch, stride);
        }

        Statistics<?> finish() {
            return pass.finish();
        }
    }

    private final class Pass implements FamilyPass<MixedStatistics> {
        private final List<Group> groups = new ArrayList<>();
        private final double[] part; // the log densities of one group, K × stride
        private final int stride;
        private double[] mass = new double[componentCount];
        private int rows;

        Pass(int blockRows) {
            stride = blockRows;
            part = new double[componentCount * blockRows];
            for (int g = 0; g < parts.size(); g++) {
                groups.add(new Group(parts.get(g), columns.get(g), blockRows));
            }
        }

        @Override
        public void load(RowBlock block) {
            rows = block.rowCount();
            for (Group group : groups) group.load(block);
        }

        @Override
        public void logDensity(double[] out, int outStride) {
            groups.getFirst().logDensity(out, outStride, componentCount);
            for (Group group : groups.subList(1, groups.size())) {
                group.logDensity(part, stride, componentCount);
                for (int k = 0; k < componentCount; k++) {
                    for (int n = 0; n < rows; n++) out[k * outStride + n] += part[k * stride + n];
                }
            }
        }

        @Override
        public void add(double[] responsibilities, int rStride) {
            for (int k = 0; k < componentCount; k++) {
                double sum = 0;
                for (int i = k * rStride, end = i + rows; i < end; i++) sum += responsibilities[i];
                mass[k] += sum;
            }
            double[] scratch = rStride <= stride ? part : new double[componentCount * rStride];
            for (Group group : groups) group.add(responsibilities, rStride, componentCount, scratch);
        }

        @Override
        public MixedStatistics finish() {
            List<Statistics<?>> statistics = new ArrayList<>();
            for (Group group : groups) statistics.add(group.finish());
            MixedStatistics all = new MixedStatistics(mass, statistics);
            mass = new double[componentCount];
            return all;
        }
    }
}
