package mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The import arrows of ARCHITECTURE.md, read by `jdeps` from the compiled classes.
@TestInstance(Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String ROOT = "mixtura";
    private static final String FLOOR = "mixtura.internal";

    /// What each room imports of the house besides itself; a room stands for its subpackages too.
    private static final Map<String, List<String>> HOUSE = Map.ofEntries(
            Map.entry(ROOT, List.of()),
            Map.entry(FLOOR, List.of()),
            Map.entry("mixtura.data", List.of(FLOOR)),
            Map.entry("mixtura.seeding", List.of(ROOT, "mixtura.data", FLOOR)),
            Map.entry("mixtura.kmeans", List.of(ROOT, "mixtura.data", "mixtura.seeding", FLOOR)),
            Map.entry("mixtura.mixture", List.of(ROOT, "mixtura.data", "mixtura.seeding", "mixtura.kmeans", FLOOR)),
            Map.entry(
                    "mixtura.evaluate",
                    List.of(ROOT, "mixtura.data", "mixtura.seeding", "mixtura.kmeans", "mixtura.mixture", FLOOR)),
            Map.entry(
                    "mixtura.uncertainty", List.of(ROOT, "mixtura.data", "mixtura.mixture", "mixtura.evaluate", FLOOR)),
            Map.entry(
                    "mixtura.image",
                    List.of(ROOT, "mixtura.data", "mixtura.seeding", "mixtura.kmeans", "mixtura.mixture")),
            Map.entry("mixtura.network", List.of("mixtura.data")),
            Map.entry("mixtura.ood", List.of(ROOT, "mixtura.data", "mixtura.mixture", "mixtura.evaluate")),
            Map.entry("mixtura.io", List.of("mixtura.data")),
            Map.entry(
                    "mixtura.save",
                    List.of(
                            ROOT,
                            "mixtura.data",
                            "mixtura.seeding",
                            "mixtura.kmeans",
                            "mixtura.mixture",
                            "mixtura.evaluate",
                            "mixtura.ood",
                            "mixtura.io"))); // NPZ is how mixtures of scikit-learn travel

    /// Other people's packages, by the room that may import them.
    private static final Map<String, List<String>> LIBRARIES = Map.of(
            "mixtura.io", List.of("de.siegmar.fastcsv", "ch.randelshofer.fastdoubleparser"),
            "mixtura.save", List.of("tools.jackson", "com.fasterxml.jackson.annotation"));

    private static final List<String> JDK = List.of("java", "javax", "jdk", "org.jspecify");

    private static final Pattern ARROW = Pattern.compile("^ +(\\S+) +-> +(\\S+) .*", Pattern.MULTILINE);

    private final Map<String, SortedSet<String>> imports = new TreeMap<>();

    @BeforeAll
    void readTheClasses(@TempDir Path folder) throws Exception {
        Path classes = Path.of(
                Step.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path copy = folder.resolve("classes");
        copyWithoutModule(classes, copy);
        StringWriter report = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(report),
                        new PrintWriter(errors),
                        "-verbose:package",
                        "--ignore-missing-deps",
                        copy.toString());
        assertThat(code).as("jdeps: %s %s", report, errors).isZero();
        Matcher arrow = ARROW.matcher(report.toString());
        while (arrow.find()) {
            imports.computeIfAbsent(arrow.group(1), name -> new TreeSet<>()).add(arrow.group(2));
        }
        assertThat(imports).containsKeys(ROOT, "mixtura.data", "mixtura.kmeans", "mixtura.mixture.gaussian");
    }

    @Test
    void everyPackageBelongsToARoomOfTheHouse() {
        assertThat(imports.keySet())
                .allSatisfy(name -> assertThat(HOUSE)
                        .as("package %s: say in HOUSE what it may import, and draw it in ARCHITECTURE.md", name)
                        .containsKey(room(name)));
    }

    @Test
    void importsPointLeft() {
        assertThat(arrows())
                .filteredOn(arrow -> isWithin(ROOT, arrow.to()))
                .allSatisfy(arrow -> assertThat(room(arrow.to()))
                        .as("%s", arrow)
                        .isIn(withItself(HOUSE.getOrDefault(room(arrow.from()), List.of()), room(arrow.from()))));
    }

    @Test
    void onlyTheDoorsImportLibrariesAndTheFloorImportsTheJdkAlone() {
        assertThat(arrows())
                .filteredOn(arrow -> !isWithin(ROOT, arrow.to()))
                .allSatisfy(arrow -> assertThat(Stream.concat(
                                JDK.stream(), LIBRARIES.getOrDefault(room(arrow.from()), List.of()).stream()))
                        .as("%s", arrow)
                        .anyMatch(library -> isWithin(library, arrow.to())));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(imports.keySet())
                .allSatisfy(
                        name -> assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                                .as("package %s has a package-info with @NullMarked", name)
                                .isTrue());
    }

    private record Arrow(String from, String to) {
        @Override
        public String toString() {
            return from + " imports " + to;
        }
    }

    private List<Arrow> arrows() {
        return imports.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(to -> new Arrow(entry.getKey(), to)))
                .toList();
    }

    /// `mixtura.mixture` of `mixtura.mixture.gaussian`.
    private static String room(String name) {
        return Stream.of(name.split("\\.")).limit(2).collect(Collectors.joining("."));
    }

    private static boolean isWithin(String outer, String name) {
        return name.equals(outer) || name.startsWith(outer + ".");
    }

    private static List<String> withItself(List<String> rooms, String room) {
        return Stream.concat(rooms.stream(), Stream.of(room)).toList();
    }

    /// Copies without the module's description: with it, jdeps asks for every library of the module.
    private static void copyWithoutModule(Path from, Path to) throws IOException {
        List<Path> sources;
        try (Stream<Path> walk = Files.walk(from)) {
            sources = walk.filter(path -> !path.endsWith("module-info.class"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
        for (Path source : sources) Files.copy(source, to.resolve(from.relativize(source)));
    }
}
