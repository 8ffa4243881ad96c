package mixtura.app.command;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mixtura.app.console.CsvText;
import mixtura.app.console.Numbers;
import mixtura.app.dataset.Preparation;
import mixtura.mixture.Mixture;
import mixtura.uncertainty.Estimate;
import mixtura.uncertainty.Parameter;
import mixtura.uncertainty.ParameterVector;

/// Parameters with their standard errors and intervals, for people, scripts and tables.
///
/// @param columnNames  of all columns
/// @param types        of each column of a mixed table, whose groups number their columns by themselves; else empty
/// @param preparation  knows what levels are called
record EstimateTable(List<Estimate> estimates, List<String> columnNames, List<String> types, Preparation preparation) {
    /// Arrays whose indices behind the component are columns of the data.
    private static final Set<String> OF_COLUMNS =
            Set.of("means", "covariances", "scales", "theta", "rates", "logMeans", "logCovariances", "directions");

    /// The array whose last index is a level where it has three.
    private static final String PROBABILITIES = "theta";

    private static final int LINES = 200;

    static EstimateTable of(List<Estimate> estimates, Mixture<?> mixture, Preparation preparation) {
        String types = ParameterVector.of(mixture).texts().getOrDefault("types", "");
        return new EstimateTable(
                estimates,
                mixture.columnNames(),
                types.isEmpty() ? List.of() : List.of(types.split(",", -1)),
                preparation);
    }

    /// A line a parameter, component by component.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int components = estimates.stream()
                        .mapToInt(e -> e.parameter().component())
                        .max()
                        .orElse(-1)
                + 1;
        for (int k = -1; k < components; k++) {
            for (Estimate estimate : estimates) {
                if (estimate.parameter().component() != k || isFixed(estimate)) continue;
                if (lines.size() == LINES) {
                    lines.add("… and more; --json or -o FILE has all " + estimates.size());
                    return lines;
                }
                lines.add(String.format(
                        Locale.ROOT,
                        "%4s  %-42s %12s ± %-10s [%s, %s]",
                        k < 0 ? "all" : String.valueOf(k + 1),
                        name(estimate.parameter()),
                        Numbers.plain(estimate.value()),
                        Numbers.plain(estimate.standardError()),
                        Numbers.plain(estimate.lower()),
                        Numbers.plain(estimate.upper())));
            }
        }
        return lines;
    }

    /// A constant column has no error, and its zeros would hide what has one.
    private static boolean isFixed(Estimate estimate) {
        return estimate.standardError() == 0 && estimate.lower() == estimate.upper();
    }

    private String name(Parameter parameter) {
        List<String> columns = columns(parameter);
        String level = level(parameter);
        if (!level.isEmpty()) return parameter.name() + " " + columns.getFirst() + " = " + level;
        if (!columns.isEmpty()) return parameter.name() + " " + String.join(" × ", columns);
        if (parameter.indices().length == (parameter.component() < 0 ? 0 : 1)) return parameter.name();
        return parameter.label();
    }

    /// Array and group of a parameter: `theta` of `categorical`, say; the group is empty but in mixed tables.
    private static String[] array(Parameter parameter) {
        int dot = parameter.name().lastIndexOf('.');
        return new String[] {
            parameter.name().substring(dot + 1), dot < 0 ? "" : parameter.name().substring(0, dot)
        };
    }

    private static boolean isOfLevel(Parameter parameter) {
        return array(parameter)[0].equals(PROBABILITIES) && parameter.indices().length == 3;
    }

    /// The level that a probability belongs to, empty where it belongs to none.
    private String level(Parameter parameter) {
        if (!isOfLevel(parameter) || columns(parameter).isEmpty()) return "";
        int[] indices = parameter.indices();
        int column = columnNames.indexOf(columns(parameter).getFirst());
        return preparation.text(indices[2], column);
    }

    /// The columns that a parameter belongs to, empty where its indices are something else.
    private List<String> columns(Parameter parameter) {
        String[] array = array(parameter);
        if (!OF_COLUMNS.contains(array[0])) return List.of();
        List<String> own = new ArrayList<>();
        for (int j = 0; j < columnNames.size(); j++)
            if (array[1].isEmpty() || (j < types.size() && types.get(j).equals(array[1]))) own.add(columnNames.get(j));
        int[] indices = parameter.indices();
        int end = isOfLevel(parameter) ? 2 : indices.length;
        List<String> columns = new ArrayList<>();
        for (int i = parameter.component() < 0 ? 0 : 1; i < end; i++) {
            if (indices[i] >= own.size()) return List.of();
            columns.add(own.get(indices[i]));
        }
        return columns;
    }

    /// In the words of `--json`; components are numbered from 1.
    List<Map<String, Object>> words() {
        List<Map<String, Object>> words = new ArrayList<>();
        for (Estimate estimate : estimates) {
            Map<String, Object> entry = new LinkedHashMap<>();
            Parameter parameter = estimate.parameter();
            entry.put("parameter", parameter.label());
            entry.put("name", parameter.name());
            entry.put("component", parameter.component() < 0 ? null : parameter.component() + 1);
            entry.put("columns", columns(parameter));
            if (isOfLevel(parameter)) entry.put("level", level(parameter));
            entry.put("value", estimate.value());
            entry.put("standardError", estimate.standardError());
            entry.put("lower", estimate.lower());
            entry.put("upper", estimate.upper());
            words.add(entry);
        }
        return words;
    }

    /// One line a parameter.
    void writeCsv(OutputStream out) throws IOException {
        CsvText csv = new CsvText(out);
        csv.write(List.of("parameter", "component", "columns", "value", "standard_error", "lower", "upper"));
        for (Estimate estimate : estimates) {
            Parameter parameter = estimate.parameter();
            csv.write(List.of(
                    parameter.label(),
                    parameter.component() < 0 ? "" : String.valueOf(parameter.component() + 1),
                    String.join(" × ", columns(parameter)) + (isOfLevel(parameter) ? " = " + level(parameter) : ""),
                    String.valueOf(estimate.value()),
                    String.valueOf(estimate.standardError()),
                    String.valueOf(estimate.lower()),
                    String.valueOf(estimate.upper())));
        }
        csv.flush();
    }
}
