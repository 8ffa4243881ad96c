package mixtura.mixture;

import java.util.SplittableRandom;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.seeding.hierarchy.Agglomeration;
import mixtura.seeding.hierarchy.Partitions;

/// Where EM begins.
public sealed interface Start {
    /// A whole k-means, then one M-step from its clusters.
    record KMeans() implements Start {}

    /// Greedy k-means++ centres, rows to their nearest one, then one M-step.
    record KMeansPlusPlus() implements Start {}

    /// k random rows as means, proportions 1/k, spherical covariances of the mean column variance.
    record RandomRows() implements Start {}

    /// Random responsibilities, then one M-step.
    record RandomPartition() implements Start {}

    /// Model-based agglomerative clustering ([Agglomeration]), then one M-step from the rows that it
    /// looked at.
    record Agglomerative() implements Start {}

    /// A partition for any k that was made before, then one M-step from the rows that have a group.
    record Partitioned(Partitions partitions) implements Start {}

    /// The best of several short runs of EM from random places, which then goes on (em-EM; Biernacki,
    /// Celeux and Govaert 2003): half of the runs begin with random rows, half with k-means++ centres,
    /// and each ends when an iteration adds less than a hundredth of what the run has gained.
    ///
    /// @param runs        at least 1
    /// @param iterations  of a run at most
    record ShortRuns(int runs, int iterations) implements Start {
        public ShortRuns {
            if (runs < 1 || iterations < 1) {
                throw new IllegalArgumentException(
                        runs + " short runs of " + iterations + " iterations; there must be at least one of each");
            }
        }
    }

    /// Another kind of start for each restart: k-means, agglomeration, short runs, and then k-means and
    /// short runs in turn.
    ///
    /// @param agglomeration  the second
    record Varied(Start agglomeration) implements Start {
        /// The start of restart number `restart`, from 0.
        Start of(int restart, int k) {
            if (restart == 1 && k <= Agglomeration.SAMPLE) return agglomeration;
            return restart % 2 == 0 && restart > 0 ? shortRuns() : new KMeans();
        }
    }

    /// Known classes 0 … k − 1, one a row (negative: unknown), then one M-step.
    record Labels(int[] labels) implements Start {
        public Labels {
            labels = labels.clone();
        }

        @Override
        public int[] labels() {
            return labels.clone();
        }
    }

    /// Given responsibilities r_nk, `n × k`, non-negative with rows that add up to 1; then one M-step: mclust's `z`.
    record Responsibilities(double[][] responsibilities) implements Start {
        public Responsibilities {
            responsibilities = Means.copy(responsibilities);
        }

        @Override
        public double[][] responsibilities() {
            return Means.copy(responsibilities);
        }
    }

    /// The means of the known classes ([MixtureOptions#known]), and for components beyond them rows
    /// without a class, drawn one after the other by their squared distance to what is there. Each row
    /// without a class goes to the nearest, on standardised columns; then one M-step.
    record ClassMeans() implements Start {}

    /// Given means, `k × d`; proportions 1/k, spherical covariances of the mean column variance.
    record Means(double[][] means) implements Start {
        public Means {
            means = copy(means);
        }

        @Override
        public double[][] means() {
            return copy(means);
        }

        private static double[][] copy(double[][] source) {
            double[][] copy = new double[source.length][];
            for (int k = 0; k < copy.length; k++) copy[k] = source[k].clone();
            return copy;
        }
    }

    /// All parameters of an earlier model.
    record Model(Mixture<?> mixture) implements Start {}

    static Start kMeans() {
        return new KMeans();
    }

    static Start kMeansPlusPlus() {
        return new KMeansPlusPlus();
    }

    static Start rows() {
        return new RandomRows();
    }

    static Start partition() {
        return new RandomPartition();
    }

    static Start agglomerative() {
        return new Agglomerative();
    }

    static Start partitioned(Partitions partitions) {
        return new Partitioned(partitions);
    }

    /// Ten short runs of at most twenty iterations.
    static Start shortRuns() {
        return new ShortRuns(10, 20);
    }

    static Start varied() {
        return new Varied(new Agglomerative());
    }

    static Start labels(int[] labels) {
        return new Labels(labels);
    }

    /// Given responsibilities, one row of k for each row of the data.
    static Start responsibilities(double[][] responsibilities) {
        return new Responsibilities(responsibilities);
    }

    static Start classMeans() {
        return new ClassMeans();
    }

    static Start means(double[][] means) {
        return new Means(means);
    }

    static Start from(Mixture<?> mixture) {
        return new Model(mixture);
    }

    /// The same start with what does not depend on k worked out, for fits of several sizes to the same
    /// rows.
    default Start sharedBySizes(Rows rows, Family<?, ?> family, MixtureOptions options) {
        if (this instanceof Varied(Start agglomeration)) {
            return new Varied(agglomeration.sharedBySizes(rows, family, options));
        }
        if (!(this instanceof Agglomerative)) return this;
        Rows whole = filled(rows, ColumnSummary.of(rows, Execution.of(options.threads())));
        return new Partitioned(
                Agglomeration.of(family.forClusters(whole), new SplittableRandom(options.seed()), options.threads()));
    }

    /// The rows with missing cells filled with the mean of their column.
    static Rows filled(Rows rows, ColumnSummary summary) {
        if (summary.missing() == 0) return rows;
        double[] means = new double[summary.dimension()];
        for (int j = 0; j < means.length; j++) means[j] = summary.mean(j);
        return rows.filled(means);
    }

    /// Whether restarts would all begin at the same place.
    default boolean isFixed() {
        return this instanceof Labels
                || this instanceof Responsibilities
                || this instanceof Means
                || this instanceof Model
                || this instanceof Agglomerative
                || this instanceof Partitioned;
    }
}
