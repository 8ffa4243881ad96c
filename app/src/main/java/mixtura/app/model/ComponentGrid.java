package mixtura.app.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mixtura.app.dataset.Preparation;
import mixtura.mixture.Mixture;

/// A model's components as a table: number, share, and each column's centre in the units of the data.
///
/// @param header       number, share, perhaps the class, then the columns shown
/// @param rows         one a component, as many cells as the header
/// @param columnsLeft  columns that there was no room for: those in which the components differ least
/// @param rowsLeft     components that there was no room for
public record ComponentGrid(List<String> header, List<List<String>> rows, int columnsLeft, int rowsLeft) {
    public ComponentGrid {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /// The table with at most so many columns and components.
    ///
    /// @param mass  N_k, the weight of each component
    public static ComponentGrid of(
            Object model, double[] mass, Preparation preparation, int mostColumns, int mostComponents) {
        ComponentParts parts = ComponentParts.of(model, mass, preparation);
        List<String> names = ModelStore.columnNames(model);
        List<String> classes = model instanceof Mixture<?> mixture ? mixture.componentNames() : List.of();
        int[] columns = parts.tellingColumns(mostColumns);
        int shown = Math.min(mass.length, mostComponents);
        double total = Arrays.stream(mass).sum();
        boolean remarked = false;
        for (int k = 0; k < shown; k++) remarked |= !parts.remark(k).isEmpty();
        List<String> header = new ArrayList<>(List.of("", "share"));
        if (!classes.isEmpty()) header.add("class");
        for (int j : columns) header.add(names.get(j));
        if (remarked) header.add("");
        List<List<String>> rows = new ArrayList<>();
        for (int k = 0; k < shown; k++) {
            List<String> row = new ArrayList<>();
            row.add(String.valueOf(k + 1));
            row.add(String.format(Locale.ROOT, "%.1f %%", 100 * mass[k] / total));
            if (!classes.isEmpty()) row.add(k < classes.size() ? classes.get(k) : "");
            for (int j : columns) row.add(parts.cell(k, j));
            if (remarked) row.add(parts.remark(k));
            rows.add(List.copyOf(row));
        }
        return new ComponentGrid(header, rows, names.size() - columns.length, mass.length - shown);
    }
}
