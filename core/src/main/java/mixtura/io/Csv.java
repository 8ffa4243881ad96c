package mixtura.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import mixtura.data.DataException;
import mixtura.data.Roles;
import mixtura.data.Rows;
import mixtura.data.Table;

/// Tables as text: CSV, TSV and their relatives (RFC 4180 and what people make of it), in UTF-8, packed by gzip or
/// not. Delimiter and header are found out unless the options say them; empty lines do not count; a row has as many
/// cells as the header. Lines without quotes are parsed by all processors. Cells that do not fit into memory go into
/// a temporary file.
public final class Csv {
    private Csv() {}

    /// Reads a file, or standard input for the path `-`.
    ///
    /// @throws DataException if the file cannot be read, is empty, has no row below its header, has a row of
    /// another
    ///     length or a quote that is never closed
    public static Table read(Path path, CsvOptions options) {
        try (Input input = Input.open(path)) {
            return read(input, options);
        }
    }

    static Table read(Input input, CsvOptions options) {
        CsvDialect dialect = CsvDialect.of(input, options);
        Roles roles = dialect.roles(options);
        Set<Integer> verbatim = new HashSet<>(roles.columns());
        verbatim.remove(roles.weights());
        try (CellStore store = new CellStore(dialect.names().size(), options.memory())) {
            CsvTarget target = new CsvTarget(input.name(), dialect, options, roles, verbatim, store);
            InputStream bytes = input.stream();
            bytes.skipNBytes(dialect.dataStart());
            Optional<CsvLines.Rest> rest = new CsvLines(target).read(bytes, dialect.dataLine());
            if (rest.isPresent())
                new CsvRecords(target, rest.get().line()).read(rest.get().bytes());
            if (store.rowCount() == 0)
                throw new DataException(input.name() + " has no rows", "give a table with at least one row");
            Rows cells = store.finish();
            return Table.of(input.name(), cells, store.columns(dialect.names()), dialect.hasHeader())
                    .withRoles(roles)
                    .withHints(dialect.hints());
        } catch (IOException e) {
            throw input.failure(e);
        }
    }
}
