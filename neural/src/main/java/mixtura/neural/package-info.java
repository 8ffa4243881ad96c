/// Networks by DJL with PyTorch (training) and ONNX Runtime (reading layers). The only package that knows
/// either.
@NullMarked
package mixtura.neural;

import org.jspecify.annotations.NullMarked;
