package mixtura.io;

import static org.assertj.core.api.Assertions.assertThat;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import mixtura.data.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables of twice the heap are folded in a Java machine of their own.
class LargerThanHeapTest {
    private static final String HEAP = "-Xmx32m";
    private static final int DIMENSION = 8;
    private static final int ROW_COUNT = 1_000_000; // 64 MB of doubles

    @TempDir
    Path folder;

    /// Folds a file in the small machine: prints the rows and the first column's moment.
    public static void main(String[] arguments) {
        Rows rows =
                DataFile.read(Path.of(arguments[0]), ReadOptions.auto()).rows().rows();
        System.out.println(rows.rowCount() + " " + Problems.moments(rows, 2)[0]);
    }

    private String fold(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                        "-cp",
                        classPath(),
                        LargerThanHeapTest.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said.strip();
    }

    /// Whether the tests run on the module path or the class path, the child runs on the class path.
    private static String classPath() {
        return Stream.of(LargerThanHeapTest.class, Rows.class, CsvReader.class, JavaDoubleParser.class)
                .map(LargerThanHeapTest::origin)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String origin(Class<?> type) {
        try {
            String file = type.getName().replace('.', '/') + ".class";
            String url = Objects.requireNonNull(type.getResource("/" + file)).toString();
            String root = url.substring(0, url.length() - file.length());
            if (root.startsWith("jar:")) root = root.substring(4, root.length() - 2);
            return Path.of(new URI(root)).toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /// Row n (from 1) has n mod 1000 in its first column and 0 elsewhere: its moment is a whole number below 2⁵³,
    /// which no order of summation rounds.
    private void check(Path file) throws IOException, InterruptedException {
        double moment = 0;
        for (int n = 1; n <= ROW_COUNT; n++) moment += (double) n * (n % 1000);
        assertThat(fold(file)).isEqualTo(ROW_COUNT + " " + moment);
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    private void writeNpy(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(Npy.header("<f8", ROW_COUNT, DIMENSION)));
            ByteBuffer rows = ByteBuffer.allocate(1000 * DIMENSION * 8).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            for (int n = 0; n < ROW_COUNT; n++) {
                rows.putDouble(n % 1000 * DIMENSION * 8, (n + 1) % 1000);
                if (n % 1000 == 999) channel.write(rows.rewind());
            }
        }
    }

    @Test
    void aMappedFileIsFolded() throws IOException, InterruptedException {
        Path npy = folder.resolve("large.npy");
        writeNpy(npy);
        check(npy);
    }

    @Test
    void aPackedFileIsUnpackedOutsideTheHeap() throws IOException, InterruptedException {
        Path npy = folder.resolve("large.npy");
        writeNpy(npy);
        Path packed = folder.resolve("large.npy.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(npy, out);
        }
        check(packed);
    }

    @Test
    void aTextTableIsSpooledOutsideTheHeap() throws IOException, InterruptedException {
        Path csv = folder.resolve("large.csv");
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write("a,b,c,d,e,f,g,h\n");
            for (int n = 1; n <= ROW_COUNT; n++)
                out.append(Integer.toString(n % 1000)).write(",0,0,0,0,0,0,0\n");
        }
        check(csv);
    }
}
