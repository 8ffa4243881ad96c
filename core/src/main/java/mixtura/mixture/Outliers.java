package mixtura.mixture;

/// What a fit does about rows that belong to no component.
public sealed interface Outliers {
    /// Nothing: every row belongs to the components.
    record None() implements Outliers {
        @Override
        public double startShare() {
            return 0;
        }
    }

    /// A noise component, [mixtura.mixture.Noise], takes them.
    ///
    /// @param share  of the weight that it begins with, above 0 and below 1: the rows farthest from their
    ///               centroids
    /// @param rows   which rows it begins with instead, one entry a row; empty when the share decides
    record Noise(double share, boolean[] rows) implements Outliers {
        public Noise {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException(
                        "the noise begins with the share " + share + "; it is above 0 and below 1, such as 0.05");
            }
            rows = rows.clone();
        }

        @Override
        public boolean[] rows() {
            return rows.clone();
        }

        @Override
        public double startShare() {
            return rows.length > 0 ? 0 : share;
        }
    }

    /// The rows of the lowest density, that share of the weight, are left out in each iteration (Neykov,
    /// Filzmoser, Dimova and Neytchev 2007; García-Escudero et al. 2008): what never falls is the
    /// log-likelihood of the others. Rows at the cutoff itself count with one fraction of their weight, which
    /// makes up the difference.
    ///
    /// @param share  above 0 and below 1
    record Trimmed(double share) implements Outliers {
        public Trimmed {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException(
                        "trim is " + share + "; it is a share above 0 and below 1, such as 0.05");
            }
        }

        @Override
        public double startShare() {
            return share;
        }
    }

    static Outliers none() {
        return new None();
    }

    /// Noise that begins with a share of the weight.
    static Outliers noise(double share) {
        return new Noise(share, new boolean[0]);
    }

    /// Noise that begins with these rows.
    static Outliers noise(boolean[] rows) {
        int count = 0;
        for (boolean row : rows) if (row) count++;
        if (count == 0 || count == rows.length) {
            throw new IllegalArgumentException(
                    count + " of " + rows.length + " rows are noise to begin with; mark some rows, and not all");
        }
        return new Noise((double) count / rows.length, rows);
    }

    /// A share of the weight left out.
    static Outliers trimmed(double share) {
        return new Trimmed(share);
    }

    /// The share of the weight that k-means leaves out when it looks for a start; 0 for none.
    double startShare();

    /// Whether a row is noise to begin with.
    default boolean beginsWith(long row) {
        return this instanceof Noise(double share, boolean[] rows) && rows.length > 0 && rows[(int) row];
    }
}
