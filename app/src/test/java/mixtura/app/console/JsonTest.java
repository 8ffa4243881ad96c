package mixtura.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// JSON, numbers and CSV as text.
class JsonTest {
    @Test
    void numbersKeepFullPrecisionAndWhatIsNotFiniteIsNull() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("a", 0.1 + 0.2);
        object.put("b", new double[] {1, Double.NaN, Double.POSITIVE_INFINITY});
        object.put("c", Arrays.asList("x\"y", null, true, 7L));
        assertThat(Json.text(object))
                .isEqualTo("{\"a\":0.30000000000000004,\"b\":[1.0,null,null],\"c\":[\"x\\\"y\",null,true,7]}");
    }

    @Test
    void numbersForPeopleHaveTheDigitsThatMatter() {
        assertThat(Numbers.plain(4.29)).isEqualTo("4.290");
        assertThat(Numbers.plain(0.00001234)).isEqualTo("1.234e-05");
        assertThat(Numbers.plain(-0.0)).isEqualTo("0");
        assertThat(Numbers.sum(153455078289.85)).isEqualTo("153455078289.85");
        assertThat(Numbers.percent(0.6438)).isEqualTo("64.4 %");
        assertThat(Numbers.seconds(0.004)).isEqualTo("4 ms");
        assertThat(Numbers.seconds(75.04)).isEqualTo("75.0 s");
        assertThat(Numbers.seconds(3725)).isEqualTo("1 h 02 min");
        assertThat(Numbers.count(1, "row")).isEqualTo("1 row");
    }
}
