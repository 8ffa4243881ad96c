package mixtura.app.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// What `--json` printed, read again: the counterpart of [Json]. Numbers become `Double`, and null stays null.
public final class JsonInput {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonInput() {}

    /// The object in a file.
    ///
    /// @param name  the file as the user typed it
    /// @throws Failure if it cannot be read, or holds something else
    public static Map<String, Object> object(Path path, String name) {
        if (Files.isDirectory(path)) throw Failure.of(Trouble.UNREADABLE, "'" + name + "' is a folder");
        Object value;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), Files.readAllBytes(path))) {
            value = value(parser, parser.nextToken());
            if (parser.nextToken() != null) throw new StreamReadException(parser, "there is something after the end");
        } catch (NoSuchFileException e) {
            throw Failure.of(Trouble.UNREADABLE, "there is no file '" + name + "'")
                    .because(e);
        } catch (IOException e) {
            throw Failure.of(Trouble.UNREADABLE, "cannot read '" + name + "': " + e.getMessage())
                    .because(e);
        } catch (JacksonException e) {
            throw Failure.of(Trouble.DAMAGED_FILE, "'" + name + "' is not JSON")
                    .with("why", String.valueOf(e.getOriginalMessage()))
                    .because(e);
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw Failure.of(Trouble.DAMAGED_FILE, "'" + name + "' holds JSON, but no object such as --json prints");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, item) -> object.put(String.valueOf(key), item));
        return object;
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) {
        if (token == null) throw new StreamReadException(parser, "it ends in the middle");
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_OBJECT; next = parser.nextToken()) {
                    String key = parser.currentName();
                    map.put(key == null ? "" : key, value(parser, parser.nextToken()));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    list.add(value(parser, next));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new StreamReadException(parser, "it ends in the middle");
        };
    }
}
