package mixtura.internal.kernel;

import java.util.Optional;

/// Which kernels run here: decided once from what the machine and the JVM have, never by a clock.
///
/// The rule comes from `bench/KERNELS.md` (AMD EPYC, Zen 4, a peak of 58 GFLOP/s a core, OpenBLAS 0.3.31): vectors
/// multiply the skinny matrices of a mixture's iteration at 43 to 55 GFLOP/s where OpenBLAS reaches 26 to 42, unless
/// the
/// inner dimension is short, and products of a matrix with itself at 39 to 50 where it reaches 18 to 37. OpenBLAS is
/// ahead, 50 to 48, for large rectangles.
final class KernelChoice {
    /// Up to so many multiplications in a walk over the rows the scalar kernels do the work: the Vector API takes a
    /// second or more until it is compiled, and allocates until then. 100 walks in a fresh process, 50 000 rows of
    /// 5 columns and 5 components, seconds: scalar 1.1, OpenBLAS 1.7, vectors 2.9.
    private static final double LITTLE_WORK = 5e6;

    /// Up to so many OpenBLAS multiplies, which is fast at once. 100 walks over 100 000 rows of 8 columns with 8
    /// components: scalar 5.5, OpenBLAS 2.3, vectors 2.9; beyond, vectors win back what compiling them takes.
    private static final double MUCH_WORK = 3e8;

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
            default ->
                throw new IllegalArgumentException(
                        "there are no kernels called '" + name + "'; ask for auto, simd, blas or scalar");
        };
    }

    /// As [Kernels#forWork].
    static Kernels forWork(String name, double multiplications) {
        if (!name.equals("auto") || multiplications > MUCH_WORK) return named(name);
        if (multiplications <= LITTLE_WORK) return ScalarKernels.INSTANCE;
        return Library.SEARCH.blas().isPresent() ? named("blas") : named(name);
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
