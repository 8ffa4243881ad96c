package mixtura.data;

import java.util.List;

/// The numeric columns of a table as rows to be fitted or scored.
///
/// @param hints  sentences for the user: which columns were left out and why
public record NumericRows(Rows rows, List<String> hints) {
    public NumericRows {
        hints = List.copyOf(hints);
    }
}
