package mixtura.mixture.gaussian;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import mixtura.data.RowBlock;
import mixtura.mixture.FamilyPass;
import org.jspecify.annotations.Nullable;

/// Both steps for full covariances where few patterns of missing cells make up most of the rows: those of one
/// pattern go together, as complete rows of the columns that are there. Rows of other patterns go to a
/// [ConditionalPass].
final class GroupedPass implements IncompletePass {
    /// Rows of a pattern among those read at once below which they go with those of other patterns.
    private static final int FEW_ROWS = 16;

    /// Lengths of parts are multiples of this, so that vectors are full.
    private static final int LANES = 8;

    private final Patterns patterns;
    private final IntFunction<Marginal> marginals;
    private final Supplier<IncompletePass> otherRows;
    private final int components;
    private final int d;
    private final int partRows;
    private final Scratch scratch;
    private final int[] all; // columns
    private final @Nullable Group[] groups; // by pattern
    private final int[] begin; // of each pattern in `order`; the last one's end
    private double[] values = new double[0]; // rows by pattern, without their missing cells
    private double[] weights = new double[0];
    private int[] pattern = new int[0]; // of each row
    private int[] order = new int[0]; // rows by pattern
    private @Nullable IncompletePass others;
    private @Nullable Group loaded; // whose rows are loaded; none: other rows
    private int rows;

    /// One pattern's rows.
    private final class Group {
        private final Marginal marginal;
        private final FamilyPass<GaussianStatistics> pass;
        private final RowBlock block;
        private double[] scatterMass = new double[components];
        private boolean used;

        Group(Marginal marginal) {
            this.marginal = marginal;
            this.pass = marginal.newPass(partRows, scratch);
            this.block = new RowBlock(marginal.observed().length);
        }

        GroupedMoments.@Nullable Part finish() {
            if (!used) return null;
            used = false;
            double[] mass = scatterMass;
            scatterMass = new double[components];
            return new GroupedMoments.Part(marginal, pass.finish(), mass);
        }
    }

    /// @param marginals  the components as a pattern's rows see them
    /// @param otherRows  makes the pass for rows of other patterns
    /// @param partRows   rows that a block has at most
    GroupedPass(
            Patterns patterns,
            IntFunction<Marginal> marginals,
            Supplier<IncompletePass> otherRows,
            int components,
            int d,
            int partRows) {
        this.patterns = patterns;
        this.marginals = marginals;
        this.otherRows = otherRows;
        this.components = components;
        this.d = d;
        this.partRows = partRows;
        this.scratch = Scratch.one(GaussianPrepared.scratch(d, partRows));
        this.all = new int[d];
        Arrays.setAll(all, j -> j);
        this.groups = new Group[patterns.count()];
        this.begin = new int[patterns.count() + 2];
    }

    /// Rows by pattern; those of one pattern in parts of about the same length.
    @Override
    public void split(RowBlock given, Consumer<RowBlock> parts) {
        sort(given);
        RowBlock mixed = new RowBlock(d);
        for (int p = 0; p <= patterns.count(); p++) {
            int count = begin[p + 1] - begin[p];
            if (count == 0) continue;
            gather(given, p);
            RowBlock block = p == patterns.count() ? mixed : group(p).block;
            int number = (count + partRows - 1) / partRows;
            int each = (count + number - 1) / number;
            int length = Math.min(partRows, (each + LANES - 1) / LANES * LANES);
            for (int first = begin[p]; first < begin[p + 1]; first += length) {
                block.begin(given.firstRow(), Math.min(length, begin[p + 1] - first));
                block.setValues(values, begin[p] * d + (first - begin[p]) * block.dimension());
                block.setOrder(order, first);
                if (given.isWeighted()) block.setWeights(weights, first);
                parts.accept(block);
            }
        }
    }

    /// Rows by pattern, in their order; those of patterns with few rows here go last.
    private void sort(RowBlock given) {
        int count = given.rowCount();
        if (order.length < count) {
            order = new int[count];
            pattern = new int[count];
            weights = new double[count];
            values = new double[count * d];
        }
        patterns.of(given, pattern);
        int rest = patterns.count();
        int[] size = new int[rest + 1];
        for (int n = 0; n < count; n++) size[pattern[n]]++;
        Arrays.fill(begin, 0);
        for (int n = 0; n < count; n++) {
            if (size[pattern[n]] < FEW_ROWS) pattern[n] = rest;
            begin[pattern[n] + 1]++;
        }
        for (int p = 0; p <= rest; p++) begin[p + 1] += begin[p];
        int[] next = begin.clone();
        for (int n = 0; n < count; n++) order[next[pattern[n]]++] = n;
    }

    /// Copies the cells that are there of a pattern's rows.
    private void gather(RowBlock given, int p) {
        double[] x = given.values();
        int[] columns = p == patterns.count() ? all : group(p).marginal.observed();
        int t = begin[p] * d;
        for (int i = begin[p]; i < begin[p + 1]; i++) {
            int from = given.offset() + order[i] * d;
            if (columns.length == d) {
                System.arraycopy(x, from, values, t, d);
                t += d;
            } else {
                for (int column : columns) values[t++] = x[from + column];
            }
            weights[i] = given.weight(order[i]);
        }
    }

    private Group group(int p) {
        Group known = groups[p];
        if (known == null) {
            known = new Group(marginals.apply(p));
            groups[p] = known;
        }
        return known;
    }

    private IncompletePass others() {
        IncompletePass known = others;
        if (known == null) {
            known = otherRows.get();
            others = known;
        }
        return known;
    }

    /// A block that [#split] has handed over; any other one counts as one of many patterns.
    @Override
    public void load(RowBlock block) {
        rows = block.rowCount();
        loaded = null;
        for (Group group : groups) if (group != null && group.block == block) loaded = group;
        if (loaded == null) others().load(block);
        else loaded.pass.load(block);
    }

    @Override
    public void logDensity(double[] out, int stride) {
        Group group = loaded;
        if (group == null) {
            others().logDensity(out, stride);
            return;
        }
        group.pass.logDensity(out, stride);
        double units = group.marginal.logScale();
        for (int k = 0; k < components; k++) {
            for (int i = k * stride, end = i + rows; i < end; i++) out[i] += units;
        }
    }

    @Override
    public int missing(int n) {
        return loaded == null ? others().missing(n) : loaded.marginal.missingCount();
    }

    @Override
    public void logDensityAtMean(double[] out, int stride) {
        Group group = loaded;
        if (group == null) {
            others().logDensityAtMean(out, stride);
            return;
        }
        for (int k = 0; k < components; k++) {
            Arrays.fill(out, k * stride, k * stride + rows, group.marginal.logDensityAtMean(k));
        }
    }

    @Override
    public void add(double[] responsibilities, int stride) {
        add(responsibilities, stride, responsibilities, stride);
    }

    @Override
    public void add(double[] weights, int stride, double[] responsibilities, int rStride) {
        Group group = loaded;
        if (group == null) {
            others().add(weights, stride, responsibilities, rStride);
            return;
        }
        group.used = true;
        group.pass.add(weights, stride);
        for (int k = 0; k < components; k++) {
            double sum = 0;
            for (int i = k * rStride, end = i + rows; i < end; i++) sum += responsibilities[i];
            group.scatterMass[k] += sum;
        }
    }

    @Override
    public GaussianStatistics finish() {
        GroupedMoments.@Nullable Part[] parts = new GroupedMoments.Part[groups.length];
        for (int p = 0; p < parts.length; p++) {
            Group group = groups[p];
            if (group != null) parts[p] = group.finish();
        }
        return new GroupedMoments(parts, others == null ? null : others.finish(), components, d);
    }
}
