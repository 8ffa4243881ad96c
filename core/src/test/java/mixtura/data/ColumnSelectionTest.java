package mixtura.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnSelectionTest {
    private static final List<String> NAMES = List.of("id", "a", "x_1", "x_2", "c-f", "f", "sum, total", "2");

    private static String chosen(String text) {
        int[] indices = ColumnSelection.parse(text).indices(NAMES, Set.of(0));
        return Arrays.stream(indices).mapToObj(NAMES::get).collect(Collectors.joining("|"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "a # a",
                "f,a # f|a",
                "a,a # a",
                "3-5 # x_1|x_2|c-f",
                "a-x_2 # a|x_1|x_2",
                "x_2-a # x_2|x_1|a",
                "c-f # c-f",
                "c-f-f # c-f|f",
                "/^x_/ # x_1|x_2",
                "/x_[1,3]/ # x_1",
                "!a # x_1|x_2|c-f|f|sum, total|2",
                "!/x/,!3-5 # a|f|sum, total|2",
                "\"sum, total\" # sum, total",
                "2 # 2",
                "1 # id",
                "id,a # id|a",
                "1-3 # a|x_1",
                "a-f,!x_1 # a|x_2|c-f|f",
                " a , f # a|f"
            })
    void termsChooseColumns(String text, String names) {
        assertThat(chosen(text)).isEqualTo(names);
    }

    @Test
    void allIsEveryColumnThatIsNotSetApart() {
        assertThat(ColumnSelection.all().indices(NAMES, Set.of(0, 7))).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "9", "0", "/^y/", "a-z", "", "a,,f", "a,", "/x", "/(/", "a,!a"})
    void whatFitsNoColumnIsRefusedWithAWord(String text) {
        DataException e = catchThrowableOfType(DataException.class, () -> chosen(text));
        assertThat(e).isNotNull();
        assertThat(e.hint()).isNotBlank();
    }
}
