package mixtura.kmeans;

import mixtura.data.RowBlock;

/// Which rows are in which cluster, and how much of each counts: what a centre is the centre of.
interface Members {
    /// A reader for one thread.
    Reader newReader();

    /// One thread's view of the members among the rows of a block.
    interface Reader {
        /// Reads a block.
        void read(RowBlock block);

        /// The cluster of row `n` of the block.
        int cluster(int n);

        /// How much of row `n` counts: its sample weight, or less when rows are left out.
        double weight(int n);
    }
}
