package mixtura.internal.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// What this machine's processor can do, as far as the operating system tells: Linux on x86 lists it.
final class Processor {
    private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");

    private static final Optional<String> FLAGS = flags();

    private Processor() {}

    /// Whether the processor has all of these abilities (`fma`, `avx512f`, …); empty where nobody tells.
    static Optional<Boolean> has(String... abilities) {
        return FLAGS.map(flags -> Stream.of(abilities).allMatch(ability -> flags.contains(" " + ability + " ")));
    }

    private static Optional<String> flags() {
        if (!Files.isReadable(DESCRIPTION)) return Optional.empty();
        try (Stream<String> lines = Files.lines(DESCRIPTION)) {
            return lines.filter(line -> line.startsWith("flags")).findFirst().map(line -> line + " ");
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
