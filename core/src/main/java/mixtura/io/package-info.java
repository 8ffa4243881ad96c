/// Reading and writing data files: CSV, NPY and NPZ, IDX, any of them in gzip, from a path or from standard input.
/// Each reader makes [mixtura.data.Rows] or a [mixtura.data.Table] and knows nothing else of the house;
/// [mixtura.io.DataFile] looks at the first bytes and chooses the reader.
@NullMarked
package mixtura.io;

import org.jspecify.annotations.NullMarked;
