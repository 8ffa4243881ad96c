package mixtura.io;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import mixtura.data.ArrayLayout;
import mixtura.data.DataException;
import mixtura.data.Element;
import mixtura.data.Execution;
import mixtura.data.ImageShape;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// An array found in a file: where its bytes are and how they are to be read.
///
/// @param name        the file, for messages
/// @param imageShape  the pictures' shape when the file holds n × height × width values
record StoredArray(String name, MemorySegment memory, ArrayLayout layout, Optional<ImageShape> imageShape) {
    /// @throws DataException if the bytes end before the array does
    StoredArray {
        if (layout.rowCount() == 0) throw new DataException(name + " has no rows", "give a file with at least one row");
        if (memory.byteSize() < layout.end()) {
            throw new DataException(
                    name + " is cut short: its header promises " + layout.rowCount() + " rows × " + layout.dimension()
                            + " values of " + layout.element().bytes() + " bytes, which is "
                            + (layout.end() - layout.offset()) + " bytes, but only "
                            + Math.max(0, memory.byteSize() - layout.offset()) + " are there",
                    "copy or download the file again");
        }
    }

    /// The rows where they are; each block is converted when it is read.
    Rows rows() {
        return layout.rowsOf(memory);
    }

    /// The rows converted into one array: of float when every value fits, else of double.
    Rows rowsInMemory() {
        int size = size();
        int rowCount = (int) layout.rowCount();
        Rows stored = rows();
        Element element = layout.element();
        if (!element.fitsFloat()) return Rows.wrap(values(), rowCount, layout.dimension());
        float[] values = new float[size];
        copy(stored, block -> {
            float[] source = block.floats();
            if (source == null) throw new AssertionError(element + " is read as float");
            System.arraycopy(source, block.floatOffset(), values, start(block), block.rowCount() * block.dimension());
        });
        return Rows.wrap(values, rowCount, layout.dimension());
    }

    /// All values, row by row.
    double[] values() {
        double[] values = new double[size()];
        copy(
                rows(),
                block -> System.arraycopy(
                        block.values(), block.offset(), values, start(block), block.rowCount() * block.dimension()));
        return values;
    }

    private int size() {
        long size = layout.rowCount() * layout.dimension();
        if (size > Integer.MAX_VALUE - 8) {
            throw new DataException(
                    name + " has " + size + " values, more than one array can hold",
                    "map the file instead of reading it");
        }
        return (int) size;
    }

    private static int start(RowBlock block) {
        return (int) block.firstRow() * block.dimension();
    }

    private interface BlockCopy {
        void copy(RowBlock block);
    }

    /// Nothing is learned of the rows: they are only passed on.
    private record Nothing() implements Mergeable<Nothing> {
        @Override
        public Nothing merge(Nothing later) {
            return this;
        }
    }

    private static void copy(Rows rows, BlockCopy copy) {
        rows.aggregate(Execution.of(1), () -> new Pass<Nothing>() {
            @Override
            public void add(RowBlock block) {
                copy.copy(block);
            }

            @Override
            public Nothing finish() {
                return new Nothing();
            }
        });
    }
}
