package mixtura.data;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The columns of a table that are set apart from the data: each from 0, or −1 for none.
///
/// @param label    the known class of a row
/// @param id       the name of a row
/// @param weights  the sample weight of a row
public record Roles(int label, int id, int weights) {
    /// No column is set apart.
    public static Roles none() {
        return new Roles(-1, -1, -1);
    }

    /// Finds the columns by name or by number.
    ///
    /// @throws DataException if there is no such column, or one has two roles
    public static Roles of(List<String> names, Optional<String> label, Optional<String> id, Optional<String> weights) {
        Roles roles = new Roles(
                label.map(column -> ColumnSelection.index(column, names)).orElse(-1),
                id.map(column -> ColumnSelection.index(column, names)).orElse(-1),
                weights.map(column -> ColumnSelection.index(column, names)).orElse(-1));
        if (roles.columns().size()
                < label.stream().count()
                        + id.stream().count()
                        + weights.stream().count()) {
            throw new DataException(
                    "one column is given two of the roles label, id and weights", "choose another for one of them");
        }
        return roles;
    }

    /// The same with a column of names.
    public Roles withId(int column) {
        return new Roles(label, column, weights);
    }

    /// All columns that are set apart.
    public Set<Integer> columns() {
        Set<Integer> columns = new HashSet<>();
        for (int column : new int[] {label, id, weights}) {
            if (column >= 0) columns.add(column);
        }
        return columns;
    }
}
