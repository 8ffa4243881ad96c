package mixtura.internal.kernel;

/// Which kernels run here: decided once from what the machine and the JVM have, never by a clock.
final class KernelChoice {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private KernelChoice() {}

    /// As [Kernels#automatic], made when it is first asked for.
    static final class Automatic {
        static final Kernels KERNELS = vectorsArePresent() ? new VectorKernels() : new ScalarKernels(scalarForWantOfVectors());

        private Automatic() {}
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
                yield new VectorKernels();
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

    private static String scalarForWantOfVectors() {
        return "scalar (module " + VECTOR_MODULE + " is absent: start java with --add-modules " + VECTOR_MODULE + ")";
    }
}
