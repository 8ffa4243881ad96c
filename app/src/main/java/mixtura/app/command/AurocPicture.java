package mixtura.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mixtura.app.console.Failure;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.plot.AurocPlot;
import mixtura.app.plot.Caption;
import mixtura.app.plot.Drawing;
import mixtura.app.plot.PlotOptions;

/// AUROC over k from what `ood run --json` printed: a curve for each choice of layers; runs with the same layers, as of
/// several seeds, make one curve of means.
final class AurocPicture {
    private static final String MAKER =
            "mixtura ood run --train T --train-labels L --in TEST --out STRANGERS -k 1..20 --json > run.json";

    private AurocPicture() {}

    static Drawing read(Session session, List<String> names, PlotOptions options) {
        Map<String, Map<Integer, List<Double>>> curves = new LinkedHashMap<>();
        Set<String> pairs = new TreeSet<>();
        double rowCount = 0;
        for (String name : names) {
            SavedTable table = SavedTable.read(session, name, "mixtura-ood-run/", MAKER);
            String layers = table.words().get("layers") instanceof List<?> list
                    ? String.join(" + ", list.stream().map(String::valueOf).toList())
                    : name;
            Map<Integer, List<Double>> curve = curves.computeIfAbsent(layers, other -> new TreeMap<>());
            for (SavedTable.Line line : table.lines()) {
                double auroc = line.number("auroc");
                if (Double.isNaN(auroc)) continue;
                curve.computeIfAbsent(line.k(), k -> new ArrayList<>()).add(auroc);
            }
            pairs.add(table.text("data"));
            rowCount = table.number("rows_in") + table.number("rows_out");
        }
        List<AurocPlot.Entry> entries = new ArrayList<>();
        curves.forEach((layers, curve) -> curve.forEach((k, values) -> entries.add(entry(layers, k, values))));
        if (entries.isEmpty()) {
            throw Failure.of(Trouble.WRONG_MODEL, "no line of these tables has an AUROC")
                    .with("try", MAKER);
        }
        Caption caption = new Caption(
                String.join(", ", pairs), Double.isNaN(rowCount) ? 0 : (long) rowCount, "", 0, "", Double.NaN);
        if (names.size() > 1) caption = caption.remark(names.size() + " runs; those of the same layers are averaged.");
        return AurocPlot.draw(entries, caption, options);
    }

    private static AurocPlot.Entry entry(String layers, int k, List<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
        return new AurocPlot.Entry(layers, k, mean, deviation);
    }
}
