package mixtura.save;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// JSON as maps, lists, strings, booleans and numbers; a list of numbers alone is one array, since models hold
/// millions.
final class JsonTree {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonTree() {}

    static Object read(InputStream in) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
            JsonToken first = parser.nextToken();
            if (first == null) throw new StreamReadException(parser, "the file is empty");
            Object value = value(parser, first);
            if (parser.nextToken() != null) throw new StreamReadException(parser, "there is something after the end");
            return value;
        }
    }

    private static Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default ->
                throw new StreamReadException(
                        parser, "unexpected " + token.name().toLowerCase(java.util.Locale.ROOT));
        };
    }

    private static Map<String, Object> object(JsonParser parser) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            if (token != JsonToken.PROPERTY_NAME) throw new StreamReadException(parser, "it ends in the middle");
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == null) throw new StreamReadException(parser, "it ends in the middle");
            map.put(key, value(parser, value));
        }
        return map;
    }

    private static Object array(JsonParser parser) {
        double[] numbers = new double[16];
        int count = 0;
        JsonToken token = parser.nextToken();
        while (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            if (count == numbers.length) numbers = Arrays.copyOf(numbers, 2 * count);
            numbers[count++] = parser.getDoubleValue();
            token = parser.nextToken();
        }
        if (token == JsonToken.END_ARRAY) return Arrays.copyOf(numbers, count);
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < count; i++) list.add(numbers[i]);
        for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) throw new StreamReadException(parser, "it ends in the middle");
            list.add(value(parser, token));
        }
        return list;
    }

    /// The value with its arrays of numbers as lists, for whoever does not know what is in it.
    static Object asLists(Object value) {
        return switch (value) {
            case double[] numbers -> Arrays.stream(numbers).boxed().toList();
            case List<?> list -> list.stream().map(JsonTree::asLists).toList();
            default -> value;
        };
    }

    /// A number, or the name of one that JSON cannot write.
    static OptionalDouble number(Object value) {
        return switch (value) {
            case Double number -> OptionalDouble.of(number);
            case String text
            when text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity") ->
                OptionalDouble.of(Double.parseDouble(text));
            default -> OptionalDouble.empty();
        };
    }

    static Optional<double[]> numbers(Object value) {
        if (value instanceof double[] numbers) return Optional.of(numbers);
        if (!(value instanceof List<?> list)) return Optional.empty();
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            OptionalDouble number = number(list.get(i));
            if (number.isEmpty()) return Optional.empty();
            numbers[i] = number.getAsDouble();
        }
        return Optional.of(numbers);
    }

    /// Rows of one length.
    static Optional<double[][]> matrix(Object value) {
        return raggedMatrix(value).filter(rows -> Arrays.stream(rows).allMatch(row -> row.length == rows[0].length));
    }

    /// Rows of any length.
    static Optional<double[][]> raggedMatrix(Object value) {
        if (value instanceof double[] none && none.length == 0) return Optional.of(new double[0][]);
        if (!(value instanceof List<?> list)) return Optional.empty();
        double[][] rows = new double[list.size()][];
        for (int i = 0; i < rows.length; i++) {
            Optional<double[]> row = numbers(list.get(i));
            if (row.isEmpty()) return Optional.empty();
            rows[i] = row.get();
        }
        return Optional.of(rows);
    }
}
