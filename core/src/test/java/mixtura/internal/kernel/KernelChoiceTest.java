package mixtura.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class KernelChoiceTest {
    @Test
    void everyKindCanBeAskedForByName() {
        assertThat(Kernels.named("scalar").description()).isEqualTo("scalar");
        assertThat(Kernels.named("simd").description()).matches("vector \\d+ bit");
        assertThat(Kernels.named("auto")).isSameAs(Kernels.automatic());
    }

    @Test
    void littleWorkIsDoneByTheScalarKernelsUnlessOthersAreAskedFor() {
        assertThat(Kernels.forWork("auto", 1000)).isSameAs(ScalarKernels.INSTANCE);
        assertThat(Kernels.forWork("auto", 1e12)).isSameAs(Kernels.automatic());
        assertThat(Kernels.forWork("simd", 1000).description()).startsWith("vector");
    }

    @Test
    void manyFitsThatWhitenTakeVectorsAndManyOthersDoNot() {
        assertThat(Kernels.nameForAll("auto", 1e9, 1e9)).isEqualTo("simd");
        assertThat(Kernels.nameForAll("auto", 1e9, 0)).isNotEqualTo("simd");
        assertThat(Kernels.nameForAll("auto", 1e6, 1e6)).isEqualTo("auto");
        assertThat(Kernels.nameForAll("blas", 1e9, 1e9)).isEqualTo("blas");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kernels.named("fast"))
                .withMessageContaining("'fast'")
                .withMessageContaining("auto, simd, blas, scalar, bf16 or onednn");
    }
}
