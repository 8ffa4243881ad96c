package mixtura.internal.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Opens libraries and links their functions. A library stays loaded for as long as the program runs.
final class NativeLibraries {
    /// Folder that holds the libraries which an application brings along.
    static final String FOLDER_PROPERTY = "mixtura.natives";

    private static final Linker LINKER = Linker.nativeLinker();

    private NativeLibraries() {}

    /// Patterns of files of these names, for names that end in a version or not.
    static List<Pattern> named(String... names) {
        return Stream.of(names)
                .map(name -> Pattern.compile(name + "([-_.]\\d+)*\\.(so|dylib|dll)(\\.\\d+)*"))
                .toList();
    }

    @SuppressWarnings("restricted")
    static SymbolLookup open(Path library) {
        return SymbolLookup.libraryLookup(library, Arena.global());
    }

    @SuppressWarnings("restricted")
    static Optional<SymbolLookup> openByName(String name) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException absent) {
            return Optional.empty();
        }
    }

    /// Opens the libraries of a folder, each by its full path, in this order, because a library must find loaded what
    /// it needs; those that are not there are passed over.
    ///
    /// @return the last of the patterns' libraries; empty when that one is not there
    static Optional<SymbolLookup> openFolder(Path folder, List<Pattern> inOrder) throws IOException {
        if (!Files.isDirectory(folder)) return Optional.empty();
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.sorted().toList();
        }
        Optional<Path> last = file(files, inOrder.getLast());
        if (last.isEmpty()) return Optional.empty();
        for (Pattern pattern : inOrder.subList(0, inOrder.size() - 1)) {
            file(files, pattern).ifPresent(NativeLibraries::open);
        }
        return last.map(NativeLibraries::open);
    }

    private static Optional<Path> file(List<Path> files, Pattern pattern) {
        return files.stream()
                .filter(file -> pattern.matcher(file.getFileName().toString()).matches())
                .map(Path::toAbsolutePath)
                .findFirst();
    }

    static MemorySegment find(SymbolLookup library, String symbol) {
        return library.find(symbol)
                .orElseThrow(() -> new IllegalArgumentException("the library has no function " + symbol));
    }

    @SuppressWarnings("restricted")
    static MethodHandle link(MemorySegment symbol, FunctionDescriptor type, Linker.Option... options) {
        return LINKER.downcallHandle(symbol, type, options);
    }

    /// The text that a function without arguments returns.
    @SuppressWarnings("restricted")
    static String text(SymbolLookup library, String function) {
        ValueLayout address = ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(1024, ValueLayout.JAVA_BYTE));
        try {
            MethodHandle handle = link(find(library, function), FunctionDescriptor.of(address));
            return ((MemorySegment) handle.invokeExact()).getString(0);
        } catch (Throwable e) {
            throw new AssertionError(function + " never throws", e);
        }
    }
}
