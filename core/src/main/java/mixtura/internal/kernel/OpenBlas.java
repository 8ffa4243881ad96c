package mixtura.internal.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds OpenBLAS and binds it. The first of these that is given or found counts:
///
/// 1. the library whose full path the system property `mixtura.openblas` names,
/// 2. `libopenblas` in the folder that the system property `mixtura.natives` names, with the libraries of the Fortran
///    run time beside it,
/// 3. the system's `libopenblas` by name.
final class OpenBlas {
    /// Full path of a library to load.
    static final String LIBRARY_PROPERTY = "mixtura.openblas";

    /// Folder that holds the libraries which an application brings along.
    static final String FOLDER_PROPERTY = NativeLibraries.FOLDER_PROPERTY;

    private static final List<String> SYSTEM_NAMES =
            List.of("libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libopenblas.dll");

    private static final List<Pattern> IN_ORDER =
            NativeLibraries.named("libgcc_s", "libquadmath", "libgfortran", "libopenblas");

    private OpenBlas() {}

    /// What came of looking for the library.
    ///
    /// @param blas    empty when it is not there
    /// @param reason  why it is not, and what to do about it; empty when it is
    record Search(Optional<Blas> blas, String reason) {
        private static Search failed(String reason) {
            return new Search(Optional.empty(), reason);
        }
    }

    /// Looks for the library as described above and loads it.
    static Search search() {
        String library = System.getProperty(LIBRARY_PROPERTY);
        String folder = System.getProperty(FOLDER_PROPERTY);
        try {
            prepareEnvironment();
            if (library != null) return new Search(Optional.of(bind(NativeLibraries.open(Path.of(library)))), "");
            if (folder != null) {
                Optional<SymbolLookup> found = NativeLibraries.openFolder(Path.of(folder), IN_ORDER);
                if (found.isPresent()) return new Search(Optional.of(bind(found.get())), "");
            }
            for (String name : SYSTEM_NAMES) {
                Optional<SymbolLookup> found = NativeLibraries.openByName(name);
                if (found.isPresent()) return new Search(Optional.of(bind(found.get())), "");
            }
        } catch (IllegalArgumentException | IllegalCallerException | IOException e) {
            return Search.failed("OpenBLAS could not be loaded: " + e.getMessage());
        }
        return Search.failed(
                "no OpenBLAS: install libopenblas, or give -D" + LIBRARY_PROPERTY + "=/path/of/the/library");
    }

    /// OpenBLAS reads its environment when it is loaded. It knows processors by model number and takes old loops
    /// for one that it does not know; the loops for SkylakeX serve every processor with AVX-512, and double
    /// precision has no better ones (measured on Zen 4: 53 GFLOP/s as SkylakeX and as Cooperlake). One thread,
    /// because threads are ours.
    private static void prepareEnvironment() {
        MethodHandle setenv = Linker.nativeLinker()
                .defaultLookup()
                .find("setenv")
                .map(symbol ->
                        NativeLibraries.link(symbol, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT)))
                .orElse(null);
        if (setenv == null) return; // Windows
        setUnlessSet(setenv, "OPENBLAS_NUM_THREADS", "1");
        if (processorHasAvx512()) setUnlessSet(setenv, "OPENBLAS_CORETYPE", "SKYLAKEX");
    }

    private static void setUnlessSet(MethodHandle setenv, String name, String value) {
        if (System.getenv(name) != null) return;
        try (Arena arena = Arena.ofConfined()) {
            int ignored = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 0);
        } catch (Throwable e) {
            throw new AssertionError("setenv never throws", e);
        }
    }

    /// Whether the loops for SkylakeX can run here.
    static boolean processorHasAvx512() {
        return Processor.has("avx512f", "avx512dq", "avx512cd", "avx512bw", "avx512vl")
                .orElse(false);
    }

    private static Blas bind(SymbolLookup library) {
        MethodHandle dgemm = NativeLibraries.link(
                NativeLibraries.find(library, "cblas_dgemm"),
                FunctionDescriptor.ofVoid(
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_DOUBLE,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        JAVA_DOUBLE,
                        ADDRESS,
                        JAVA_INT),
                Linker.Option.critical(true));
        MethodHandle dsyrk = NativeLibraries.link(
                NativeLibraries.find(library, "cblas_dsyrk"),
                FunctionDescriptor.ofVoid(
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_DOUBLE,
                        ADDRESS,
                        JAVA_INT,
                        JAVA_DOUBLE,
                        ADDRESS,
                        JAVA_INT),
                Linker.Option.critical(true));
        MethodHandle dtrmm = NativeLibraries.link(
                NativeLibraries.find(library, "cblas_dtrmm"),
                FunctionDescriptor.ofVoid(
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_DOUBLE,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT),
                Linker.Option.critical(true));
        MethodHandle threads = NativeLibraries.link(
                NativeLibraries.find(library, "openblas_set_num_threads"), FunctionDescriptor.ofVoid(JAVA_INT));
        try {
            threads.invokeExact(1);
        } catch (Throwable e) {
            throw new AssertionError("openblas_set_num_threads never throws", e);
        }
        String config = NativeLibraries.text(library, "openblas_get_config");
        int end = config.indexOf(' ', config.indexOf(' ') + 1); // "OpenBLAS 0.3.31 DYNAMIC_ARCH …"
        String name = (end < 0 ? config : config.substring(0, end)) + " "
                + NativeLibraries.text(library, "openblas_get_corename");
        return new Blas(dgemm, dsyrk, dtrmm, name);
    }
}
