package mixtura.internal.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// One product of oneDNN, for one thread at a time: S = −C · Xᵀ with C `centroidCount × dimension` and X a panel of
/// `rowCount` rows in the layout that the library chose for it, S `centroidCount × rowCount` in float.
///
/// So written, rows are what the library calls weights: they are laid out once and multiplied again and again, and
/// scores of the rows lie side by side, so that the least of them is chosen without a sum across lanes.
final class PackedProduct {
    private static final int ANY_LAYOUT = 1; // dnnl_format_tag_any
    private static final int ROW_MAJOR = 3; // dnnl_ab
    private static final int BY_CALLER = 1; // dnnl_scratchpad_mode_user
    private static final int WEIGHTS = 131; // dnnl_query_weights_md
    private static final int SCRATCH_PAD = 136; // dnnl_query_scratchpad_md

    // DNNL_ARG_…
    private static final int SOURCE_ARGUMENT = 1;
    private static final int RESULT_ARGUMENT = 17;
    private static final int WEIGHTS_ARGUMENT = 33;
    private static final int SCRATCH_PAD_ARGUMENT = 80;

    /// Bytes of one of the arguments of a primitive: a number, padding and a pointer.
    private static final int ARGUMENT = 16;

    private static final int ALIGNED = 64;

    private final OneDnn library;
    private final OneDnn.Kind kind;
    private final int rowCount;
    private final int dimension;
    private final Arena arena = Arena.ofShared();
    private final List<Runnable> undo = new ArrayList<>();
    private final MemorySegment out = arena.allocate(JAVA_LONG); // where the library writes what it made
    private final long stream;
    private final long panelBytes;
    private final MemorySegment centroids;
    private final MemorySegment rows;
    private final MemorySegment scores;
    private final long product;
    private final MemorySegment productArguments;
    private final long panelOfProduct;
    private final long packing;
    private final MemorySegment packingArguments;
    private final long panelOfPacking;
    private long held = -1; // the number of the centroids that it has

    /// @throws IllegalStateException if the library refuses
    PackedProduct(OneDnn library, OneDnn.Kind kind, int centroidCount, int rowCount, int dimension) {
        this.library = library;
        this.kind = kind;
        this.rowCount = rowCount;
        this.dimension = dimension;
        try {
            stream = made(OneDnn.Thing.STREAM, (int) library.makeStream.invokeExact(at(), library.engine, 1));
            long attributes = made(OneDnn.Thing.ATTRIBUTES, (int) library.makeAttributes.invokeExact(at()));
            OneDnn.expectDone((int) library.setScratchPad.invokeExact(attributes, BY_CALLER), "scratch pad");

            long left = layout(kind, ROW_MAJOR, centroidCount, dimension);
            long right = layout(kind, ANY_LAYOUT, dimension, rowCount);
            long result = layout(OneDnn.Kind.FLOAT, ROW_MAJOR, centroidCount, rowCount);
            long description = made(OneDnn.Thing.DESCRIPTION, (int)
                    library.describeProduct.invokeExact(at(), library.engine, left, right, 0L, result, attributes));
            long chosen = asked(description, WEIGHTS);
            panelBytes = size(chosen);
            centroids = arena.allocate((long) centroidCount * dimension * kind.bytes, ALIGNED);
            scores = everywhere(arena.allocate((long) centroidCount * rowCount * Float.BYTES, ALIGNED));
            product = made(OneDnn.Thing.PRIMITIVE, (int) library.makePrimitive.invokeExact(at(), description));
            panelOfProduct = memory(chosen, 0);
            productArguments = arguments(
                    new int[] {SOURCE_ARGUMENT, WEIGHTS_ARGUMENT, RESULT_ARGUMENT, SCRATCH_PAD_ARGUMENT},
                    memory(left, centroids.address()),
                    panelOfProduct,
                    memory(result, scores.address()),
                    scratchPad(description));

            // Xᵀ of plain rows
            long plain = plainColumns();
            rows = arena.allocate((long) rowCount * dimension * kind.bytes, ALIGNED);
            long reorder = made(OneDnn.Thing.DESCRIPTION, (int) library.describeReorder.invokeExact(
                    at(), plain, library.engine, chosen, library.engine, attributes));
            packing = made(OneDnn.Thing.PRIMITIVE, (int) library.makePrimitive.invokeExact(at(), reorder));
            panelOfPacking = memory(chosen, 0);
            packingArguments = arguments(
                    new int[] {SOURCE_ARGUMENT, RESULT_ARGUMENT, SCRATCH_PAD_ARGUMENT},
                    memory(plain, rows.address()),
                    panelOfPacking,
                    scratchPad(reorder));
        } catch (Throwable e) {
            close();
            throw OneDnn.refused(e);
        }
    }

    /// Bytes of a packed panel, a multiple of 64.
    long panelBytes() {
        return (panelBytes + ALIGNED - 1) / ALIGNED * ALIGNED;
    }

    int rowCount() {
        return rowCount;
    }

    /// Lays rows out; those beyond `count` are zeros.
    ///
    /// @param values  in bf16 (the upper halves of floats), row-major from 0 on
    void pack(short[] values, int count, MemorySegment panel) {
        MemorySegment.copy(values, 0, rows, ValueLayout.JAVA_SHORT, 0, count * dimension);
        packed(count, panel);
    }

    /// The same for floats.
    void pack(float[] values, int count, MemorySegment panel) {
        MemorySegment.copy(values, 0, rows, ValueLayout.JAVA_FLOAT, 0, count * dimension);
        packed(count, panel);
    }

    private void packed(int count, MemorySegment panel) {
        rows.asSlice((long) count * dimension * kind.bytes).fill((byte) 0);
        library.setAddress(panelOfPacking, panel.address());
        library.execute(packing, stream, 3, packingArguments.address());
    }

    /// Takes over centroids, unless it has these already.
    ///
    /// @param number  theirs
    /// @param values an array of short (bf16) or float, row-major
    void setCentroids(long number, MemorySegment values) {
        if (held == number) return;
        MemorySegment.copy(values, 0, centroids, 0, centroids.byteSize());
        held = number;
    }

    /// Multiplies. The score of row n with centroid c is then float `c * rowCount + n` of what is returned, until the
    /// next product.
    MemorySegment multiply(MemorySegment panel) {
        library.setAddress(panelOfProduct, panel.address());
        library.execute(product, stream, 4, productArguments.address());
        return scores;
    }

    /// Gives back what belongs to the library. Nobody may be at work with it.
    void close() {
        for (Runnable step : undo.reversed()) step.run();
        undo.clear();
        arena.close();
    }

    private long at() {
        return out.address();
    }

    private long made(OneDnn.Thing thing, int status) {
        OneDnn.expectDone(status, "oneDNN, making a " + thing.name().toLowerCase(java.util.Locale.ROOT) + ",");
        long object = out.get(JAVA_LONG, 0);
        undo.add(() -> library.destroy(thing, object));
        return object;
    }

    private MemorySegment sizes(long first, long second) {
        return arena.allocateFrom(JAVA_LONG, first, second);
    }

    private long layout(OneDnn.Kind numbers, int tag, int first, int second) throws Throwable {
        long dimensions = sizes(first, second).address();
        return made(OneDnn.Thing.LAYOUT, (int) library.describe.invokeExact(at(), 2, dimensions, numbers.code, tag));
    }

    private long plainColumns() throws Throwable {
        long dimensions = sizes(dimension, rowCount).address();
        long strides = sizes(1, dimension).address();
        return made(OneDnn.Thing.LAYOUT, (int)
                library.describeByStrides.invokeExact(at(), 2, dimensions, kind.code, strides));
    }

    private long asked(long description, int what) throws Throwable {
        return (long) library.query.invokeExact(description, what, 0);
    }

    private long size(long layout) throws Throwable {
        return (long) library.size.invokeExact(layout);
    }

    private long memory(long layout, long address) throws Throwable {
        return made(OneDnn.Thing.MEMORY, (int) library.makeMemory.invokeExact(at(), layout, library.engine, address));
    }

    private long scratchPad(long description) throws Throwable {
        long layout = asked(description, SCRATCH_PAD);
        long bytes = size(layout);
        return memory(layout, bytes == 0 ? 0 : arena.allocate(bytes, ALIGNED).address());
    }

    private MemorySegment arguments(int[] which, long... memories) {
        MemorySegment all = arena.allocate((long) which.length * ARGUMENT, Long.BYTES);
        for (int i = 0; i < which.length; i++) {
            all.set(JAVA_INT, (long) i * ARGUMENT, which[i]);
            all.set(JAVA_LONG, (long) i * ARGUMENT + Long.BYTES, memories[i]);
        }
        return all;
    }

    /// The same memory without a check of its lifetime at every access: it is read in inner loops, by whoever holds
    /// this product.
    @SuppressWarnings("restricted")
    private static MemorySegment everywhere(MemorySegment segment) {
        return MemorySegment.ofAddress(segment.address()).reinterpret(segment.byteSize());
    }
}
