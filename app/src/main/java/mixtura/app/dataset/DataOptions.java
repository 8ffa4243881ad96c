package mixtura.app.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import mixtura.app.console.Failure;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.data.DataException;
import mixtura.data.Labels;
import mixtura.data.Levels;
import mixtura.data.Table;
import mixtura.io.CsvOptions;
import mixtura.io.DataFile;
import mixtura.io.DataFormat;
import mixtura.io.ReadOptions;
import mixtura.mixture.ColumnKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How data are read: the options that every command with data has.
public final class DataOptions {
    private static final List<String> TREATMENTS = List.of("error", "drop", "mean", "em", "expected", "partial");

    /// What a shell passes on as it is.
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_.,:/=+-]+");

    @Option(
            names = "--format",
            paramLabel = "F",
            description = "auto (first bytes, then ending), csv, tsv, npy, npz or idx.")
    private @Nullable String format;

    @Option(
            names = "--header",
            paramLabel = "WHEN",
            description = "auto, yes or no: whether the first line names the columns.")
    private String header = "auto";

    @Option(
            names = "--delimiter",
            paramLabel = "C",
            description = "Between cells; 'tab' for a tab. Found when not given.")
    private @Nullable String delimiter;

    @Option(names = "--decimal", paramLabel = "C", description = ". (default) or ,")
    private String decimal = ".";

    @Option(
            names = "--columns",
            paramLabel = "LIST",
            description = "Columns to use: 'a,c-f,3-7,/^x_/,!id'. See 'mixtura help columns'.")
    private @Nullable String columns;

    @Option(names = "--label", paramLabel = "COL", description = "A column of known classes, kept out of the fit.")
    private @Nullable String label;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Known classes in a file of their own: IDX, NPY or one a line.")
    private @Nullable String labels;

    @Option(
            names = "--id",
            paramLabel = "COL",
            description = "A column that names the rows, kept out of the fit, repeated in results.")
    private @Nullable String id;

    @Option(
            names = "--weights",
            paramLabel = "COL",
            description = "A column of sample weights: a row of weight 2 counts twice.")
    private @Nullable String weights;

    @Option(
            names = "--na",
            paramLabel = "TOKENS",
            description = "Texts that mean 'missing', between commas (NA); an empty cell always does.")
    private @Nullable String na;

    @Option(
            names = "--missing",
            paramLabel = "WHAT",
            description =
                    "Missing cells: error (default), drop (the rows), mean (of the column); em (integrated out) of"
                            + " mixtures; partial of k-means and its relatives; expected[:m,c] of k-means. See 'mixtura help missing'.")
    private @Nullable String missing;

    @Option(
            names = "--types",
            paramLabel = "LIST",
            description = "Types of columns for -m mixed: 'age=numeric,visits=count,sex=binary,city=categorical'; the"
                    + " others get theirs from their values, as 'inspect' says.")
    private @Nullable String types;

    @Option(names = "--member", paramLabel = "NAME", description = "The array of an NPZ archive.")
    private @Nullable String member;

    @Option(
            names = "--scale-by",
            paramLabel = "X",
            description = "Multiply every value: 0.01 or 1/255. Kept in the model.")
    private @Nullable String scaleBy;

    @Option(
            names = "--binarize",
            paramLabel = "T",
            description = "1 above T, else 0, in the file's units (MNIST: 127.5). Kept in the model.")
    private @Nullable Double binarize;

    @Option(names = "--float", description = "Keep the rows in single precision: half the memory.")
    private boolean single;

    private boolean keepOriginals;

    /// Also keep every cell as text, for `--keep-columns`.
    public void setKeepOriginals(boolean keep) {
        keepOriginals = keep;
    }

    /// Takes missing cells for what the command is about, unless told otherwise.
    public void expectMissing() {
        if (missing == null) missing = "em";
    }

    /// A table of numbers that is no data of a fit, such as centres to start from.
    public static Dataset plain(Session session, String name) {
        return new DataOptions().read(session, name, ColumnKind.NUMERIC);
    }

    /// Known classes in a file of their own.
    public static Labels labels(Session session, String name) {
        try {
            return DataFile.readLabels(DataPath.of(session, name), ReadOptions.auto());
        } catch (DataException e) {
            throw RowCheck.failure(e, name);
        }
    }

    /// The options, each after a space, without which the next command could not read the same file: a command
    /// that is proposed must work when it is pasted.
    ///
    /// @param named  whether the file names its columns; then a model finds its own by their names
    public String asTyped(boolean named) {
        StringBuilder words = new StringBuilder();
        add(words, "--format", format);
        add(words, "--header", header.equals("auto") ? null : header);
        add(words, "--delimiter", delimiter);
        add(words, "--decimal", decimal.equals(".") ? null : decimal);
        add(words, "--na", na);
        add(words, "--missing", missing);
        add(words, "--member", member);
        if (named) return words.toString();
        add(words, "--columns", columns);
        add(words, "--label", label);
        add(words, "--id", id);
        add(words, "--weights", weights);
        return words.toString();
    }

    private static void add(StringBuilder words, String option, @Nullable String value) {
        if (value == null) return;
        boolean plain = PLAIN_WORD.matcher(value).matches();
        words.append(' ').append(option).append(' ');
        words.append(plain ? value : "'" + value.replace("'", "'\\''") + "'");
    }

    /// What `--scale-by` and `--binarize` do to every value.
    public Preparation preparation() {
        if (scaleBy != null && binarize != null) {
            throw Failure.of(
                    Trouble.CONFLICTING_OPTIONS,
                    "--scale-by changes nothing when --binarize cuts the values; leave one out");
        }
        return new Preparation(
                scaleBy == null ? null : factor(scaleBy), binarize, null, null, false, List.of(), missing(), null);
    }

    /// What to do about missing cells.
    public String missing() {
        return missing == null ? "error" : missing;
    }

    private static double factor(String text) {
        String[] parts = text.split("/", 2);
        try {
            double factor = Double.parseDouble(parts[0]) / (parts.length == 1 ? 1 : Double.parseDouble(parts[1]));
            if (Double.isFinite(factor) && factor != 0) return factor;
        } catch (NumberFormatException e) {
            throw Failure.of(
                            Trouble.INVALID_VALUE, "--scale-by is '" + text + "'; it is a number such as 0.01 or 1/255")
                    .because(e);
        }
        throw Failure.of(Trouble.INVALID_VALUE, "--scale-by is " + text + "; the factor must be finite and not 0");
    }

    /// The file as a table, with the columns that are set apart.
    public Table table(Session session, String name) {
        ReadOptions options = readOptions();
        try {
            return DataFile.read(DataPath.of(session, name), options);
        } catch (DataException e) {
            throw RowCheck.failure(e, name);
        }
    }

    /// The rows to fit.
    ///
    /// @param kind  what the method wants the columns to hold; values of coded kinds are turned into their
    ///              codes
    public Dataset read(Session session, String name, ColumnKind kind) {
        long began = System.nanoTime();
        checkOptions();
        checkTypes(kind);
        Table table = table(session, name);
        try {
            return assemble(
                    session,
                    name,
                    table,
                    kind == ColumnKind.MIXED
                            ? TableRows.mixed(table, columns, types)
                            : TableRows.chosen(table, columns, binarize == null ? kind : ColumnKind.NUMERIC),
                    began);
        } catch (DataException e) {
            throw RowCheck.failure(e, name);
        }
    }

    /// The rows to use a model on: the columns that it wants, by name where both have names.
    ///
    /// @param wanted  the model's columns
    /// @param levels  of two-valued columns as the model knows them; empty for numbers
    public Dataset readFor(Session session, String name, List<String> wanted, List<Levels> levels) {
        long began = System.nanoTime();
        checkOptions();
        Table table = table(session, name);
        try {
            return assemble(session, name, table, TableRows.wanted(table, columns, wanted, levels), began);
        } catch (DataException e) {
            throw RowCheck.failure(e, name);
        }
    }

    private void checkTypes(ColumnKind kind) {
        if (kind != ColumnKind.MIXED && types != null) {
            throw Failure.of(Trouble.CONFLICTING_OPTIONS, "--types belongs to -m mixed")
                    .with("try", "-m mixed");
        }
        if (kind != ColumnKind.MIXED
                || (scaleBy == null && binarize == null && !missing().equals("mean"))) return;
        String option = scaleBy != null ? "--scale-by" : binarize != null ? "--binarize" : "--missing mean";
        throw Failure.of(
                        Trouble.CONFLICTING_OPTIONS,
                        option + " makes no sense of columns of levels, which -m mixed may have")
                .with("try", option.startsWith("--missing") ? "--missing em" : "leave " + option + " out");
    }

    /// Options that can be wrong by themselves are read before the file is.
    private void checkOptions() {
        preparation();
        if (label != null && labels != null) {
            throw Failure.of(
                    Trouble.CONFLICTING_OPTIONS, "--label and --labels both name the known classes; give one of them");
        }
        if (!TREATMENTS.contains(missing().split(":", 2)[0])) {
            throw Failure.of(Trouble.INVALID_VALUE, "--missing does not know '" + missing + "'")
                    .with("try", "--missing " + String.join(" | ", TREATMENTS) + "   (expected:m,c with numbers)");
        }
    }

    private Dataset assemble(Session session, String name, Table table, TableRows chosen, long began) {
        Dataset.Classes classes = classes(session, table);
        Dataset.Identifiers ids = table.roles().id() < 0
                ? null
                : new Dataset.Identifiers(table.columnNames().get(table.roles().id()), table::id);
        Dataset dataset = new Dataset(
                name,
                chosen.rows(),
                table.isNamed(),
                chosen.missingCells(),
                0,
                null,
                classes,
                ids,
                chosen.levels(),
                chosen.kinds(),
                keepOriginals ? originals(table) : null,
                table.imageShape().orElse(null),
                hints(table, chosen),
                0);
        if (missing().equals("drop")) dataset = CompleteRows.of(dataset);
        if (single && !dataset.rows().isFloat()) dataset = dataset.withRows(RowCopy.inFloat(dataset.rows()));
        return dataset.after((System.nanoTime() - began) / 1e9);
    }

    private List<String> hints(Table table, TableRows chosen) {
        List<String> hints = new ArrayList<>(table.hints());
        hints.addAll(chosen.hints());
        boolean numbers = chosen.levels().isEmpty() && chosen.kinds().isEmpty();
        if (columns == null && numbers && table.isNamed()) hints.addAll(RowNames.hints(chosen.rows()));
        return hints;
    }

    private Dataset.@Nullable Classes classes(Session session, Table table) {
        if (labels == null) {
            return table.labels()
                    .map(known -> new Dataset.Classes(
                            table.columnNames().get(table.roles().label()), known))
                    .orElse(null);
        }
        Labels known = labels(session, labels);
        if (known.rowCount() != table.rowCount()) {
            throw Failure.of(
                            Trouble.BAD_LABELS,
                            "there are " + known.rowCount() + " labels for " + table.rowCount()
                                    + " rows; there must be one for each")
                    .with("labels", labels)
                    .with("file", table.name());
        }
        return new Dataset.Classes(labels, known);
    }

    private static Dataset.Originals originals(Table table) {
        List<Dataset.Texts> texts = new ArrayList<>();
        for (int j = 0; j < table.columns().size(); j++) {
            Labels column = table.labels(j);
            int[] codes = column.codes();
            List<String> words = column.levels();
            texts.add(row -> {
                int code = codes[Math.toIntExact(row)];
                return code < 0 ? "" : words.get(code);
            });
        }
        return new Dataset.Originals(table.columnNames(), texts);
    }

    private ReadOptions readOptions() {
        CsvOptions csv = CsvOptions.auto();
        try {
            csv = csv.withHeader(
                    switch (header) {
                        case "auto" -> CsvOptions.Header.AUTO;
                        case "yes" -> CsvOptions.Header.YES;
                        case "no" -> CsvOptions.Header.NO;
                        default ->
                            throw new IllegalArgumentException("--header is '" + header + "'; it is auto, yes or no");
                    });
            if (decimal.length() != 1)
                throw new IllegalArgumentException("--decimal is '" + decimal + "'; it is . or ,");
            csv = csv.withDecimal(decimal.charAt(0));
            if (delimiter != null) csv = csv.withDelimiter(delimiter(delimiter));
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, String.valueOf(e.getMessage()))
                    .because(e);
        }
        if (na != null)
            csv = csv.withMissing(Arrays.stream(na.split(",", -1))
                    .map(String::strip)
                    .filter(token -> !token.isEmpty())
                    .toList());
        if (label != null) csv = csv.withLabel(label);
        if (id != null) csv = csv.withId(id);
        if (weights != null) csv = csv.withWeights(weights);
        ReadOptions options = ReadOptions.auto().withCsv(csv);
        if (member != null) options = options.withMember(member);
        if (format == null || format.equals("auto")) return options;
        try {
            return options.withFormat(DataFormat.parse(format.toLowerCase(Locale.ROOT)));
        } catch (DataException e) {
            throw Failure.of(Trouble.INVALID_VALUE, String.valueOf(e.getMessage()))
                    .with("try", e.hint())
                    .because(e);
        }
    }

    private static char delimiter(String text) {
        if (text.equals("tab") || text.equals("\\t")) return '\t';
        if (text.length() != 1)
            throw new IllegalArgumentException("--delimiter is '" + text + "'; it is one character, or 'tab'");
        return text.charAt(0);
    }
}
