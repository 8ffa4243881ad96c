package mixtura.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mixtura.app.console.Failure;
import mixtura.app.console.JsonInput;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;

/// The table that a verb printed with `--json`, a line a fit, with what the verb says of all of it.
///
/// @param name    the file as the user typed it
/// @param words   the whole object
/// @param lines   of its `table`
record SavedTable(String name, Map<String, Object> words, List<SavedTable.Line> lines) {
    SavedTable {
        lines = List.copyOf(lines);
    }

    /// Reads the table of a verb.
    ///
    /// @param schema  such as `mixtura-select/`
    /// @param maker   a command that writes such a file
    /// @throws Failure if the file holds something else, or no table
    static SavedTable read(Session session, String name, String schema, String maker) {
        Map<String, Object> words = JsonInput.object(session.resolve(name), name);
        String found = String.valueOf(words.getOrDefault("schema", words.getOrDefault("format", "nothing known")));
        if (!found.startsWith(schema)) {
            throw Failure.of(Trouble.WRONG_MODEL, "'" + name + "' holds no table of the kind that this plot draws")
                    .with("why", "it holds " + found + ", not " + schema.replace("/", ""))
                    .with("try", maker);
        }
        if (!(words.get("table") instanceof List<?> table) || table.isEmpty()) {
            throw Failure.of(Trouble.WRONG_MODEL, "'" + name + "' has no table: there was one size alone")
                    .with("try", maker);
        }
        return of(name, words);
    }

    /// The table in the words that a verb is about to print.
    static SavedTable of(String name, Map<String, Object> words) {
        List<?> table = words.get("table") instanceof List<?> list ? list : List.of();
        return new SavedTable(
                name, words, table.stream().map(line -> new Line(map(line))).toList());
    }

    private static Map<String, Object> map(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> known) known.forEach((key, item) -> map.put(String.valueOf(key), item));
        return map;
    }

    String text(String key) {
        return new Line(words).text(key).orElse("");
    }

    double number(String key) {
        return new Line(words).number(key);
    }

    /// An object within, such as `best`.
    Line part(String key) {
        return new Line(map(words.getOrDefault(key, Map.of())));
    }

    /// One line of the table.
    record Line(Map<String, Object> words) {
        int k() {
            return (int) number("k");
        }

        /// NaN where there is none.
        double number(String key) {
            return words.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
        }

        Optional<String> text(String key) {
            return Optional.ofNullable(words.get(key)).map(String::valueOf);
        }

        boolean is(String key) {
            return Boolean.TRUE.equals(words.get(key));
        }
    }
}
