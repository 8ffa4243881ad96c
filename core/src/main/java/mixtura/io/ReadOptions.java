package mixtura.io;

import java.util.Optional;

/// How a data file of any format is to be read; what is not said is found out.
///
/// @param format  the format, if it is not to be taken from the first bytes and the extension
/// @param member  the array of an NPZ archive
/// @param csv     for text tables; the columns set apart are so in every format
public record ReadOptions(Optional<DataFormat> format, Optional<String> member, CsvOptions csv) {
    /// Everything found out.
    public static ReadOptions auto() {
        return new ReadOptions(Optional.empty(), Optional.empty(), CsvOptions.auto());
    }

    /// The same with a format given.
    public ReadOptions withFormat(DataFormat other) {
        return new ReadOptions(Optional.of(other), member, csv);
    }

    /// The same with an array of an NPZ archive chosen.
    public ReadOptions withMember(String name) {
        return new ReadOptions(format, Optional.of(name), csv);
    }

    /// The same with other options for text tables.
    public ReadOptions withCsv(CsvOptions other) {
        return new ReadOptions(format, member, other);
    }
}
