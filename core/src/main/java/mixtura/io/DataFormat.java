package mixtura.io;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import mixtura.data.DataException;

/// The formats of data files.
public enum DataFormat {
    /// Text with commas, semicolons or another delimiter.
    CSV,
    /// Text with tabs.
    TSV,
    /// An array of NumPy.
    NPY,
    /// An archive of arrays of NumPy.
    NPZ,
    /// The format of MNIST.
    IDX;

    /// The format of that name, in any case.
    ///
    /// @throws DataException if there is none
    public static DataFormat parse(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new DataException(
                        "there is no format '" + name + "'",
                        "choose one of "
                                + Arrays.stream(values())
                                        .map(format -> format.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
    }

    private enum Foreign {
        PARQUET("a Parquet file", 'P', 'A', 'R', '1'),
        HDF5("an HDF5 file", 0x89, 'H', 'D', 'F'),
        ARROW("an Arrow file", 'A', 'R', 'R', 'O', 'W', '1'),
        MATLAB("a MATLAB file", 'M', 'A', 'T', 'L', 'A', 'B'),
        SQLITE("an SQLite database", 'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f'),
        PNG("a PNG image", 0x89, 'P', 'N', 'G'),
        JPEG("a JPEG image", 0xff, 0xd8, 0xff),
        PDF("a PDF document", '%', 'P', 'D', 'F', '-'),
        RDATA("R's own data file", 'R', 'D', 'X'),
        BZIP2("packed by bzip2", 'B', 'Z', 'h'),
        XZ("packed by xz", 0xfd, '7', 'z', 'X', 'Z'),
        ZSTD("packed by zstd", 0x28, 0xb5, 0x2f, 0xfd);

        private final String words;

        @SuppressWarnings("ImmutableEnumChecker") // never written after the constructor
        private final int[] magic;

        Foreign(String words, int... magic) {
            this.words = words;
            this.magic = magic;
        }
    }

    /// The format of an input: by its first bytes, else by its extension.
    ///
    /// @throws DataException if it is a file of a kind that is not read
    static DataFormat of(Input input) {
        if (input.startsWith(NpyHeader.MAGIC)) return NPY;
        if (input.startsWith('P', 'K', 3, 4) || input.startsWith('P', 'K', 5, 6)) return NPZ;
        if (Idx.isIdx(input)) return IDX;
        for (Foreign foreign : Foreign.values()) {
            if (input.startsWith(foreign.magic)) {
                throw new DataException(
                        input.name() + " is " + foreign.words + ", which is not read here",
                        "convert it to CSV or NPY, and unpack it or pack it by gzip");
            }
        }
        return byExtension(input.name()).orElse(CSV);
    }

    private static Optional<DataFormat> byExtension(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (plain.endsWith(".npy")) return Optional.of(NPY);
        if (plain.endsWith(".npz")) return Optional.of(NPZ);
        if (plain.endsWith(".idx") || plain.matches(".*[.-]idx\\d-ubyte")) return Optional.of(IDX);
        if (plain.endsWith(".tsv") || plain.endsWith(".tab")) return Optional.of(TSV);
        return Optional.empty();
    }
}
