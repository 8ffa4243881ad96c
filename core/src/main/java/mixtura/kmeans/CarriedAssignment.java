package mixtura.kmeans;

import mixtura.data.RowBlock;
import org.jspecify.annotations.Nullable;

/// One thread's assignment of rows of which something is known from the iterations before, so that many of them keep
/// their label unread. Labels are those of the definition, as they are without.
interface CarriedAssignment {
    /// Labels the rows of a block.
    ///
    /// @param labels   overwritten, one a row
    /// @param changed  overwritten: rows whose label is another one than in the last iteration
    /// @return         how many there are in `changed`
    int assign(RowBlock block, int[] labels, int[] changed);

    /// Some rows of the block last assigned, as stored in single precision, where they are nearer at hand than
    /// the block's own; otherwise null.
    default float @Nullable [] values(int[] rows, int count) {
        return null;
    }

    /// Rows times groups of centroids that entered a product so far.
    long pairs();

    /// Rows so far whose label had to be recomputed in plain double arithmetic.
    long doubtfulRows();

    /// What the threads of one iteration share.
    interface Step {
        CarriedAssignment newAssignment();

        /// Groups of centroids.
        int groupCount();

        /// Whether nothing is known yet.
        boolean fresh();
    }
}
