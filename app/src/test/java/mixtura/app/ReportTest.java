package mixtura.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A report is one page that stands alone and says what the model file says.
class ReportTest {
    private static final long MOST_BYTES = 2_000_000;

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void twoClouds() {
        cli = new Cli(folder);
        Random random = new Random(4);
        StringBuilder csv = new StringBuilder("height,width,depth,kind\n");
        for (int n = 0; n < 300; n++) {
            double shift = n % 3 == 0 ? 6 : 0;
            csv.append(shift + random.nextGaussian())
                    .append(',')
                    .append(2 * random.nextGaussian() - shift)
                    .append(',')
                    .append(random.nextGaussian())
                    .append(shift > 0 ? ",far & <wide>\n" : ",near\n");
        }
        cli.write("clouds.csv", csv.toString());
        cli.run("fit", "clouds.csv", "-k", "2", "--label", "kind", "--restarts", "3", "-o", "m.json");
    }

    private String report(String... more) {
        List<String> arguments = new ArrayList<>(List.of("report", "m.json", "clouds.csv", "--force", "-o", "r.html"));
        arguments.addAll(List.of(more));
        Cli.Outcome outcome = cli.run(arguments.toArray(new String[0]));
        assertThat(outcome.err()).doesNotContain("error");
        assertThat(outcome.code()).isZero();
        return cli.read("r.html");
    }

    @Test
    void thePageRefersToNothingOutsideItself() {
        String page = report("--label", "kind");
        assertThat(page).doesNotContain("<script").doesNotContain("@import").doesNotContain("url(h");
        Matcher reference = Pattern.compile("(?:href|src|action)=\"([^\"]*)\"").matcher(page);
        while (reference.find()) assertThat(reference.group(1)).matches("(?s)(#|data:).*");
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan((int) MOST_BYTES);
    }

    @Test
    void theAnswerSaysWhatTheModelFileSays() {
        String page = report("--label", "kind");
        assertThat(page)
                .contains("2 groups in clouds.csv")
                .contains("A Gaussian mixture of 2 components (full covariances) describes 300 rows of 3 columns.")
                .contains("holds 66.7 % of the rows")
                .containsPattern("33\\.3 % of the rows: (high height|low width)")
                .contains("adjusted Rand index")
                .contains("mixtura fit clouds.csv -k 2 --label kind --restarts 3 -o m.json")
                .contains("yes, by their fingerprint");
        double bic = cli.json("m.json").get("bic").asDouble();
        assertThat(page).contains(String.format(java.util.Locale.ROOT, "%.3f", bic));
    }

    @Test
    void namesFromTheDataCannotBecomeMarkup() {
        assertThat(report("--label", "kind")).doesNotContain("<wide>").contains("&lt;wide&gt;");
    }

    @Test
    void rowsOfAnotherFileAreToldFromThoseOfTheFit() {
        List<String> lines = cli.lines("clouds.csv");
        cli.write("clouds.csv", String.join("\n", lines.subList(0, 200)) + "\n");
        assertThat(report("--label", "kind")).contains("not the rows that the model was fitted to");
    }

    @Test
    void identifiersOfDrawingsDiffer() {
        Matcher id = Pattern.compile(" id=\"([^\"]*)\"").matcher(report("--label", "kind"));
        List<String> ids = new ArrayList<>();
        while (id.find()) ids.add(id.group(1));
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void everyMethodHasItsReport() {
        for (String method : List.of("kmeans", "kmedians", "fuzzy", "trimmed", "student")) {
            assertThat(cli.run(
                                    "fit",
                                    "clouds.csv",
                                    "-k",
                                    "3",
                                    "-m",
                                    method,
                                    "--columns",
                                    "!kind",
                                    "--force",
                                    "-o",
                                    "m.json")
                            .code())
                    .as(method)
                    .isZero();
            assertThat(report()).as(method).contains("3 groups in clouds.csv").contains("<figure>");
        }
    }

    @Test
    void aBrowserShowsThePageWithoutAComplaintAndAsksNobodyForAnything() throws IOException, InterruptedException {
        String browser = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(place -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
        assumeTrue(!browser.isEmpty(), "no Chromium; on Debian: apt-get install chromium");
        report("--label", "kind");
        Path log = folder.resolve("net.json");
        Process process = new ProcessBuilder(
                        browser,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--enable-logging=stderr",
                        "--log-net-log=" + log,
                        "--user-data-dir=" + folder.resolve("browser"),
                        "--dump-dom",
                        cli.path("r.html").toUri().toString())
                .redirectError(folder.resolve("stderr.txt").toFile())
                .redirectOutput(folder.resolve("dom.txt").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the browser ends").isTrue();
        assertThat(cli.read("dom.txt")).contains("2 groups in clouds.csv");
        assertThat(cli.read("stderr.txt")).doesNotContain(":CONSOLE");
        // A file has no origin: what the page asks for is asked by "null", what the browser asks for itself by none.
        assertThat(cli.read("net.json")).contains("constants").doesNotContain("\"initiator\":\"null\"");
    }
}
