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
import mixtura.uncertainty.Estimate;
import mixtura.uncertainty.Parameter;

/// Parameters with their standard errors and intervals, for people, scripts and tables.
record EstimateTable(List<Estimate> estimates, List<String> columnNames) {
    /// Arrays whose indices behind the component are columns of the data.
    private static final Set<String> OF_COLUMNS =
            Set.of("means", "covariances", "scales", "theta", "rates", "logMeans", "logCovariances", "directions");

    private static final int LINES = 200;

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
        if (!columns.isEmpty()) return parameter.name() + " " + String.join(" × ", columns);
        if (parameter.indices().length == (parameter.component() < 0 ? 0 : 1)) return parameter.name();
        return parameter.label();
    }

    /// The columns that a parameter belongs to, empty where its indices are something else.
    private List<String> columns(Parameter parameter) {
        int[] indices = parameter.indices();
        int first = parameter.component() < 0 ? 0 : 1;
        List<String> columns = new ArrayList<>();
        String name = parameter.name().substring(parameter.name().lastIndexOf('.') + 1);
        if (!OF_COLUMNS.contains(name)) return columns;
        for (int i = first; i < indices.length; i++) {
            if (indices[i] >= columnNames.size()) return List.of();
            columns.add(columnNames.get(indices[i]));
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
                    String.join(" × ", columns(parameter)),
                    String.valueOf(estimate.value()),
                    String.valueOf(estimate.standardError()),
                    String.valueOf(estimate.lower()),
                    String.valueOf(estimate.upper())));
        }
        csv.flush();
    }
}
