package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `plot levels`: the profile of latent classes.
class LevelsPlotTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void everyColumnOfLevelsIsShownWithTheWordsOfTheData() {
        Cli cli = new Cli(folder);
        StringBuilder csv = new StringBuilder("colour,size\n");
        for (int n = 0; n < 60; n++) csv.append(n % 2 == 0 ? "red," : "blue,").append(n % 6 < 4 ? "big\n" : "small\n");
        cli.write("things.csv", csv.toString());
        assertThat(cli.run("fit", "things.csv", "-m", "categorical", "-k", "1", "-o", "m.json")
                        .code())
                .isZero();
        assertThat(cli.run("plot", "levels", "m.json", "-o", "l.svg").code()).isZero();
        assertThat(cli.read("l.svg")).contains(">red<", ">blue<", ">big<", ">small<", ">colour<");
    }

    @Test
    void aModelWithoutLevelsIsRefused() {
        Cli cli = new Cli(folder).unpack("faithful.csv");
        cli.run("fit", "faithful.csv", "-k", "2", "-o", "m.json");
        var outcome = cli.run("plot", "levels", "m.json");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("needs columns of levels");
    }
}
