package mixtura.app.console;

import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// One JSON value as text: maps, collections, arrays of numbers, strings, numbers, booleans and null. A number that is
/// not finite becomes null, because JSON has none.
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /// The value on one line, numbers in full precision.
    public static String text(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, generator);
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator to) {
        switch (value) {
            case null -> to.writeNull();
            case Map<?, ?> map -> {
                to.writeStartObject();
                map.forEach((key, item) -> {
                    to.writeName(String.valueOf(key));
                    write(item, to);
                });
                to.writeEndObject();
            }
            case Collection<?> items -> {
                to.writeStartArray();
                for (Object item : items) write(item, to);
                to.writeEndArray();
            }
            case double[] numbers -> {
                to.writeStartArray();
                for (double number : numbers) write(number, to);
                to.writeEndArray();
            }
            case int[] numbers -> to.writeArray(numbers, 0, numbers.length);
            case long[] numbers -> to.writeArray(numbers, 0, numbers.length);
            case Object[] items -> {
                to.writeStartArray();
                for (Object item : items) write(item, to);
                to.writeEndArray();
            }
            case Double number -> {
                if (Double.isFinite(number)) to.writeNumber(number);
                else to.writeNull();
            }
            case Integer number -> to.writeNumber(number);
            case Long number -> to.writeNumber(number);
            case Boolean truth -> to.writeBoolean(truth);
            default -> to.writeString(value.toString());
        }
    }
}
