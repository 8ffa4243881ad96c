package mixtura.mixture.gaussian;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.FamilyPass;
import mixtura.mixture.Prepared;
import org.jspecify.annotations.Nullable;

/// Gaussian components ready for rows in which cells are missing: those of complete rows, and what the gaps need.
public final class IncompletePrepared implements Prepared<GaussianStatistics> {
    /// Rows of one pattern that are worked on at once, at least: short products reach less of the peak.
    private static final int PART_ROWS = 160;

    private final GaussianPrepared complete;
    private final Form form;
    private final Frame frame;
    private final Kernels kernels;
    private final @Nullable Grouping grouping;
    private @Nullable MissingOperand operand;

    /// What it takes to work on rows of one pattern together.
    ///
    /// @param dataRadius  bound of ‖z‖² over the rows
    /// @param marginals   those made so far, by pattern
    private record Grouping(
            Patterns patterns, List<Gaussian> components, double dataRadius, Map<Integer, Marginal> marginals) {}

    IncompletePrepared(GaussianPrepared complete, Form form, Frame frame, Kernels kernels) {
        this(complete, form, frame, kernels, null);
    }

    private IncompletePrepared(
            GaussianPrepared complete, Form form, Frame frame, Kernels kernels, @Nullable Grouping grouping) {
        this.grouping = grouping;
        this.complete = complete;
        this.form = form;
        this.frame = frame;
        this.kernels = kernels;
    }

    /// The same for rows with few patterns of missing cells, components with full covariances.
    IncompletePrepared by(Patterns patterns, List<Gaussian> components, double dataRadius) {
        return new IncompletePrepared(
                complete,
                form,
                frame,
                kernels,
                new Grouping(patterns, components, dataRadius, new ConcurrentHashMap<>()));
    }

    /// The same components for complete rows.
    public GaussianPrepared complete() {
        return complete;
    }

    @Override
    public IncompletePass newPass(int blockRows) {
        return grouping == null ? conditionalPass(blockRows) : groupedPass(grouping, blockRows);
    }

    private IncompletePass groupedPass(Grouping by, int blockRows) {
        return new GroupedPass(
                by.patterns(),
                p -> by.marginals().computeIfAbsent(p, number -> marginal(by, number)),
                () -> conditionalPass(blockRows),
                complete.precisions().length,
                frame.dimension(),
                blockRows);
    }

    private Marginal marginal(Grouping by, int p) {
        return Marginal.of(
                by.patterns().observed(p),
                by.patterns().missing(p),
                by.components(),
                complete.precisions(),
                operand(),
                frame,
                by.dataRadius(),
                kernels);
    }

    private IncompletePass conditionalPass(int blockRows) {
        FamilyPass<GaussianStatistics> pass = complete.newPass(blockRows);
        Precision[] precisions = complete.precisions();
        return switch (form) {
            case FULL, TIED ->
                new ConditionalPass(
                        pass, this::operand, precisions, complete.squaredRadius(), frame, kernels, blockRows);
            case DIAGONAL, SPHERICAL -> new ObservedPass(pass, precisions, frame, blockRows);
        };
    }

    private synchronized MissingOperand operand() {
        MissingOperand made = operand;
        if (made == null) {
            made = MissingOperand.of(complete.precisions(), form == Form.TIED, kernels);
            operand = made;
        }
        return made;
    }

    @Override
    public int blockRows() {
        return grouping == null ? complete.blockRows() : Math.max(complete.blockRows(), PART_ROWS);
    }

    @Override
    public int readRows() {
        return grouping == null ? blockRows() : grouping.patterns().readRows();
    }

    @Override
    public double commonLogDensity() {
        return complete.commonLogDensity();
    }

    @Override
    public String description() {
        return complete.description() + ", missing cells integrated out"
                + (grouping == null ? "" : ", rows in " + grouping.patterns().count() + " patterns together");
    }
}
