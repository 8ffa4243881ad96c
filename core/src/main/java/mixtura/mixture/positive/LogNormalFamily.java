package mixtura.mixture.positive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.Component;
import mixtura.mixture.Diagnosis;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.Frozen;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Outline;
import mixtura.mixture.ParameterReader;
import mixtura.mixture.ParameterWriter;
import mixtura.mixture.Prepared;
import mixtura.mixture.StreamFamily;
import mixtura.mixture.columns.CellRule;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianFamily;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.mixture.gaussian.GaussianParameters;
import mixtura.mixture.gaussian.GaussianStatistics;
import org.jspecify.annotations.Nullable;

/// Log-normal components: the Gaussian family on the logarithms of the rows, with the densities in the units
/// of the rows. Structures, ridge, repairs, frozen parts and missing cells are those of Gaussians.
public final class LogNormalFamily implements StreamFamily<LogNormal, GaussianStatistics> {
    private static final CellRule RULE = new CellRule(
            x -> x > 0 && x < Double.POSITIVE_INFINITY,
            "is not above 0, and a log-normal distribution is",
            "mend the cell, choose other columns with --columns, or use -m exponential (takes 0) or -m gmm");

    private final GaussianFamily normal;
    private final @Nullable ColumnSummary logs; // of the rows that it is bound to

    private LogNormalFamily(GaussianFamily normal, @Nullable ColumnSummary logs) {
        this.normal = normal;
        this.logs = logs;
    }

    /// Log-normal components whose logarithms are described by this family.
    public static LogNormalFamily of(GaussianFamily normal) {
        return new LogNormalFamily(normal, null);
    }

    @Override
    public String name() {
        return "lognormal";
    }

    @Override
    public String title() {
        return "log-normal mixture";
    }

    @Override
    public Set<FamilyOption> options() {
        return normal.options();
    }

    @Override
    public LogNormalFamily withOptions(MixtureOptions options) {
        return of(normal.withOptions(options));
    }

    @Override
    public LogNormalFamily withFreeShares() {
        return of(normal.withFreeShares());
    }

    @Override
    public Optional<String> whyNoMissingCells() {
        return normal.whyNoMissingCells();
    }

    @Override
    public LogNormalFamily boundTo(Rows rows, ColumnSummary summary, int componentCount, Execution execution) {
        RULE.check(rows, execution);
        Rows logarithms = rows.logarithms();
        ColumnSummary found = ColumnSummary.of(logarithms, execution);
        return new LogNormalFamily(normal.boundTo(logarithms, found, componentCount, execution), found);
    }

    private ColumnSummary logs() {
        if (logs == null) throw new IllegalStateException("the family is not bound to rows");
        return logs;
    }

    @Override
    public Rows forClusters(Rows rows) {
        return rows.logarithms();
    }

    @Override
    public LogNormal around(double[] centre, ColumnSummary summary) {
        for (int j = 0; j < centre.length; j++) {
            if (!(centre[j] > 0)) {
                throw new IllegalArgumentException("the mean " + centre[j] + " in column " + (j + 1)
                        + " is not above 0; give positive means to start a log-normal mixture from");
            }
        }
        return new LogNormal(normal.around(Arrays.stream(centre).map(Math::log).toArray(), logs()));
    }

    @Override
    public LogNormal adopt(Component component) {
        if (component instanceof LogNormal other) return new LogNormal(normal.adopt(other.logs()));
        throw new IllegalArgumentException("not a log-normal component: " + component);
    }

    @Override
    public List<LogNormal> admissible(List<LogNormal> components) {
        return LogNormal.of(normal.admissible(LogNormal.logs(components)));
    }

    /// Of the normal distribution of the logarithms.
    @Override
    public double logPrior(List<LogNormal> components) {
        return normal.logPrior(LogNormal.logs(components));
    }

    @Override
    public List<LogNormal> adoptAll(List<? extends Component> components, double[] mixingProportions) {
        for (Component component : components) adopt(component);
        List<Gaussian> logs =
                components.stream().map(c -> ((LogNormal) c).logs()).toList();
        return normal.adoptAll(logs, mixingProportions).stream()
                .map(LogNormal::new)
                .toList();
    }

    @Override
    public Prepared<GaussianStatistics> prepare(List<LogNormal> components) {
        return new LogNormalPrepared(normal.prepare(LogNormal.logs(components)), null, List.of());
    }

    @Override
    public Prepared<GaussianStatistics> prepareForScoring(List<LogNormal> components, Rows rows) {
        return new LogNormalPrepared(
                normal.prepareForScoring(LogNormal.logs(components), rows), RULE, rows.columnNames());
    }

    @Override
    public LogNormalFamily boundToStream(List<LogNormal> components, double[] mixingProportions) {
        return of(normal.boundToStream(LogNormal.logs(components), mixingProportions));
    }

    /// A batch's cells are looked at as they are loaded.
    @Override
    public void check(Rows batch, ColumnSummary summary, Execution execution) {}

    @Override
    public Prepared<GaussianStatistics> prepareForBatch(List<LogNormal> components, Rows batch) {
        return new LogNormalPrepared(normal.prepare(LogNormal.logs(components)), RULE, batch.columnNames());
    }

    @Override
    public GaussianStatistics statisticsOf(List<LogNormal> components, double[] mass) {
        return normal.statisticsOf(LogNormal.logs(components), mass);
    }

    @Override
    public GaussianStatistics scaled(GaussianStatistics statistics, double factor) {
        return statistics.scaled(factor);
    }

    @Override
    public List<LogNormal> maximize(GaussianStatistics statistics, List<LogNormal> current, List<String> repairs) {
        return maximize(statistics, current, Frozen.none(), repairs);
    }

    @Override
    public List<LogNormal> maximize(
            GaussianStatistics statistics, List<LogNormal> current, Frozen frozen, List<String> repairs) {
        return LogNormal.of(normal.maximize(statistics, LogNormal.logs(current), frozen, repairs));
    }

    @Override
    public Set<Frozen.Part> freezable() {
        return normal.freezable();
    }

    @Override
    public void checkFrozen(Frozen frozen) {
        normal.checkFrozen(frozen);
    }

    @Override
    public long parameterCount(List<LogNormal> components) {
        return normal.parameterCount(LogNormal.logs(components));
    }

    @Override
    public long parameterCount(List<LogNormal> components, Frozen frozen) {
        return normal.parameterCount(LogNormal.logs(components), frozen);
    }

    @Override
    public boolean isMaximiser() {
        return normal.isMaximiser();
    }

    @Override
    public Diagnosis diagnose(List<LogNormal> components, double[] mass, ColumnSummary summary) {
        return normal.diagnose(LogNormal.logs(components), mass, logs());
    }

    /// The logarithm of a constant column is constant too.
    private static SortedMap<Integer, Double> logConstants(SortedMap<Integer, Double> constants) {
        SortedMap<Integer, Double> logarithms = new TreeMap<>();
        constants.forEach((column, value) -> logarithms.put(column, Math.log(value)));
        return logarithms;
    }

    @Override
    public void write(Mixture<LogNormal> mixture, ParameterWriter out) {
        List<Gaussian> logarithms = LogNormal.logs(mixture.components());
        GaussianMixture ofLogs = new GaussianMixture(
                mixture.mixingProportions(),
                logarithms,
                mixture.columnNames(),
                logConstants(mixture.constantColumns()));
        GaussianParameters.writeMoments(ofLogs, "logMeans", "logCovariances", out);
    }

    @Override
    public Mixture<LogNormal> read(Outline outline, ParameterReader in) {
        GaussianMixture ofLogs = GaussianParameters.read(outline, "logMeans", "logCovariances", in);
        return of(GaussianFamily.of(ofLogs.covariance())).mixture(outline, LogNormal.of(ofLogs.components()));
    }
}
