package mixtura.app.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mixtura.app.dataset.Preparation;
import mixtura.mixture.Mixture;

/// A model's components in words, one line each: number, share, and each column's mean ± standard deviation (or its
/// likeliest level) in the units of the data before `--scale`.
public final class ModelText {
    private static final int LINES = 20;
    private static final int COLUMNS = 6;

    private ModelText() {}

    /// The lines.
    ///
    /// @param mass  N_k, the weight of each component
    public static List<String> components(Object model, double[] mass, Preparation preparation) {
        ComponentParts parts = ComponentParts.of(model, mass, preparation);
        List<String> names = ModelStore.columnNames(model);
        double total = Arrays.stream(mass).sum();
        int width = String.valueOf(mass.length).length();
        List<String> lines = new ArrayList<>();
        int[] columns = parts.tellingColumns(COLUMNS);
        for (int k = 0; k < Math.min(mass.length, LINES); k++) {
            String share = String.format(Locale.ROOT, "%.1f", 100 * mass[k] / total);
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%" + width + "d %6s %%", k + 1, share));
            if (names(model).size() > k) line.append("   ").append(names(model).get(k));
            for (int j : columns)
                line.append("   ").append(names.get(j)).append(' ').append(parts.cell(k, j));
            if (names.size() > columns.length)
                line.append("   … ").append(names.size() - columns.length).append(" more");
            String remark = parts.remark(k);
            if (!remark.isEmpty()) line.append("   ").append(remark);
            lines.add(line.toString());
        }
        if (mass.length > LINES) lines.add("… " + (mass.length - LINES) + " more");
        return lines;
    }

    private static List<String> names(Object model) {
        return model instanceof Mixture<?> mixture ? mixture.componentNames() : List.of();
    }
}
