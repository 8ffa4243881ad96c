package mixtura.internal.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds oneDNN and binds what of its C interface a product of matrices needs. The first of these that is given or
/// found counts: the library whose full path the system property `mixtura.onednn` names, `libdnnl` in the folder
/// `mixtura.natives` with the OpenMP library beside it, the system's `libdnnl`.
///
/// Pointers travel as numbers: the library's objects are opaque, and the memory that it reads and writes belongs to a
/// [PackedProduct].
///
/// *Threads.* Threads are ours: whoever calls the library says so to OpenMP in that thread, see [#oneThread]. A
/// primitive keeps its scratch pad in the thread that made it unless the caller brings one, and then gives wrong
/// numbers in another thread without a word: here the caller always brings one.
final class OneDnn {
    /// Full path of a library to load.
    static final String LIBRARY_PROPERTY = "mixtura.onednn";

    private static final List<String> SYSTEM_NAMES = List.of("libdnnl.so.3", "libdnnl.so", "libdnnl.dylib");
    private static final List<Pattern> IN_ORDER = NativeLibraries.named("libgcc_s", "libgomp", "libdnnl");

    /// `dnnl_cpu_isa_avx512_core_bf16`: products of numbers in bf16 at more than the rate of floats.
    private static final int WITH_BFLOAT = 0xe7;

    /// `dnnl_cpu_isa_avx512_core`.
    private static final int WITH_AVX512 = 0x27;

    private static final int CPU = 1;

    /// Kinds of numbers, by the library's own numbering.
    enum Kind {
        BFLOAT(2, 2, "bf16"),
        FLOAT(3, 4, "float");

        final int code;
        final int bytes;
        final String word;

        Kind(int code, int bytes, String word) {
            this.code = code;
            this.bytes = bytes;
            this.word = word;
        }
    }

    /// What came of looking for the library.
    ///
    /// @param library  empty when it is not there
    /// @param reason   why it is not, and what to do about it; empty when it is
    record Search(Optional<OneDnn> library, String reason) {
        private static Search failed(String reason) {
            return new Search(Optional.empty(), reason);
        }
    }

    private static final FunctionDescriptor ONE = FunctionDescriptor.of(JAVA_INT, JAVA_LONG);
    private static final FunctionDescriptor TWO = FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final FunctionDescriptor FOUR =
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private final String version;
    private final int instructions;
    private final MethodHandle setThreads;
    private final MethodHandle execute;
    private final MethodHandle setHandle;
    final long engine;

    // what makes a primitive
    final MethodHandle makeStream;
    final MethodHandle describe;
    final MethodHandle describeByStrides;
    final MethodHandle makeAttributes;
    final MethodHandle setScratchPad;
    final MethodHandle describeProduct;
    final MethodHandle describeReorder;
    final MethodHandle query;
    final MethodHandle size;
    final MethodHandle makePrimitive;
    final MethodHandle makeMemory;
    private final Map<Thing, MethodHandle> destroy = new EnumMap<>(Thing.class);

    /// Objects of the library that are given back.
    enum Thing {
        STREAM("dnnl_stream_destroy"),
        LAYOUT("dnnl_memory_desc_destroy"),
        ATTRIBUTES("dnnl_primitive_attr_destroy"),
        DESCRIPTION("dnnl_primitive_desc_destroy"),
        PRIMITIVE("dnnl_primitive_destroy"),
        MEMORY("dnnl_memory_destroy");

        private final String function;

        Thing(String function) {
            this.function = function;
        }
    }

    private OneDnn(SymbolLookup library) {
        setThreads = link(library, "omp_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT));
        execute = link(
                library,
                "dnnl_primitive_execute",
                FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG));
        setHandle = link(library, "dnnl_memory_set_data_handle", TWO);
        makeStream =
                link(library, "dnnl_stream_create", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
        describe = link(
                library,
                "dnnl_memory_desc_create_with_tag",
                FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));
        describeByStrides = link(
                library,
                "dnnl_memory_desc_create_with_strides",
                FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG));
        makeAttributes = link(library, "dnnl_primitive_attr_create", ONE);
        setScratchPad = link(
                library,
                "dnnl_primitive_attr_set_scratchpad_mode",
                FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT));
        describeProduct = link(
                library,
                "dnnl_matmul_primitive_desc_create",
                FunctionDescriptor.of(
                        JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
        describeReorder = link(
                library,
                "dnnl_reorder_primitive_desc_create",
                FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
        query = link(
                library,
                "dnnl_primitive_desc_query_md",
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT));
        size = link(library, "dnnl_memory_desc_get_size", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
        makePrimitive = link(library, "dnnl_primitive_create", TWO);
        makeMemory = link(library, "dnnl_memory_create", FOUR);
        for (Thing thing : Thing.values()) destroy.put(thing, link(library, thing.function, ONE));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment made = arena.allocate(JAVA_LONG);
            MethodHandle makeEngine = link(
                    library, "dnnl_engine_create", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG));
            expectDone((int) makeEngine.invokeExact(made.address(), CPU, 0L), "dnnl_engine_create");
            engine = made.get(JAVA_LONG, 0);
            instructions = (int) link(library, "dnnl_get_effective_cpu_isa", FunctionDescriptor.of(JAVA_INT))
                    .invokeExact();
        } catch (Throwable e) {
            throw refused(e);
        }
        version = version(library);
    }

    @SuppressWarnings("restricted")
    private static String version(SymbolLookup library) {
        try {
            MethodHandle handle = link(
                    library,
                    "dnnl_version",
                    FunctionDescriptor.of(java.lang.foreign.ValueLayout.ADDRESS.withTargetLayout(
                            MemoryLayout.sequenceLayout(3, JAVA_INT))));
            MemorySegment numbers = (MemorySegment) handle.invokeExact();
            return numbers.getAtIndex(JAVA_INT, 0) + "." + numbers.getAtIndex(JAVA_INT, 1) + "."
                    + numbers.getAtIndex(JAVA_INT, 2);
        } catch (Throwable e) {
            throw refused(e);
        }
    }

    /// Looks for the library as described above and loads it.
    static Search search() {
        return search(
                System.getProperty(LIBRARY_PROPERTY),
                System.getProperty(NativeLibraries.FOLDER_PROPERTY),
                SYSTEM_NAMES);
    }

    /// @param path    of the library; null: look for it
    /// @param folder  to look in first; null: none
    /// @param names   of the system's library
    static Search search(@Nullable String path, @Nullable String folder, List<String> names) {
        try {
            if (path != null) return new Search(Optional.of(new OneDnn(NativeLibraries.open(Path.of(path)))), "");
            if (folder != null) {
                Optional<SymbolLookup> found = NativeLibraries.openFolder(Path.of(folder), IN_ORDER);
                if (found.isPresent()) return new Search(Optional.of(new OneDnn(found.get())), "");
            }
            for (String name : names) {
                Optional<SymbolLookup> found = NativeLibraries.openByName(name);
                if (found.isPresent()) return new Search(Optional.of(new OneDnn(found.get())), "");
            }
        } catch (IllegalArgumentException | IllegalCallerException | IllegalStateException | IOException e) {
            return Search.failed("oneDNN could not be loaded: " + e.getMessage());
        }
        return Search.failed(
                "no oneDNN: build with ./mixtura, or give -D" + LIBRARY_PROPERTY + "=/path/of/the/library");
    }

    /// The kind of numbers whose products are faster here than vectors of our own; empty where none are. Products
    /// of floats are not (`bench/KERNELS.md`).
    Optional<Kind> fastest() {
        return has(Kind.BFLOAT) ? Optional.of(Kind.BFLOAT) : Optional.empty();
    }

    /// Whether products of this kind of numbers have instructions of their own here.
    boolean has(Kind kind) {
        int needed = kind == Kind.BFLOAT ? WITH_BFLOAT : WITH_AVX512;
        return (instructions & needed) == needed;
    }

    /// Library and version.
    String name() {
        return String.format(Locale.ROOT, "oneDNN %s", version);
    }

    /// The calling thread's own calls of the library stay in the calling thread.
    void oneThread() {
        try {
            setThreads.invokeExact(1);
        } catch (Throwable e) {
            throw refused(e);
        }
    }

    void execute(long primitive, long stream, int argumentCount, long arguments) {
        try {
            expectDone(
                    (int) execute.invokeExact(primitive, stream, argumentCount, arguments), "dnnl_primitive_execute");
        } catch (Throwable e) {
            throw refused(e);
        }
    }

    /// Lets one of the library's memory objects stand for other memory.
    void setAddress(long memory, long address) {
        try {
            expectDone((int) setHandle.invokeExact(memory, address), "dnnl_memory_set_data_handle");
        } catch (Throwable e) {
            throw refused(e);
        }
    }

    void destroy(Thing thing, long object) {
        MethodHandle handle = destroy.get(thing);
        if (handle == null) return;
        try {
            int ignored = (int) handle.invokeExact(object);
        } catch (Throwable e) {
            throw refused(e);
        }
    }

    static void expectDone(int status, String function) {
        if (status != 0) throw new IllegalStateException(function + " refused with status " + status);
    }

    /// What is thrown for a call that came to nothing: native functions themselves throw nothing.
    static IllegalStateException refused(Throwable e) {
        return e instanceof IllegalStateException known ? known : new IllegalStateException("oneDNN: " + e, e);
    }

    private static MethodHandle link(SymbolLookup library, String function, FunctionDescriptor type) {
        return NativeLibraries.link(NativeLibraries.find(library, function), type);
    }
}
