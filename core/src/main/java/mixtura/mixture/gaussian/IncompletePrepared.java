package mixtura.mixture.gaussian;

import mixtura.internal.kernel.Kernels;
import mixtura.mixture.Covariance;
import mixtura.mixture.FamilyPass;
import mixtura.mixture.Prepared;
import org.jspecify.annotations.Nullable;

/// Gaussian components ready for rows in which cells are missing: those of complete rows, and what the gaps need.
public final class IncompletePrepared implements Prepared<GaussianStatistics> {
    private final GaussianPrepared complete;
    private final Covariance structure;
    private final Frame frame;
    private final Kernels kernels;
    private @Nullable MissingOperand operand;

    IncompletePrepared(GaussianPrepared complete, Covariance structure, Frame frame, Kernels kernels) {
        this.complete = complete;
        this.structure = structure;
        this.frame = frame;
        this.kernels = kernels;
    }

    /// The same components for complete rows.
    public GaussianPrepared complete() {
        return complete;
    }

    @Override
    public IncompletePass newPass(int blockRows) {
        FamilyPass<GaussianStatistics> pass = complete.newPass(blockRows);
        Precision[] precisions = complete.precisions();
        return switch (structure) {
            case FULL, TIED ->
                new ConditionalPass(
                        pass, this::operand, precisions, complete.squaredRadius(), frame, kernels, blockRows);
            case DIAGONAL, SPHERICAL -> new ObservedPass(pass, precisions, frame, blockRows);
        };
    }

    private synchronized MissingOperand operand() {
        MissingOperand made = operand;
        if (made == null) {
            made = MissingOperand.of(complete.precisions(), structure == Covariance.TIED, kernels);
            operand = made;
        }
        return made;
    }

    @Override
    public int blockRows() {
        return complete.blockRows();
    }

    @Override
    public double commonLogDensity() {
        return complete.commonLogDensity();
    }

    @Override
    public String description() {
        return complete.description() + ", missing cells integrated out";
    }
}
