package mixtura.io;

import java.nio.file.Path;
import java.util.Optional;
import mixtura.data.DataException;
import mixtura.data.Labels;
import mixtura.data.Roles;
import mixtura.data.Table;

/// Reads a data file of any format that is known here, as a table. The format is taken from the first bytes, then
/// from the extension; gzip is unpacked. Arrays are mapped, not read: they may be larger than the memory.
public final class DataFile {
    private DataFile() {}

    /// @param path  a file, or `-` for standard input
    /// @throws DataException if there is no such file, it cannot be read, is of an unknown kind, or is damaged
    public static Table read(Path path, ReadOptions options) {
        try (Input input = Input.open(path)) {
            DataFormat format = options.format().orElseGet(() -> DataFormat.of(input));
            return switch (format) {
                case CSV -> Csv.read(input, options.csv());
                case TSV ->
                    Csv.read(
                            input,
                            options.csv()
                                    .withDelimiter(options.csv().delimiter().orElse('\t')));
                case NPY -> table(Npy.open(input), options);
                case NPZ -> table(archive(path, input, options), options);
                case IDX -> table(Idx.open(input), options);
            };
        }
    }

    /// The labels of a file with one label a row: IDX, NPY, or text of one column, where any texts are labels.
    ///
    /// @param path  a file, or `-` for standard input
    /// @throws DataException as in [#read], or if there is more than one value a row
    public static Labels readLabels(Path path, ReadOptions options) {
        try (Input input = Input.open(path)) {
            DataFormat format = options.format().orElseGet(() -> DataFormat.of(input));
            return switch (format) {
                case CSV, TSV -> labels(Csv.read(input, withoutRoles(options.csv())));
                case NPY -> Labels.of(LabelFiles.wholeNumbers(Npy.open(input)));
                case NPZ -> Labels.of(LabelFiles.wholeNumbers(archive(path, input, options)));
                case IDX -> Labels.of(LabelFiles.wholeNumbers(Idx.open(input)));
            };
        }
    }

    private static StoredArray archive(Path path, Input input, ReadOptions options) {
        if (path.equals(Input.STANDARD_INPUT)) {
            throw new DataException(
                    input.name() + " is a zip archive, which must be read from its end",
                    "give the path of the NPZ file");
        }
        return Npz.open(path, options.member());
    }

    private static Table table(StoredArray array, ReadOptions options) {
        Table table = Table.of(
                        array.name(), array.rows(), array.layout().element().hasNaN())
                .withImageShape(array.imageShape());
        CsvOptions csv = options.csv();
        return table.withRoles(Roles.of(table.columnNames(), csv.label(), csv.id(), csv.weights()));
    }

    /// The roles are those of the data file's columns, not of the labels'.
    private static CsvOptions withoutRoles(CsvOptions csv) {
        return new CsvOptions(
                csv.delimiter(),
                csv.header(),
                csv.decimal(),
                csv.missing(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                csv.memory());
    }

    private static Labels labels(Table table) {
        int columns = table.columns().size();
        boolean numbered = table.roles().id() == 0;
        if (columns > (numbered ? 2 : 1)) {
            throw new DataException(
                    table.name() + " has " + columns + " columns; labels are one a row",
                    "give a file of one column, or name the column of the data with --label COL");
        }
        return table.labels(columns - 1);
    }
}
