package mixtura.internal.kernel;

/// Which kernels run here: decided once from what the machine and the JVM have, never by a clock.
final class KernelChoice {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private KernelChoice() {}

    /// From these three sizes on OpenBLAS multiplies faster than [VectorProducts] (`ProductBenchmark`).
    private static final int OPENBLAS_PAYS = 256;

    /// As [#OPENBLAS_PAYS], against scalar loops.
    private static final int SCALAR_IS_SLOW = 4;

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
        if (!vectorsArePresent()) {
            return Library.SEARCH
                    .blas()
                    .<Kernels>map(blas -> new NativeKernels(blas, new ScalarKernels(withoutVectors()), SCALAR_IS_SLOW))
                    .orElseGet(() -> new ScalarKernels(withoutVectors() + "; " + Library.SEARCH.reason()));
        }
        return Library.SEARCH
                .blas()
                .<Kernels>map(blas -> new NativeKernels(blas, new VectorKernels(""), OPENBLAS_PAYS))
                .orElseGet(() -> new VectorKernels(Library.SEARCH.reason()));
    }

    /// As [Kernels#named].
    static Kernels named(String name) {
        return switch (name) {
            case "auto" -> Automatic.KERNELS;
            case "scalar" -> ScalarKernels.INSTANCE;
            case "simd" -> {
                if (!vectorsArePresent()) {
                    throw new IllegalArgumentException("kernels 'simd' need the module " + VECTOR_MODULE
                            + "; start java with --add-modules " + VECTOR_MODULE + ", or ask for 'auto' or 'scalar'");
                }
                yield new VectorKernels("");
            }
            case "blas" -> {
                Blas blas = Library.SEARCH
                        .blas()
                        .orElseThrow(() -> new IllegalArgumentException(
                                Library.SEARCH.reason() + "; kernels 'auto' and 'simd' do without"));
                yield new NativeKernels(
                        blas, vectorsArePresent() ? new VectorKernels("") : new ScalarKernels(withoutVectors()), 0);
            }
            default ->
                throw new IllegalArgumentException(
                        "there are no kernels called '" + name + "'; ask for auto, simd, blas or scalar");
        };
    }

    /// Whether [VectorKernels] may be touched.
    static boolean vectorsArePresent() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
    }

    private static String withoutVectors() {
        return "scalar (module " + VECTOR_MODULE + " is absent: start java with --add-modules " + VECTOR_MODULE + ")";
    }
}
