package mixtura.internal.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which kernels run here: decided once from what the machine and the JVM have, never by a clock.
///
/// The rule comes from `bench/KERNELS.md` (AMD EPYC, Zen 4, a peak of 58 GFLOP/s a core, OpenBLAS 0.3.31):
/// vectors multiply the skinny matrices of a mixture's iteration at 43 to 55 GFLOP/s where OpenBLAS reaches 26 to
/// 42, unless the inner dimension is short, and products of a matrix with itself at 39 to 50 where it reaches 18
/// to 37. OpenBLAS is ahead, 50 to 48, for large rectangles.
final class KernelChoice {
    /// Up to so many multiplications in a walk over the rows the scalar kernels do the work: the Vector API takes a
    /// second or more until it is compiled, and allocates until then. 100 walks in a fresh process, 50 000 rows of
    /// 5 columns and 5 components, seconds: scalar 1.1, OpenBLAS 1.7, vectors 2.9.
    private static final double LITTLE_WORK = 5e6;

    /// Up to so many OpenBLAS multiplies, which is fast at once. 100 walks over 100 000 rows of 8 columns with 8
    /// components: scalar 5.5, OpenBLAS 2.3, vectors 2.9; beyond, vectors win back what compiling them takes.
    private static final double MUCH_WORK = 3e8;

    /// As [#MUCH_WORK] where vectors whiten in registers, which takes half of the time that OpenBLAS takes for
    /// products of features. 50 walks over 60 000 rows of 25 columns in a fresh process, seconds of processor
    /// time: 2 components OpenBLAS 3.1, vectors 5.9; 5 components 6.0, 6.6; 10 components 7.6, 7.5. Compiled:
    /// 5 components 1.7, 0.8.
    private static final double MUCH_WHITENING = 1.8e8;

    /// Up to so many the many small fits of a comparison leave vectors alone where none of them whitens. In a
    /// fresh process 126 fits to 20 000 rows of 10 columns, 7e8, took 11.1 s of processor time with OpenBLAS alone,
    /// 15.1 with vectors and 18.7 with neither.
    private static final double MUCH_WORK_OF_ALL = 2e9;

    /// From so many on, in the fits of one covariance structure, all fits of a comparison take vectors, which
    /// whiten in half of the time that OpenBLAS takes for products of features, and are compiled once for all.
    /// Seconds of a process with OpenBLAS and with vectors, 60 000 rows of 25 columns, activations of a network
    /// and made-up rows: k = 1 to 3, 1.2e8, 2.8 and 4.1, 2.8 and 3.9; to 4, 2.0e8, 5.2 and 4.5, 4.6 and 4.8; to
    /// 9, 8.8e8, 14.9 and 9.3, 10.4 and 8.5. All structures, k = 1 to 9: 3000 rows of 40 columns, 1.1e8, 9.1 and
    /// 9.8; 10 000 of 25, 1.5e8, 10.5 and 9.8; 40 000 of 25, 5.9e8, 27.6 and 19.1.
    private static final double MUCH_WHITENING_OF_ALL = 1.4e8;

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /// From these three sizes on OpenBLAS multiplies faster than [VectorProducts].
    private static final int OPENBLAS_PAYS = 256;

    /// As [#OPENBLAS_PAYS], against scalar loops.
    private static final int SCALAR_IS_SLOW = 4;

    private KernelChoice() {}

    /// As [Kernels#automatic], made when it is first asked for.
    static final class Automatic {
        static final Kernels KERNELS = choose();

        private Automatic() {}
    }

    /// Multiplications in a walk over the rows from which on oneDNN is worth loading.
    private static final double PACKING_PAYS = 5e7;

    /// Columns from which on products by oneDNN are faster than vectors that read rows where they lie.
    private static final int MANY_COLUMNS = 32;

    /// As [#MANY_COLUMNS], for centroids: with few of them reading the rows is the work, and bounds save more.
    private static final int MANY_CENTROIDS = 32;

    /// Values of all centroids from which on: below, choosing labels outweighs the products. On one
    /// thread bf16 was 0.78 times as fast as panels at 32 columns and centroids, 1.12 at 32 and 128,
    /// 1.29 at 64 and 64.
    private static final int MANY_VALUES = 4096;

    /// What part of the heap's limit a packed copy of the rows may take.
    private static final long PART_OF_MEMORY = 8;

    /// What came of looking for oneDNN: once, since a library stays loaded.
    private static final class Packing {
        static final OneDnn.Search SEARCH = OneDnn.search();

        private Packing() {}
    }

    /// What came of looking for OpenBLAS: once, since a library stays loaded.
    private static final class Library {
        static final OpenBlas.Search SEARCH = OpenBlas.search();

        private Library() {}
    }

    private static Kernels choose() {
        Optional<Blas> blas = Library.SEARCH.blas();
        Optional<String> obstacle = obstacleToVectors();
        if (obstacle.isEmpty()) {
            return blas.isEmpty()
                    ? new VectorKernels(Library.SEARCH.reason())
                    : new NativeKernels(blas.get(), new VectorKernels(""), OPENBLAS_PAYS, false);
        }
        return blas.isEmpty()
                ? scalar(obstacle.get() + "; " + Library.SEARCH.reason())
                : new NativeKernels(blas.get(), scalar(obstacle.get()), SCALAR_IS_SLOW, true);
    }

    /// As [Kernels#named].
    static Kernels named(String name) {
        return switch (name) {
            case "auto" -> Automatic.KERNELS;
            case "scalar" -> ScalarKernels.INSTANCE;
            case "simd" -> {
                obstacleToVectors().ifPresent(obstacle -> {
                    throw new IllegalArgumentException(
                            "kernels 'simd' cannot run: " + obstacle + "; or ask for 'auto' or 'scalar'");
                });
                yield new VectorKernels("");
            }
            case "blas" -> {
                Blas blas = Library.SEARCH
                        .blas()
                        .orElseThrow(() -> new IllegalArgumentException("kernels 'blas' cannot run: "
                                + Library.SEARCH.reason() + "; or ask for 'auto' or 'simd'"));
                Kernels others = obstacleToVectors().map(KernelChoice::scalar).orElseGet(() -> new VectorKernels(""));
                yield new NativeKernels(blas, others, 0, true);
            }
            case "plain-blas" -> // as "blas", and no vectors, whose code takes seconds to compile
                Library.SEARCH
                        .blas()
                        .<Kernels>map(blas -> new NativeKernels(blas, ScalarKernels.INSTANCE, 0, true))
                        .orElse(ScalarKernels.INSTANCE);
            case "bf16", "onednn" -> {
                OneDnn library = Packing.SEARCH
                        .library()
                        .orElseThrow(() -> new IllegalArgumentException("kernels '" + name + "' cannot run: "
                                + Packing.SEARCH.reason() + "; or ask for 'auto' or 'simd'"));
                OneDnn.Kind kind = name.equals("bf16") ? OneDnn.Kind.BFLOAT : OneDnn.Kind.FLOAT;
                if (!library.has(kind)) {
                    throw new IllegalArgumentException("kernels '" + name + "' cannot run: this processor has no "
                            + needed(kind) + "; ask for 'auto' or 'simd'");
                }
                yield named("simd");
            }
            default ->
                throw new IllegalArgumentException(
                        "there are no kernels called '" + name + "'; ask for auto, simd, blas, scalar, bf16 or onednn");
        };
    }

    /// As [Kernels#forWork].
    static Kernels forWork(String name, double multiplications) {
        return forWork(name, multiplications, MUCH_WORK);
    }

    /// As [Kernels#forWhitening].
    static Kernels forWhitening(String name, double multiplications) {
        return forWork(name, multiplications, MUCH_WHITENING);
    }

    private static Kernels forWork(String name, double multiplications, double much) {
        if (!name.equals("auto") || multiplications > much) return named(name);
        if (multiplications <= LITTLE_WORK) return ScalarKernels.INSTANCE;
        return Library.SEARCH.blas().isPresent() ? named("blas") : named(name);
    }

    /// As [Kernels#nameForAll].
    static String nameForAll(String name, double multiplications, double whitening) {
        if (!name.equals("auto")) return name;
        if (whitening > MUCH_WHITENING_OF_ALL && obstacleToVectors().isEmpty()) return "simd";
        if (multiplications <= MUCH_WORK || Library.SEARCH.blas().isEmpty()) return name;
        return multiplications > MUCH_WORK_OF_ALL ? "blas" : "plain-blas";
    }

    /// As [PackedRows#choose].
    static @Nullable PackedRows packed(String name, Frame frame, long rowCount, int dimension, int k) {
        OneDnn.Kind wanted = switch (name) {
            case "bf16" -> OneDnn.Kind.BFLOAT;
            case "onednn" -> OneDnn.Kind.FLOAT;
            default -> null;
        };
        if (wanted == null && !name.equals("auto")) return null;
        if (wanted != null) named(name); // says why it cannot run
        if (obstacleToVectors().isPresent() || !PackedRows.suits(frame, dimension, k)) return null;
        if (wanted == null) {
            if (!packingPays(rowCount, dimension, k)) return null;
            wanted = Packing.SEARCH.library().flatMap(OneDnn::fastest).orElse(null);
            if (wanted == null || !fits(rowCount, dimension, wanted)) return null;
        }
        return PackedRows.of(Packing.SEARCH.library().orElseThrow(), wanted, frame, dimension, k);
    }

    private static boolean packingPays(long rowCount, int dimension, int k) {
        boolean many = dimension >= MANY_COLUMNS && k >= MANY_CENTROIDS && (double) k * dimension >= MANY_VALUES;
        return many && (double) rowCount * dimension * k >= PACKING_PAYS;
    }

    private static boolean fits(long rowCount, int dimension, OneDnn.Kind kind) {
        return rowCount * dimension * kind.bytes <= Runtime.getRuntime().maxMemory() / PART_OF_MEMORY;
    }

    /// As [PackedRows#obstacle].
    static String obstacleToPacking(String name, long rowCount, int dimension, int k) {
        if (!name.equals("auto") || obstacleToVectors().isPresent() || !packingPays(rowCount, dimension, k)) return "";
        OneDnn library = Packing.SEARCH.library().orElse(null);
        if (library == null) return Packing.SEARCH.reason();
        return library.fastest()
                .filter(kind -> !fits(rowCount, dimension, kind))
                .map(kind -> "no packed copy of the rows: it would take more than an eighth of the heap's limit")
                .orElse("");
    }

    /// What each kind of kernels runs on here, or why it cannot run.
    static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("scalar", ScalarKernels.INSTANCE.description());
        all.put("simd", obstacleToVectors().orElseGet(() -> new VectorKernels("").description()));
        all.put("blas", Library.SEARCH.blas().map(Blas::name).orElse(Library.SEARCH.reason()));
        for (OneDnn.Kind kind : new OneDnn.Kind[] {OneDnn.Kind.FLOAT, OneDnn.Kind.BFLOAT}) {
            all.put(
                    kind == OneDnn.Kind.FLOAT ? "onednn" : "bf16",
                    Packing.SEARCH
                            .library()
                            .map(library -> library.has(kind)
                                    ? library.name() + ", products of " + kind.word
                                    : "this processor has no " + needed(kind))
                            .orElse(Packing.SEARCH.reason()));
        }
        return all;
    }

    /// What the assignments of k-means run on by themselves.
    static String forKMeans() {
        String screens = obstacleToVectors().isEmpty() ? "simd" : "scalar";
        return Packing.SEARCH
                .library()
                .flatMap(OneDnn::fastest)
                .filter(kind -> obstacleToVectors().isEmpty())
                .map(kind -> kind.word + " from " + MANY_COLUMNS + " columns, " + MANY_CENTROIDS + " centroids and "
                        + MANY_VALUES + " values of centroids on, else " + screens + "; scalar for little work")
                .orElse(screens);
    }

    private static String needed(OneDnn.Kind kind) {
        return kind == OneDnn.Kind.BFLOAT ? "products of bf16 (avx512_bf16)" : "AVX-512";
    }

    /// Why [VectorKernels] must not be touched, and what to do about it; empty if they may.
    static Optional<String> obstacleToVectors() {
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
            return Optional.of(
                    "module " + VECTOR_MODULE + " is absent, start java with --add-modules " + VECTOR_MODULE);
        }
        // the JDK then works out every fused multiply-add with big decimals, ten thousand times slower
        if (!Processor.has("fma").orElse(true)) {
            return Optional.of("this processor has no fused multiply-add (AVX2), take a newer one");
        }
        return Optional.empty();
    }

    private static Kernels scalar(String obstacle) {
        return new ScalarKernels("scalar (" + obstacle + ")");
    }
}
