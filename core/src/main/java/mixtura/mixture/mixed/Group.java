package mixtura.mixture.mixed;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.ColumnKind;
import mixtura.mixture.Component;
import mixtura.mixture.Diagnosis;
import mixtura.mixture.Family;
import mixtura.mixture.Frozen;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Outline;
import mixtura.mixture.ParameterReader;
import mixtura.mixture.ParameterWriter;
import mixtura.mixture.Prepared;
import mixtura.mixture.Statistics;
import mixtura.mixture.StreamFamily;
import org.jspecify.annotations.Nullable;

/// The columns of one type, with the family that describes them.
///
/// Components of the group and its statistics come from this family alone, which is why the casts here hold.
///
/// @param kind     of the columns
/// @param family   for that type
/// @param columns  from 0, among the modelled ones
/// @param summary  of these columns, in a fit
record Group<C extends Component, S extends Statistics<S>>(
        ColumnKind kind,
        Family<C, S> family,
        int[] columns,
        @Nullable ColumnSummary summary) {
    /// The group bound to the rows of a fit.
    Group<C, S> boundTo(Rows rows, int componentCount, Execution execution) {
        Rows own = rows.select(columns);
        ColumnSummary ownSummary = ColumnSummary.of(own, execution);
        return new Group<>(kind, family.boundTo(own, ownSummary, componentCount, execution), columns, ownSummary);
    }

    /// The family of a stream; every type of column has one.
    private StreamFamily<C, S> stream() {
        if (family instanceof StreamFamily<C, S> streaming) return streaming;
        throw new IllegalStateException("a " + family.title() + " cannot learn from a stream");
    }

    Group<C, S> boundToStream(List<Mixed> components, int g, double[] mixingProportions) {
        return new Group<>(kind, stream().boundToStream(parts(components, g), mixingProportions), columns, summary);
    }

    void check(Rows batch, Execution execution) {
        Rows own = batch.select(columns);
        stream().check(own, ColumnSummary.of(own, execution), execution);
    }

    Prepared<S> prepareForBatch(List<Mixed> components, int g, Rows batch) {
        return stream().prepareForBatch(parts(components, g), batch.select(columns));
    }

    Statistics<?> statisticsOf(List<Mixed> components, int g, double[] mass) {
        return stream().statisticsOf(parts(components, g), mass);
    }

    @SuppressWarnings("unchecked")
    Statistics<?> scaled(Statistics<?> statistics, double factor) {
        return stream().scaled((S) statistics, factor);
    }

    Group<C, S> withOptions(MixtureOptions options) {
        return new Group<>(kind, family.withOptions(options), columns, summary);
    }

    private ColumnSummary summarised() {
        if (summary == null) throw new IllegalStateException("the family is not bound to rows");
        return summary;
    }

    @SuppressWarnings("unchecked")
    private List<C> parts(List<Mixed> components, int g) {
        return components.stream()
                .map(component -> (C) component.parts().get(g).component())
                .toList();
    }

    private Mixed.Part part(Component component) {
        return new Mixed.Part(kind, component, columns);
    }

    Mixed.Part around(double[] centre) {
        return part(family.around(Mixed.gather(centre, columns), summarised()));
    }

    Mixed.Part withMean(double[] mean) {
        return part(family.withMean(Mixed.gather(mean, columns), summarised()));
    }

    Mixed.Part adopt(Mixed component, int g) {
        return part(family.adopt(component.parts().get(g).component()));
    }

    List<Mixed.Part> adoptAll(List<Mixed> components, int g, double[] mixingProportions) {
        List<Component> own = components.stream()
                .map(component -> component.parts().get(g).component())
                .toList();
        return family.adoptAll(own, mixingProportions).stream().map(this::part).toList();
    }

    Prepared<S> prepare(List<Mixed> components, int g) {
        return family.prepare(parts(components, g));
    }

    Prepared<S> prepareForScoring(List<Mixed> components, int g, Rows rows) {
        return family.prepareForScoring(parts(components, g), rows.select(columns));
    }

    Optional<String> scoringNote(List<Mixed> components, int g) {
        return family.scoringNote(parts(components, g));
    }

    @SuppressWarnings("unchecked")
    List<Mixed.Part> maximize(
            MixedStatistics statistics, List<Mixed> current, int g, Frozen frozen, List<String> repairs) {
        return family.maximize((S) statistics.part(g), parts(current, g), frozen, repairs).stream()
                .map(this::part)
                .toList();
    }

    @SuppressWarnings("unchecked")
    List<Mixed.Part> maximizeStart(MixedStatistics statistics, List<Mixed> overall, int g) {
        return family.maximizeStart((S) statistics.part(g), parts(overall, g)).stream()
                .map(this::part)
                .toList();
    }

    long parameterCount(List<Mixed> components, int g) {
        return family.parameterCount(parts(components, g));
    }

    List<Mixed.Part> admissible(List<Mixed> components, int g) {
        return family.admissible(parts(components, g)).stream().map(this::part).toList();
    }

    double logPrior(List<Mixed> components, int g) {
        return family.logPrior(parts(components, g));
    }

    Diagnosis diagnose(List<Mixed> components, int g, double[] mass) {
        return family.diagnose(parts(components, g), mass, summarised());
    }

    private Outline outline(Outline whole) {
        List<String> names = whole.columnNames();
        int[] modelled = whole.modelledColumns();
        return new Outline(
                whole.mixingProportions(),
                IntStream.of(columns).mapToObj(j -> names.get(modelled[j])).toList(),
                new TreeMap<>());
    }

    /// Hands over the parameters of these columns.
    Consumer<ParameterWriter> writer(Outline whole, List<Mixed> components, int g) {
        Mixture<C> own = family.mixture(outline(whole), parts(components, g));
        return out -> family.write(own, out);
    }

    /// The parts that the parameters of these columns describe.
    List<Mixed.Part> read(Outline whole, ParameterReader in) {
        return family.read(outline(whole), in).components().stream()
                .map(this::part)
                .toList();
    }
}
