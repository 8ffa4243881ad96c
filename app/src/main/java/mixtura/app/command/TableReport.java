package mixtura.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mixtura.app.console.Numbers;
import mixtura.app.console.Version;
import mixtura.app.dataset.ColumnTypes;
import mixtura.app.dataset.RowNames;
import mixtura.data.Column;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Table;
import org.jspecify.annotations.Nullable;

/// What `inspect` says about a table.
///
/// @param numeric     places of the numeric columns among all
/// @param summary     of the numeric columns; null when there are none
/// @param types       of columns in a mixture over mixed columns, by name
/// @param duplicates  pairs of numeric columns (places among all) that hold the same values
record TableReport(
        String name,
        Table table,
        int[] numeric,
        @Nullable ColumnSummary summary,
        List<int[]> duplicates,
        Map<String, ColumnTypes.Typed> types,
        double seconds) {
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+");
    private static final int LINES = 40;
    private static final double SCALES_APART = 100;

    static TableReport of(String name, Table table, Execution execution, double seconds) {
        int[] numeric = IntStream.range(0, table.columns().size())
                .filter(j -> table.columns().get(j).kind() == Column.Kind.NUMERIC)
                .toArray();
        if (numeric.length == 0 || table.rowCount() == 0)
            return new TableReport(name, table, numeric, null, List.of(), ColumnTypes.suggested(table), seconds);
        List<String> names =
                IntStream.of(numeric).mapToObj(table.columnNames()::get).toList();
        var rows = table.rows(names).rows();
        ColumnSummary summary = ColumnSummary.of(rows, execution);
        List<int[]> duplicates = new ArrayList<>();
        for (int[] pair : EqualColumns.find(rows, execution)) {
            if (!summary.isConstant(pair[0])) duplicates.add(new int[] {numeric[pair[0]], numeric[pair[1]]});
        }
        return new TableReport(name, table, numeric, summary, duplicates, ColumnTypes.suggested(table), seconds);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(name + " · " + Numbers.count(table.rowCount(), "row") + " x "
                + Numbers.count(table.columns().size(), "column") + " · " + missing() + " missing · "
                + Numbers.seconds(seconds));
        table.imageShape()
                .ifPresent(shape -> lines.add("each row is a picture of " + shape.height() + " x " + shape.width()));
        int width = Math.min(
                30,
                Math.max(
                        8,
                        table.columnNames().stream()
                                .mapToInt(String::length)
                                .max()
                                .orElse(8)));
        lines.add(String.format(
                        "%5s  %-" + width + "s  %-7s %8s %12s %12s %12s %12s",
                        "",
                        "column",
                        "type",
                        "missing",
                        "min",
                        "mean",
                        "max",
                        "sd")
                + "  in -m mixed");
        for (int j = 0; j < Math.min(LINES, table.columns().size()); j++) lines.add(line(j, width));
        if (table.columns().size() > LINES)
            lines.add("       … " + (table.columns().size() - LINES) + " more (all of them with --json)");
        for (String sentence : advice()) lines.add("advice " + sentence);
        if (summary != null) lines.add("next   mixtura fit " + name + " -k 3");
        return lines;
    }

    private String line(int j, int width) {
        Column column = table.columns().get(j);
        String head = String.format("%5d  %-" + width + "s  %-7s %8d", j + 1, column.name(), type(j), missing(j));
        int place = place(j);
        ColumnTypes.Typed typed = types.get(column.name());
        String mixed = typed == null ? "" : "  " + typed.kind().word() + ": " + typed.reason();
        if (place < 0 || summary == null)
            return head + (column.texts().isEmpty() ? "" : "  " + some(column.texts())) + mixed;
        return head
                + String.format(
                        " %12s %12s %12s %12s",
                        Numbers.plain(summary.minimum(place)),
                        Numbers.plain(summary.mean(place)),
                        Numbers.plain(summary.maximum(place)),
                        Numbers.plain(Math.sqrt(summary.variance(place))))
                + mixed;
    }

    private static String some(List<String> texts) {
        return String.join(", ", texts.subList(0, Math.min(5, texts.size())))
                + (texts.size() > 5 ? ", … (" + texts.size() + ")" : "");
    }

    private int place(int column) {
        for (int i = 0; i < numeric.length; i++) if (numeric[i] == column) return i;
        return -1;
    }

    private String type(int j) {
        Column.Kind kind = table.columns().get(j).kind();
        int place = place(j);
        if (kind == Column.Kind.NUMERIC && place >= 0 && summary != null) {
            if (summary.isConstant(place)) return "one";
            if (FitHints.isTwoValued(summary, place)) return "binary";
            return "number";
        }
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private long missing() {
        return IntStream.range(0, table.columns().size())
                .mapToLong(this::missing)
                .sum();
    }

    /// Of one column: as reading counted them, or as the summary of an array's columns did.
    private long missing(int column) {
        long counted = table.columns().get(column).missingCount();
        if (counted != Column.UNCOUNTED) return counted;
        return summary == null ? 0 : summary.missing(place(column));
    }

    private List<String> advice() {
        List<String> advice = new ArrayList<>(table.hints());
        List<String> mixed = names(Column.Kind.MIXED);
        if (!mixed.isEmpty()) {
            String text = table.columns()
                    .get(table.columnNames().indexOf(mixed.getFirst()))
                    .firstText()
                    .map(Column.FirstText::text)
                    .orElse("");
            advice.add("numbers and text in " + some(mixed) + ": "
                    + (DECIMAL_COMMA.matcher(text).matches()
                            ? "--decimal ,   reads commas as decimal points"
                            : "--na '" + text + "' or --columns '!" + mixed.getFirst() + "'"));
        }
        List<String> texts = names(Column.Kind.TEXT);
        if (!texts.isEmpty())
            advice.add("text columns stay out of a numeric fit; --label " + texts.getFirst()
                    + " compares clusters with it");
        if (missing() > 0)
            advice.add("missing cells: --missing em integrates them out, --missing drop leaves their rows out");
        for (int[] pair : duplicates) {
            advice.add("columns '" + table.columnNames().get(pair[0]) + "' and '"
                    + table.columnNames().get(pair[1]) + "' are equal; leave one out");
        }
        if (summary != null) {
            if (table.isNamed())
                advice.addAll(
                        RowNames.hints(table.rows(names(Column.Kind.NUMERIC)).rows()));
            adviseOnNumbers(advice, summary);
        }
        return advice;
    }

    private void adviseOnNumbers(List<String> advice, ColumnSummary known) {
        long constant =
                IntStream.range(0, numeric.length).filter(known::isConstant).count();
        if (constant > 0)
            advice.add(Numbers.count(constant, "column")
                    + " with a single value; mixtures leave such columns out of the density");
        long binary = IntStream.range(0, numeric.length)
                .filter(j -> !known.isConstant(j) && FitHints.isTwoValued(known, j))
                .count();
        if (binary > 0 && binary + constant == numeric.length)
            advice.add("all columns have two values; try -m bernoulli");
        double[] spreads = IntStream.range(0, numeric.length)
                .filter(j -> !known.isConstant(j))
                .mapToDouble(j -> Math.sqrt(known.variance(j)))
                .sorted()
                .toArray();
        if (spreads.length > 1 && spreads[spreads.length - 1] > SCALES_APART * spreads[0] && numeric.length <= 50) {
            advice.add("the columns' spreads differ more than a hundredfold; for k-means try --scale standard");
        }
    }

    private List<String> names(Column.Kind kind) {
        return table.columns().stream()
                .filter(column -> column.kind() == kind)
                .map(Column::name)
                .toList();
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "mixtura-inspect/1");
        json.put("version", Version.text());
        json.put("data", name);
        json.put("rowCount", table.rowCount());
        json.put("columnCount", table.columns().size());
        json.put("missing", missing());
        List<Map<String, Object>> columns = new ArrayList<>();
        for (int j = 0; j < table.columns().size(); j++) columns.add(column(j));
        json.put("columns", columns);
        json.put(
                "duplicates",
                duplicates.stream()
                        .map(pair -> List.of(
                                table.columnNames().get(pair[0]),
                                table.columnNames().get(pair[1])))
                        .toList());
        json.put("advice", advice());
        json.put("seconds", seconds);
        json.put("warnings", List.of());
        return json;
    }

    private Map<String, Object> column(int j) {
        Column column = table.columns().get(j);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", column.name());
        json.put("type", type(j));
        json.put("missing", missing(j));
        ColumnTypes.Typed typed = types.get(column.name());
        if (typed != null) {
            json.put("mixedType", typed.kind().word());
            json.put("mixedReason", typed.reason());
        }
        int place = place(j);
        if (place >= 0 && summary != null) {
            json.put("minimum", summary.minimum(place));
            json.put("mean", summary.mean(place));
            json.put("maximum", summary.maximum(place));
            json.put("standardDeviation", Math.sqrt(summary.variance(place)));
        } else if (!column.texts().isEmpty()) {
            json.put(
                    "texts",
                    column.texts().subList(0, Math.min(20, column.texts().size())));
        }
        return json;
    }
}
