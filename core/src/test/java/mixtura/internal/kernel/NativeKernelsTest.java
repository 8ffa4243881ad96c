package mixtura.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NativeKernelsTest extends KernelsContract {
    @BeforeAll
    static void needsTheLibrary() {
        OpenBlas.Search search = OpenBlas.search();
        assumeTrue(search.blas().isPresent(), search.reason());
    }

    @Override
    Kernels kernels() {
        return Kernels.named("blas");
    }

    @Test
    void whereTheProcessorHasAvx512OpenBlasUsesIt() {
        assumeTrue(OpenBlas.processorHasAvx512(), "this processor has no AVX-512");
        assumeTrue(System.getenv("OPENBLAS_CORETYPE") == null, "OPENBLAS_CORETYPE is set");
        assertThat(kernels().description()).containsPattern("SkylakeX|Cooperlake|SapphireRapids");
    }

    @Test
    void aLibraryThatIsNotThereIsSaidToBeMissing() {
        System.setProperty(OpenBlas.LIBRARY_PROPERTY, "/no/such/libopenblas.so");
        try {
            OpenBlas.Search search = OpenBlas.search();
            assertThat(search.blas()).isEmpty();
            assertThat(search.reason()).contains("/no/such/libopenblas.so");
        } finally {
            System.clearProperty(OpenBlas.LIBRARY_PROPERTY);
        }
    }
}
