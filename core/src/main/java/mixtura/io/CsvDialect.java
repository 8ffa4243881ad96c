package mixtura.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mixtura.data.DataException;
import mixtura.data.Roles;

/// What the first lines tell of a text table.
///
/// @param names      the columns' names: from the header, or `x1`, `x2`, …
/// @param hasHeader  whether the names come from the file
/// @param dataStart  the byte at which the data begin
/// @param dataLine   the line at which the data begin, from 1
/// @param numbered   whether the first column has no name and numbers the rows
/// @param hints      sentences for the user
record CsvDialect(
        char delimiter,
        List<String> names,
        boolean hasHeader,
        int dataStart,
        long dataLine,
        boolean numbered,
        List<String> hints) {
    /// The delimiter that may stand several times between cells, and at a line's beginning and end.
    static final char BLANKS = ' ';

    /// Records that are looked at, at most.
    private static final int SAMPLE = 50;

    /// Cells that are looked at, about, but never less than a few records of them.
    private static final int SAMPLE_CELLS = 20_000;

    private static final int SAMPLE_LEAST = 4;

    /// A record of the first ones: the line where it begins, and its cells.
    private record Sampled(long line, List<String> cells) {}

    private static final char[] DELIMITERS = {',', ';', '\t', '|', ' '};

    static CsvDialect of(Input input, CsvOptions options) {
        byte[] head = input.head();
        refuseOtherEncodings(input);
        int start = input.startsWith(0xef, 0xbb, 0xbf) ? 3 : 0;
        int end = head.length < Input.HEAD ? head.length : lastLineEnd(head);
        if (end <= start) {
            throw new DataException(
                    head.length < Input.HEAD
                            ? input.name() + " is empty"
                            : input.name() + " has no end of line within its first " + Input.HEAD + " bytes",
                    "give a table with one observation a line");
        }
        String text = new String(head, start, enough(head, start, end) - start, StandardCharsets.UTF_8);
        CellParser cells = new CellParser(options, Roles.none(), 0);
        char delimiter = options.delimiter().orElseGet(() -> delimiter(text, cells, options.decimal()));
        List<Sampled> sample = records(text, delimiter);
        if (sample.isEmpty())
            throw new DataException(input.name() + " has only empty lines", "give a table with at least one row");
        boolean hasHeader = switch (options.header()) {
            case YES -> true;
            case NO -> false;
            case AUTO -> isHeader(sample, cells);
        };
        List<String> first = sample.getFirst().cells();
        if (!hasHeader) {
            List<String> names = IntStream.rangeClosed(1, first.size())
                    .mapToObj(j -> "x" + j)
                    .toList();
            return new CsvDialect(delimiter, names, false, start, 1, false, List.of());
        }
        if (sample.size() == 1) {
            throw new DataException(
                    input.name() + " has a header but no rows: " + String.join(", ", first),
                    "give a table with at least one row, or say --header no if this line is data");
        }
        List<String> hints = new ArrayList<>();
        List<String> names = names(first, hints);
        long dataLine = sample.get(1).line();
        boolean numbered = first.size() > 1 && first.getFirst().isBlank() && numbersRows(sample);
        if (numbered) hints.add("the first column has no name and numbers the rows: taken as their id");
        return new CsvDialect(delimiter, names, true, lineStart(head, start, dataLine), dataLine, numbered, hints);
    }

    private static void refuseOtherEncodings(Input input) {
        if (input.startsWith(0xff, 0xfe) || input.startsWith(0xfe, 0xff)) {
            throw new DataException(
                    input.name() + " is text in UTF-16",
                    "convert it: iconv -f UTF-16 -t UTF-8 " + input.name() + " > table.csv");
        }
        byte[] head = input.head();
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0) {
                throw new DataException(
                        input.name() + " is not a text file: byte " + (i + 1) + " is 0",
                        "name its format with --format, or convert it to CSV");
            }
        }
    }

    private static int lastLineEnd(byte[] head) {
        int end = head.length;
        while (end > 0 && head[end - 1] != '\n' && head[end - 1] != '\r') end--;
        return end;
    }

    /// Where enough lines for a sample of records end. A quoted cell may hold line ends: then nothing is cut off.
    private static int enough(byte[] head, int start, int end) {
        int lines = 0; // that are not empty
        boolean empty = true;
        for (int i = start; i < end; i++) {
            if (head[i] == '"') return end;
            boolean ends = head[i] == '\n' || head[i] == '\r';
            if (ends && !empty && ++lines == 4 * SAMPLE) return i + 1;
            empty = ends || empty && (head[i] == ' ' || head[i] == '\t');
        }
        return end;
    }

    /// The byte at which a line begins; lines end in CR, LF or both.
    private static int lineStart(byte[] bytes, int from, long line) {
        int at = from;
        for (long l = 1; l < line; at++) {
            if (bytes[at] == '\n' || bytes[at] == '\r' && (at + 1 == bytes.length || bytes[at + 1] != '\n')) l++;
        }
        return at;
    }

    private static List<Sampled> records(String text, char delimiter) {
        List<Sampled> records = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(CsvRecordHandler.of(limits -> limits.maxFields(Input.HEAD)), text)) {
            int cells = 0;
            for (CsvRecord found : reader) {
                List<String> fields = found.getFields();
                if (delimiter == BLANKS)
                    fields = fields.stream().filter(field -> !field.isEmpty()).toList();
                if (fields.isEmpty()) continue;
                records.add(new Sampled(found.getStartingLineNumber(), fields));
                cells += fields.size();
                if (records.size() == SAMPLE || records.size() >= SAMPLE_LEAST && cells > SAMPLE_CELLS) break;
            }
        } catch (CsvParseException e) {
            return records; // reading the table will say what is wrong, and where
        } catch (IOException e) {
            throw new AssertionError("text in memory can be read", e);
        }
        return records;
    }

    /// The delimiter that splits most records into the same number of cells, and into numbers rather than texts.
    private static char delimiter(String text, CellParser cells, char decimal) {
        char best = decimal == ',' ? ';' : ',';
        double bestScore = 0;
        for (char candidate : DELIMITERS) {
            if (candidate == decimal || text.indexOf(candidate) < 0) continue;
            List<Sampled> sample = records(text, candidate);
            Map<Integer, Integer> counts = new HashMap<>();
            for (Sampled found : sample) counts.merge(found.cells().size(), 1, Integer::sum);
            int usual = mostFrequent(counts);
            if (usual < 2) continue;
            double share = counts.getOrDefault(usual, 0) / (double) sample.size();
            double numbers = sample.stream()
                    .flatMap(found -> found.cells().stream())
                    .mapToDouble(cell -> isNumeric(cell, cells) ? 1 : 0)
                    .average()
                    .orElse(0);
            if (candidate == BLANKS && numbers < 0.5) continue; // blanks between words
            double score = share * (0.25 + numbers);
            if (score > bestScore * (1 + 1e-9)) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /// The largest of the keys with the highest count.
    private static int mostFrequent(Map<Integer, Integer> counts) {
        int found = 0;
        int most = 0;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            int count = entry.getValue();
            if (count < most || count == most && entry.getKey() < found) continue;
            found = entry.getKey();
            most = count;
        }
        return found;
    }

    private static boolean isNumeric(String cell, CellParser cells) {
        return cells.kind(cell) == CellParser.Kind.NUMBER
                || !cell.isEmpty() && cells.kind(cell.replace(',', '.')) == CellParser.Kind.NUMBER;
    }

    /// A header has texts above columns of numbers, or nothing above the row numbers in the first of them. In a
    /// table of texts alone it is a record of distinct texts that do not come again in their columns. A record
    /// that counts the columns above fractions is one as well.
    private static boolean isHeader(List<Sampled> sample, CellParser cells) {
        List<String> first = sample.getFirst().cells();
        List<Sampled> rest = sample.subList(1, sample.size());
        int names = 0;
        int data = 0;
        boolean again = false;
        for (int j = 0; j < first.size(); j++) {
            CellParser.Kind top = cells.kind(first.get(j));
            Set<CellParser.Kind> below = new HashSet<>();
            for (Sampled row : rest) {
                if (j >= row.cells().size()) continue;
                below.add(cells.kind(row.cells().get(j)));
                again |=
                        row.cells().get(j).equals(first.get(j)) && !first.get(j).isEmpty();
            }
            boolean name =
                    top == CellParser.Kind.TEXT || j == 0 && first.getFirst().isBlank();
            if (top == CellParser.Kind.NUMBER) data++;
            else if (name && below.contains(CellParser.Kind.NUMBER)) names++;
        }
        if (countsColumns(first) && rest.stream().anyMatch(row -> hasFraction(row, cells))) return true;
        if (names + data > 0) return names > data;
        boolean distinct =
                new HashSet<>(first).size() == first.size() && first.stream().noneMatch(String::isBlank);
        return distinct && !again;
    }

    /// Whether a record is 0, 1, 2, …, as pandas names columns that have no names.
    private static boolean countsColumns(List<String> first) {
        return first.size() > 2
                && IntStream.range(0, first.size()).allMatch(j -> first.get(j).equals(Integer.toString(j)));
    }

    private static boolean hasFraction(Sampled row, CellParser cells) {
        return row.cells().stream().anyMatch(cell -> isNumeric(cell, cells) && !cell.matches("[+-]?\\d+"));
    }

    /// Makes names unique and gives one to the nameless, with a hint about each.
    private static List<String> names(List<String> header, List<String> hints) {
        List<String> names = new ArrayList<>();
        Set<String> taken = header.stream().map(String::strip).collect(Collectors.toCollection(HashSet::new));
        Set<String> used = new HashSet<>();
        for (int j = 0; j < header.size(); j++) {
            String plain = header.get(j).strip();
            String name = plain.isEmpty() ? "x" + (j + 1) : plain;
            for (int i = 2; used.contains(name) || (plain.isEmpty() || i > 2) && taken.contains(name); i++) {
                name = (plain.isEmpty() ? "x" + (j + 1) : plain) + "_" + i;
            }
            if (!name.equals(plain) && !plain.isEmpty()) {
                hints.add("two columns are called '" + plain + "': column " + (j + 1) + " becomes '" + name + "'");
            }
            used.add(name);
            names.add(name);
        }
        return names;
    }

    /// Whether the first column counts 0, 1, 2, … or 1, 2, 3, …, as R and pandas write row names.
    private static boolean numbersRows(List<Sampled> sample) {
        for (int from = 0; from <= 1; from++) {
            int begin = from;
            if (IntStream.range(1, sample.size())
                    .allMatch(n -> sample.get(n).cells().getFirst().equals(Integer.toString(begin + n - 1)))) {
                return true;
            }
        }
        return false;
    }

    /// The columns that are set apart.
    Roles roles(CsvOptions options) {
        Roles roles = Roles.of(names, options.label(), options.id(), options.weights());
        return numbered
                        && roles.id() < 0
                        && !Arrays.asList(roles.label(), roles.weights()).contains(0)
                ? roles.withId(0)
                : roles;
    }
}
