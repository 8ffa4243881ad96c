package mixtura.mixture.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.ColumnKind;
import mixtura.mixture.Component;
import mixtura.mixture.Covariance;
import mixtura.mixture.Diagnosis;
import mixtura.mixture.Family;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.Frozen;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Outline;
import mixtura.mixture.ParameterReader;
import mixtura.mixture.ParameterWriter;
import mixtura.mixture.Prepared;
import mixtura.mixture.Statistics;
import mixtura.mixture.StreamFamily;
import mixtura.mixture.discrete.Bernoulli;
import mixtura.mixture.discrete.Categorical;
import mixtura.mixture.discrete.Poisson;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianFamily;

/// Components over columns of several types: within a component numeric columns are jointly normal, and
/// independent of the counts (Poisson), the binary columns (Bernoulli) and the columns of levels
/// (categorical), which are independent of each other (Everitt 1988; Hunt and Jorgensen 1999).
public final class MixedFamily implements StreamFamily<Mixed, MixedStatistics> {
    private final Map<String, ColumnKind> kinds;
    private final Map<ColumnKind, Family<?, ?>> families;
    private final List<Group<?, ?>> groups; // of the rows that it is bound to, or of a model

    private MixedFamily(
            Map<String, ColumnKind> kinds, Map<ColumnKind, Family<?, ?>> families, List<Group<?, ?>> groups) {
        this.kinds = kinds;
        this.families = families;
        this.groups = groups;
    }

    /// For columns of these names and types, by maximum likelihood.
    public static MixedFamily of(Map<String, ColumnKind> kinds) {
        Map<ColumnKind, Family<?, ?>> families = new EnumMap<>(ColumnKind.class);
        families.put(ColumnKind.NUMERIC, GaussianFamily.of(Covariance.FULL));
        families.put(ColumnKind.COUNT, Poisson.family());
        families.put(ColumnKind.BINARY, Bernoulli.family());
        families.put(ColumnKind.CATEGORICAL, Categorical.family());
        return new MixedFamily(new LinkedHashMap<>(kinds), families, List.of());
    }

    /// The same for columns of other names and types.
    public MixedFamily withKinds(Map<String, ColumnKind> other) {
        return new MixedFamily(new LinkedHashMap<>(other), families, List.of());
    }

    /// The type of each column by its name.
    public Map<String, ColumnKind> kinds() {
        return new LinkedHashMap<>(kinds);
    }

    @Override
    public String name() {
        return "mixed";
    }

    @Override
    public String title() {
        return "mixture for mixed columns";
    }

    @Override
    public ColumnKind columnKind() {
        return ColumnKind.MIXED;
    }

    @Override
    public Set<FamilyOption> options() {
        Set<FamilyOption> options = EnumSet.noneOf(FamilyOption.class);
        for (Family<?, ?> family : families.values()) options.addAll(family.options());
        return options;
    }

    @Override
    public MixedFamily withOptions(MixtureOptions options) {
        Map<ColumnKind, Family<?, ?>> chosen = new EnumMap<>(ColumnKind.class);
        families.forEach((kind, family) -> chosen.put(kind, family.withOptions(options)));
        return new MixedFamily(kinds, chosen, List.of());
    }

    @Override
    public MixedFamily withFreeShares() {
        Map<ColumnKind, Family<?, ?>> chosen = new EnumMap<>(ColumnKind.class);
        families.forEach((kind, family) -> chosen.put(kind, family.withFreeShares()));
        return new MixedFamily(kinds, chosen, List.of());
    }

    @Override
    public Optional<String> whyNoMissingCells() {
        return Optional.empty();
    }

    @Override
    public MixedFamily boundTo(Rows rows, ColumnSummary summary, int componentCount, Execution execution) {
        List<Group<?, ?>> bound = new ArrayList<>();
        for (Group<?, ?> group : groups(kindsOf(rows.columnNames()))) {
            bound.add(group.boundTo(rows, componentCount, execution));
        }
        return new MixedFamily(kinds, families, bound);
    }

    @Override
    public MixedFamily boundToStream(List<Mixed> components, double[] mixingProportions) {
        List<Group<?, ?>> own = groups.isEmpty() ? groupsOf(components) : groups;
        List<Group<?, ?>> bound = new ArrayList<>();
        for (int g = 0; g < own.size(); g++) {
            bound.add(own.get(g).boundToStream(components, g, mixingProportions));
        }
        return new MixedFamily(kinds, families, bound);
    }

    @Override
    public void check(Rows batch, ColumnSummary summary, Execution execution) {
        for (Group<?, ?> group : groups) group.check(batch, execution);
    }

    @Override
    public Prepared<MixedStatistics> prepareForBatch(List<Mixed> components, Rows batch) {
        List<Prepared<?>> parts = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) parts.add(groups.get(g).prepareForBatch(components, g, batch));
        return new MixedPrepared(parts, columns(), components.size());
    }

    @Override
    public MixedStatistics statisticsOf(List<Mixed> components, double[] mass) {
        List<Statistics<?>> parts = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) parts.add(groups.get(g).statisticsOf(components, g, mass));
        return new MixedStatistics(mass.clone(), parts);
    }

    @Override
    public MixedStatistics scaled(MixedStatistics statistics, double factor) {
        List<Statistics<?>> parts = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) parts.add(groups.get(g).scaled(statistics.part(g), factor));
        return new MixedStatistics(
                Arrays.stream(statistics.mass()).map(mass -> factor * mass).toArray(), parts);
    }

    private List<ColumnKind> kindsOf(List<String> columnNames) {
        List<ColumnKind> found = new ArrayList<>();
        for (String column : columnNames) {
            ColumnKind kind = kinds.get(column);
            if (kind == null) {
                throw new DataException(
                        "the column '" + column + "' has no type",
                        "give it one: --types '" + column + "=numeric' (or count, binary, categorical)");
            }
            found.add(kind);
        }
        return found;
    }

    /// One group for each type that occurs.
    private List<Group<?, ?>> groups(List<ColumnKind> kindOfColumn) {
        List<Group<?, ?>> made = new ArrayList<>();
        families.forEach((kind, family) -> {
            int[] columns = IntStream.range(0, kindOfColumn.size())
                    .filter(j -> kindOfColumn.get(j) == kind)
                    .toArray();
            if (columns.length > 0) made.add(group(kind, family, columns));
        });
        return made;
    }

    private static <C extends Component, S extends Statistics<S>> Group<C, S> group(
            ColumnKind kind, Family<C, S> family, int[] columns) {
        return new Group<>(kind, family, columns, null);
    }

    /// Numbers and counts standardised, levels as indicators; every column has the variance 1 altogether, so
    /// that none decides the clusters by its units.
    @Override
    public Rows forClusters(Rows rows) {
        int[] levels = new int[rows.dimension()];
        ColumnSummary codes = ColumnSummary.of(rows, Execution.onAllProcessors());
        List<ColumnKind> kindOfColumn = kindsOf(rows.columnNames());
        for (int j = 0; j < levels.length; j++) {
            if (kindOfColumn.get(j).isCoded()) levels[j] = 1 + (int) Math.rint(codes.maximum(j));
        }
        Rows expanded = rows.indicators(levels);
        ColumnSummary summary = ColumnSummary.of(expanded, Execution.onAllProcessors());
        double[] center = new double[expanded.dimension()];
        double[] scale = new double[expanded.dimension()];
        int at = 0;
        for (int level : levels) {
            int count = Math.max(1, level);
            double variance = 0;
            for (int i = at; i < at + count; i++) variance += summary.variance(i);
            for (int i = at; i < at + count; i++) {
                center[i] = summary.mean(i);
                scale[i] = variance > 0 ? Math.sqrt(variance) : 1;
            }
            at += count;
        }
        return expanded.standardised(center, scale);
    }

    @Override
    public Mixed around(double[] centre, ColumnSummary summary) {
        return new Mixed(groups.stream().map(group -> group.around(centre)).toList());
    }

    @Override
    public Mixed withMean(double[] mean, ColumnSummary summary) {
        return new Mixed(groups.stream().map(group -> group.withMean(mean)).toList());
    }

    @Override
    public Mixed adopt(Component component) {
        if (!(component instanceof Mixed mixed) || !hasTheseGroups(mixed)) {
            throw new IllegalArgumentException("not a component over columns of these types: " + component);
        }
        return new Mixed(IntStream.range(0, groups.size())
                .mapToObj(g -> groups.get(g).adopt(mixed, g))
                .toList());
    }

    @Override
    public List<Mixed> adoptAll(List<? extends Component> components, double[] mixingProportions) {
        List<Mixed> own = new ArrayList<>();
        for (Component component : components) {
            adopt(component);
            own.add((Mixed) component);
        }
        List<List<Mixed.Part>> parts = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) parts.add(groups.get(g).adoptAll(own, g, mixingProportions));
        return joined(parts, own.size());
    }

    private boolean hasTheseGroups(Mixed component) {
        if (component.parts().size() != groups.size()) return false;
        return IntStream.range(0, groups.size())
                .allMatch(g -> component.parts().get(g).kind() == groups.get(g).kind()
                        && Arrays.equals(
                                component.parts().get(g).columns(),
                                groups.get(g).columns()));
    }

    private List<int[]> columns() {
        List<int[]> columns = new ArrayList<>();
        for (Group<?, ?> group : groups) columns.add(group.columns());
        return columns;
    }

    @Override
    public Prepared<MixedStatistics> prepare(List<Mixed> components) {
        List<Prepared<?>> parts = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) parts.add(groups.get(g).prepare(components, g));
        return new MixedPrepared(parts, columns(), components.size());
    }

    @Override
    public Prepared<MixedStatistics> prepareForScoring(List<Mixed> components, Rows rows) {
        List<Group<?, ?>> own = groups.isEmpty() ? groupsOf(components) : groups;
        List<Prepared<?>> parts = new ArrayList<>();
        for (int g = 0; g < own.size(); g++) parts.add(own.get(g).prepareForScoring(components, g, rows));
        return new MixedPrepared(parts, own.stream().<int[]>map(Group::columns).toList(), components.size());
    }

    /// What the types of columns have to say, each sentence once.
    @Override
    public Optional<String> scoringNote(List<Mixed> components) {
        List<Group<?, ?>> own = groups.isEmpty() ? groupsOf(components) : groups;
        List<String> notes = IntStream.range(0, own.size())
                .mapToObj(g -> own.get(g).scoringNote(components, g))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", notes));
    }

    @Override
    public List<Mixed> maximize(MixedStatistics statistics, List<Mixed> current, List<String> repairs) {
        return maximize(statistics, current, Frozen.none(), repairs);
    }

    @Override
    public List<Mixed> maximize(MixedStatistics statistics, List<Mixed> current, Frozen frozen, List<String> repairs) {
        List<List<Mixed.Part>> parts = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            parts.add(groups.get(g).maximize(statistics, current, g, frozen, repairs));
        }
        return joined(parts, current.size());
    }

    @Override
    public List<Mixed> admissible(List<Mixed> components) {
        List<List<Mixed.Part>> parts = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) parts.add(groups.get(g).admissible(components, g));
        return joined(parts, components.size());
    }

    @Override
    public List<Mixed> maximizeStart(MixedStatistics statistics, List<Mixed> overall) {
        List<List<Mixed.Part>> parts = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) parts.add(groups.get(g).maximizeStart(statistics, overall, g));
        return joined(parts, overall.size());
    }

    private static List<Mixed> joined(List<List<Mixed.Part>> parts, int componentCount) {
        return IntStream.range(0, componentCount)
                .mapToObj(
                        k -> new Mixed(parts.stream().map(group -> group.get(k)).toList()))
                .toList();
    }

    @Override
    public long parameterCount(List<Mixed> components) {
        long count = 0;
        for (int g = 0; g < groups.size(); g++) count += groups.get(g).parameterCount(components, g);
        return count;
    }

    @Override
    public double logPrior(List<Mixed> components) {
        double sum = 0;
        for (int g = 0; g < groups.size(); g++) sum += groups.get(g).logPrior(components, g);
        return sum;
    }

    @Override
    public boolean isMaximiser() {
        return groups.stream().allMatch(group -> group.family().isMaximiser());
    }

    @Override
    public Diagnosis diagnose(List<Mixed> components, double[] mass, ColumnSummary summary) {
        double[] conditionNumbers = new double[0];
        Set<Integer> flagged = new TreeSet<>();
        List<String> notes = new ArrayList<>();
        Map<Integer, String> reasons = new TreeMap<>();
        for (int g = 0; g < groups.size(); g++) {
            Diagnosis part = groups.get(g).diagnose(components, g, mass);
            if (part.conditionNumbers().length > 0) conditionNumbers = part.conditionNumbers();
            flagged.addAll(part.flagged());
            notes.addAll(part.notes());
            part.reasons().forEach((k, reason) -> reasons.merge(k, reason, (one, other) -> one + ", " + other));
        }
        return new Diagnosis(conditionNumbers, List.copyOf(flagged), notes, reasons);
    }

    /// `types` names the type of every column; the parameters of a type's columns, constant ones left out, stand under
    /// its name as its family keeps them.
    @Override
    public void write(Mixture<Mixed> mixture, ParameterWriter out) {
        Outline outline = new Outline(mixture.mixingProportions(), mixture.columnNames(), mixture.constantColumns());
        List<String> words = new ArrayList<>();
        for (ColumnKind kind : kindsOf(mixture.columnNames())) words.add(kind.word());
        out.text("types", String.join(",", words));
        for (int g = 0; g < groups.size(); g++) {
            out.group(groups.get(g).kind().word(), groups.get(g).writer(outline, mixture.components(), g));
        }
    }

    @Override
    public Mixture<Mixed> read(Outline outline, ParameterReader in) {
        String[] words = in.text("types").split(",", -1);
        List<String> names = outline.columnNames();
        if (words.length != names.size()) {
            throw new IllegalArgumentException("there are " + words.length + " types for " + names.size() + " columns");
        }
        Map<String, ColumnKind> found = new LinkedHashMap<>();
        for (int j = 0; j < words.length; j++) found.put(names.get(j), ColumnKind.ofWord(words[j]));
        MixedFamily family = withKinds(found);
        List<String> modelled =
                IntStream.of(outline.modelledColumns()).mapToObj(names::get).toList();
        List<Group<?, ?>> own = family.groups(family.kindsOf(modelled));
        List<List<Mixed.Part>> parts = new ArrayList<>();
        for (Group<?, ?> group : own)
            parts.add(group.read(outline, in.group(group.kind().word())));
        List<Mixed> components = joined(parts, outline.componentCount());
        return new MixedFamily(found, families, adapted(own, components)).mixture(outline, components);
    }

    private List<Group<?, ?>> groupsOf(List<Mixed> components) {
        List<Group<?, ?>> own = new ArrayList<>();
        for (Mixed.Part part : components.getFirst().parts()) {
            own.add(group(part.kind(), Objects.requireNonNull(families.get(part.kind())), part.columns()));
        }
        return adapted(own, components);
    }

    /// The groups with Gaussians of the structure that the components have.
    private static List<Group<?, ?>> adapted(List<Group<?, ?>> own, List<Mixed> components) {
        List<Group<?, ?>> adapted = new ArrayList<>();
        for (int g = 0; g < own.size(); g++) {
            Group<?, ?> group = own.get(g);
            adapted.add(
                    components.getFirst().parts().get(g).component() instanceof Gaussian gaussian
                            ? group(group.kind(), GaussianFamily.of(gaussian.structure()), group.columns())
                            : group);
        }
        return adapted;
    }
}
