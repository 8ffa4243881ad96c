package mixtura.data;

import java.util.List;

/// Columns of a table as rows of codes: a cell is its value's place among the column's levels, from 0.
///
/// @param levels  for each column its values in the file, in the order of the codes
/// @param hints   sentences for the user
public record CodedRows(Rows rows, List<Levels> levels, List<String> hints) {
    public CodedRows {
        levels = List.copyOf(levels);
        hints = List.copyOf(hints);
    }
}
