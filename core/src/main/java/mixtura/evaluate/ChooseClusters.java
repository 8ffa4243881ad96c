package mixtura.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import mixtura.internal.parallel.SideBySide;
import mixtura.kmeans.Geometry;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.KMeansOptions;

/// Chooses the number of clusters of k-means and its relatives: fits every size and compares them by a criterion.
public final class ChooseClusters {
    /// Cells up to which a fit is one thread's work, and several fits run side by side.
    private static final long CELLS_FOR_ONE_THREAD = 1_000_000;

    private final int from;
    private final int to;
    private final ClusterCriterion criterion;
    private final int references;
    private final GapReference reference;
    private final Duration budget;
    private final Consumer<String> listener;

    private ChooseClusters(
            int from,
            int to,
            ClusterCriterion criterion,
            int references,
            GapReference reference,
            Duration budget,
            Consumer<String> listener) {
        if (from < 1 || to < from) {
            throw new IllegalArgumentException(
                    "k goes from " + from + " to " + to + "; it begins at 1 or above and does not fall");
        }
        if (references < 2) {
            throw new IllegalArgumentException(
                    references + " reference sets have no standard error; take 2 at least, better 50");
        }
        this.from = from;
        this.to = to;
        this.criterion = criterion;
        this.references = references;
        this.reference = reference;
        this.budget = budget;
        this.listener = listener;
    }

    /// `from` to `to` clusters, by the silhouette, in any time.
    public static ChooseClusters of(int from, int to) {
        return new ChooseClusters(
                from,
                to,
                ClusterCriterion.SILHOUETTE,
                50,
                GapReference.PRINCIPAL_AXES,
                Duration.ofDays(3650),
                done -> {});
    }

    /// The same by another criterion.
    public ChooseClusters by(ClusterCriterion other) {
        return new ChooseClusters(from, to, other, references, reference, budget, listener);
    }

    /// The same with so many reference sets behind the gap statistic, from another box.
    public ChooseClusters references(int sets, GapReference other) {
        return new ChooseClusters(from, to, criterion, sets, other, budget, listener);
    }

    /// The same within a time: what it leaves no room for is not tried, and the table says so.
    public ChooseClusters budget(Duration time) {
        return new ChooseClusters(from, to, criterion, references, reference, time, listener);
    }

    /// The same with somebody who hears what is done, on any thread, one at a time.
    public ChooseClusters listener(Consumer<String> heard) {
        return new ChooseClusters(from, to, criterion, references, reference, budget, heard);
    }

    /// Fits everything and compares. The table does not depend on the number of threads, as long as the time suffices.
    ///
    /// @param options  of every fit; its k is passed over
    /// @throws DataException            if the rows cannot be fitted at all
    /// @throws IllegalArgumentException if the criterion does not suit the method
    /// @throws PassInterruptedException if the thread is interrupted
    public ClusterSelection run(Rows rows, KMeansOptions options) {
        criterion.obstacle(options).ifPresent(obstacle -> {
            throw new IllegalArgumentException(obstacle);
        });
        boolean sideBySide = rows.rowCount() * rows.dimension() <= CELLS_FOR_ONE_THREAD && options.threads() > 1;
        KMeansOptions each = sideBySide ? options.withThreads(1) : options;
        int threads = sideBySide ? options.threads() : 1;
        long end = System.nanoTime() + Math.min(budget.toNanos(), Long.MAX_VALUE / 4);
        List<Callable<ClusterSelection.Entry>> sizes = new ArrayList<>();
        for (int k = from; k <= to; k++) {
            KMeansOptions ofSize = each.withK(k);
            sizes.add(() -> entry(rows, ofSize, end));
        }
        List<ClusterSelection.Entry> table = SideBySide.all(sizes, threads, PassInterruptedException::new);
        if (criterion != ClusterCriterion.GAP) return new ClusterSelection(criterion, table, 0);
        List<double[]> sets = references(rows, each, threads, end);
        return new ClusterSelection(criterion, withGaps(table, sets), sets.size());
    }

    private ClusterSelection.Entry entry(Rows rows, KMeansOptions options, long end) {
        if (System.nanoTime() > end) return without(options.k(), "not tried: the time was up");
        ClusterSelection.Entry entry;
        try {
            entry = judged(rows, options, KMeans.fit(rows, options, until(end)));
        } catch (DataException e) {
            throw e;
        } catch (IllegalArgumentException | ArithmeticException e) {
            entry = without(options.k(), String.valueOf(e.getMessage()));
        }
        tell("k = " + options.k());
        return entry;
    }

    private static Progress until(long end) {
        return report -> System.nanoTime() > end ? Progress.Answer.STOP : Progress.Answer.CONTINUE;
    }

    private void tell(String what) {
        synchronized (listener) {
            listener.accept(what);
        }
    }

    private static ClusterSelection.Entry judged(Rows rows, KMeansOptions options, Fit<KMeansModel> fit) {
        int k = options.k();
        Execution execution = Execution.of(options.threads());
        double silhouette = Double.NaN;
        double calinskiHarabasz = Double.NaN;
        double daviesBouldin = Double.NaN;
        boolean isJudged = ClusterCriterion.SILHOUETTE.obstacle(options).isEmpty();
        if (isJudged && k > 1 && k < rows.rowCount()) {
            int[] labels = fit.model().predict(rows);
            Rows seen = options.geometry() == Geometry.COSINE ? rows.normalised() : rows;
            silhouette = Silhouette.of(seen, labels, k, execution).mean();
            calinskiHarabasz = CalinskiHarabasz.of(seen, labels, k, execution);
            daviesBouldin = DaviesBouldin.of(seen, labels, k, execution);
        }
        String trouble = fit.certificate().interrupted() ? "stopped: the time was up" : "";
        return new ClusterSelection.Entry(
                k,
                Optional.of(fit),
                fit.objective(),
                silhouette,
                calinskiHarabasz,
                daviesBouldin,
                Optional.empty(),
                trouble);
    }

    private static ClusterSelection.Entry without(int k, String trouble) {
        return new ClusterSelection.Entry(
                k, Optional.empty(), Double.NaN, Double.NaN, Double.NaN, Double.NaN, Optional.empty(), trouble);
    }

    /// log W_k for every k, of each reference set that the time sufficed for.
    private List<double[]> references(Rows rows, KMeansOptions options, int threads, long end) {
        ReferenceBox box = ReferenceBox.of(rows, reference, Execution.of(options.threads()));
        SplittableGenerator source = (SplittableGenerator)
                RandomGeneratorFactory.of("L64X128MixRandom").create(options.seed());
        List<Callable<double[]>> tasks = new ArrayList<>();
        for (int b = 0; b < references; b++) {
            SplittableGenerator random = source.split(); // taken in order: what one set draws is nothing to the next
            tasks.add(() -> reference(box.draw(random), options, end));
        }
        return SideBySide.all(tasks, threads, PassInterruptedException::new).stream()
                .filter(set -> set.length > 0)
                .toList();
    }

    private double[] reference(Rows drawn, KMeansOptions options, long end) {
        double[] logDistortion = new double[to - from + 1];
        for (int k = from; k <= to; k++) {
            if (System.nanoTime() > end) return new double[0];
            if (k > drawn.rowCount()) {
                logDistortion[k - from] = Double.NaN;
                continue;
            }
            Fit<KMeansModel> fit = KMeans.fit(drawn, options.withK(k), until(end));
            if (fit.certificate().interrupted()) return new double[0];
            logDistortion[k - from] = Math.log(fit.objective());
        }
        tell("reference set");
        return logDistortion;
    }

    private List<ClusterSelection.Entry> withGaps(List<ClusterSelection.Entry> table, List<double[]> sets) {
        if (sets.size() < 2) {
            return table.stream()
                    .map(entry -> entry.trouble().isEmpty()
                            ? without(entry.k(), "no gap: the time was up before there were two reference sets")
                            : entry)
                    .toList();
        }
        return table.stream()
                .map(entry -> {
                    int place = entry.k() - from;
                    double[] values =
                            sets.stream().mapToDouble(set -> set[place]).toArray();
                    boolean finite =
                            entry.distortion() > 0 && Arrays.stream(values).allMatch(Double::isFinite);
                    return finite
                            ? entry.with(Optional.of(GapStatistic.of(Math.log(entry.distortion()), values)))
                            : entry;
                })
                .toList();
    }
}
