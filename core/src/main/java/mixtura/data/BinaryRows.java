package mixtura.data;

import java.util.List;

/// The two-valued columns of a table as rows of 0 and 1.
///
/// @param levels  for each column its values in the file; the second counts as 1
/// @param hints   sentences for the user
public record BinaryRows(Rows rows, List<Levels> levels, List<String> hints) {
    public BinaryRows {
        levels = List.copyOf(levels);
        hints = List.copyOf(hints);
    }
}
