package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The trace that is drawn is the one that must not fall.
class PriorTraceTest {
    @TempDir
    private Path folder;

    @Test
    void withAPriorTheSumOfLogLikelihoodAndLogPriorIsDrawn() {
        Cli cli = new Cli(folder);
        Random random = new Random(2);
        StringBuilder csv = new StringBuilder("a,b,c\n");
        for (int n = 0; n < 200; n++) {
            int group = n % 2;
            for (int j = 0; j < 3; j++)
                csv.append(random.nextInt(10) < 8 ? group : 1 - group).append(j < 2 ? "," : "\n");
        }
        cli.write("bits.csv", csv.toString());
        for (String[] smoothing : new String[][] {{}, {"--smoothing", "3"}}) {
            String[] fit = new String[9 + smoothing.length];
            System.arraycopy(
                    new String[] {"fit", "bits.csv", "-k", "2", "-m", "bernoulli", "--force", "-o", "m.json"},
                    0,
                    fit,
                    0,
                    9);
            System.arraycopy(smoothing, 0, fit, 9, smoothing.length);
            assertThat(cli.run(fit).code()).isZero();
            assertThat(cli.run("plot", "trace", "m.json", "--force", "-o", "t.svg")
                            .code())
                    .isZero();
            assertThat(cli.read("t.svg").contains("Trace of the log posterior"))
                    .as("with %d options of smoothing", smoothing.length)
                    .isEqualTo(smoothing.length > 0);
        }
        double before = Double.NEGATIVE_INFINITY;
        for (var value : cli.json("m.json").get("logPosteriorTrace")) {
            assertThat(value.asDouble()).isGreaterThanOrEqualTo(before - 1e-9);
            before = value.asDouble();
        }
    }
}
