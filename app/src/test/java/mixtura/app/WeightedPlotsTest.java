package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plots of a weighted table are those of the table of repeated rows.
class WeightedPlotsTest {
    @TempDir
    private Path folder;

    private static int count(String svg, String pattern) {
        return (int) Pattern.compile(pattern).matcher(svg).results().count();
    }

    @Test
    void plotsOfAWeightedTableAreThoseOfItsRowsRepeated() {
        Cli cli = new Cli(folder);
        Random random = new Random(3);
        StringBuilder weighted = new StringBuilder("a,b,c,w\n");
        StringBuilder repeated = new StringBuilder("a,b,c\n");
        for (int n = 0; n < 60; n++) {
            int group = n % 2;
            String row = (5 * group + random.nextGaussian()) + "," + (-3 * group + random.nextGaussian()) + ","
                    + random.nextGaussian();
            int weight = 1 + n % 3;
            weighted.append(row).append(',').append(weight).append('\n');
            repeated.append((row + "\n").repeat(weight));
        }
        cli.write("w.csv", weighted.toString()).write("r.csv", repeated.toString());
        cli.write("start.csv", "a,b,c\n0,0,0\n5,-3,0\n");
        assertThat(cli.run("fit", "w.csv", "-k", "2", "--weights", "w", "--start", "file:start.csv", "-o", "w.json")
                        .code())
                .isZero();
        assertThat(cli.run("fit", "r.csv", "-k", "2", "--start", "file:start.csv", "-o", "r.json")
                        .code())
                .isZero();
        for (String plot : List.of("classification", "pairs", "qq", "uncertainty", "silhouette", "responsibilities")) {
            assertThat(cli.run("plot", plot, "w.json", "w.csv", "--weights", "w", "-o", "w." + plot + ".svg")
                            .code())
                    .isZero();
            assertThat(cli.run("plot", plot, "r.json", "r.csv", "-o", "r." + plot + ".svg")
                            .code())
                    .isZero();
            assertThat(count(cli.read("w." + plot + ".svg"), "<circle"))
                    .as(plot)
                    .isEqualTo(count(cli.read("r." + plot + ".svg"), "<circle"));
        }
        assertThat(mean(cli.read("w.silhouette.svg"))).isEqualTo(mean(cli.read("r.silhouette.svg")));
    }

    private static String mean(String svg) {
        return Pattern.compile("Mean ([0-9.]+)")
                .matcher(svg)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
    }
}
