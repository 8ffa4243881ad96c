/// Numbers only: the inner loops, in plain Java ([mixtura.internal.kernel.ScalarKernels], the definition), with the
/// Vector API, and through a native matrix library. Only this package knows lanes, BLAS and native memory.
@NullMarked
package mixtura.internal.kernel;

import org.jspecify.annotations.NullMarked;
