package mixtura.internal.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A copy of a fit's rows for products by oneDNN, centred and scaled, in bf16 or float: made block by block when
/// a block is first seen, and kept beside the rows for all iterations and starts. [PackedNearest] labels by it.
///
/// With each row its length and what rounding to bf16 took from it are kept, so that the bound on a score's error
/// is the row's own and not that of the worst row: rounding to nearest takes 0.4 of what it can at most, and
/// nothing at all from whole numbers up to 256.
///
/// A block is known by its first row and its number of rows: walks with blocks of the same size share them.
public final class PackedRows implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    /// Values in a panel with its scores at most: half of the second-level cache.
    private static final int VALUES = 1 << 16;

    /// Rows in a panel: a multiple of this many, so that the last panel of a block wastes little.
    private static final int STEP = 64;

    private static final int MOST_ROWS = 256;

    /// Norms between which sums of squares in double keep all their digits after the rows' own scaling.
    private static final double SMALLEST_NORM = 1e-100;

    private static final double LARGEST_NORM = 1e100;

    private static final int MOST_COLUMNS = 50_000;

    /// A block's rows, panel by panel.
    ///
    /// @param norms      ‖x‖ of each row in the frame, rounded up
    /// @param residuals  ‖x̂ − x‖, x̂ the packed row, rounded up
    record Block(MemorySegment panels, float[] norms, float[] residuals) {}

    private record Key(long firstRow, int rowCount) {}

    private record Shape(int k, int rowCount) {}

    /// What has to be given back: on [#close], or when nobody knows these rows any more.
    private static final class Natives implements Runnable {
        private final Arena arena = Arena.ofShared();
        private final Queue<PackedProduct> made = new ConcurrentLinkedQueue<>();

        @Override
        public void run() {
            made.forEach(PackedProduct::close);
            arena.close();
        }
    }

    private final OneDnn library;
    private final OneDnn.Kind kind;
    private final int dimension;
    private final int k;
    private final double[] centre;
    private final double scale;
    private final Natives natives = new Natives();
    private final Cleaner.Cleanable cleanable = CLEANER.register(this, natives);
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Key, Block> blocks = new ConcurrentHashMap<>();
    private final Map<Shape, Queue<PackedProduct>> idle = new ConcurrentHashMap<>();

    private PackedRows(OneDnn library, OneDnn.Kind kind, Frame frame, int dimension, int k) {
        this.library = library;
        this.kind = kind;
        this.dimension = dimension;
        this.k = k;
        this.centre = frame.centre();
        this.scale = Math.scalb(1.0, -Math.getExponent(frame.largestNorm()));
    }

    /// Room for a copy of a fit's rows, where one pays and there is memory for it; otherwise null, and then rows are
    /// screened by vectors.
    ///
    /// @param kernels  the name of those asked for
    /// @param k        centroids, which decides the size of panels
    public static @Nullable PackedRows choose(String kernels, Frame frame, long rowCount, int dimension, int k) {
        return KernelChoice.packed(kernels, frame, rowCount, dimension, k);
    }

    /// Why rows that would gain by it are not packed, in a few words; empty where they are, or would not gain.
    public static String obstacle(String kernels, long rowCount, int dimension, int k) {
        return KernelChoice.obstacleToPacking(kernels, rowCount, dimension, k);
    }

    /// @throws IllegalArgumentException if such rows are not packed
    static PackedRows of(OneDnn library, OneDnn.Kind kind, Frame frame, int dimension, int k) {
        if (!suits(frame, dimension, k)) throw new IllegalArgumentException("such rows are not packed");
        return new PackedRows(library, kind, frame, dimension, k);
    }

    /// Whether products of such rows neither leave the range of floats nor lose their order.
    static boolean suits(Frame frame, int dimension, int k) {
        return k >= 2
                && k <= LeastScores.MOST_CENTROIDS
                && dimension <= MOST_COLUMNS
                && frame.largestNorm() >= SMALLEST_NORM
                && frame.largestNorm() <= LARGEST_NORM;
    }

    /// The nearest of these centroids for the fit's rows.
    ///
    /// @param centroids  row-major; not copied
    /// @param kernels    for the doubtful rows
    /// @param others     labels rows that are not the fit's own, and all where centroids are too far off for the
    ///                   packed ones
    public NearestCentroid nearest(double[] centroids, int count, Kernels kernels, NearestCentroid others) {
        return PackedNearest.of(this, centroids, count, dimension, kernels, others);
    }

    /// A number for the next centroids.
    long nextNumber() {
        return numbers.getAndIncrement();
    }

    OneDnn.Kind kind() {
        return kind;
    }

    String libraryName() {
        return library.name();
    }

    int dimension() {
        return dimension;
    }

    double[] centre() {
        return centre;
    }

    double scale() {
        return scale;
    }

    /// Rows in a full panel.
    int panelRows() {
        int most = VALUES / Math.max(k, dimension);
        return Math.max(STEP, Math.min(MOST_ROWS, most / STEP * STEP));
    }

    /// Rows of the panel that begins at row `from` of a block, those included that only fill it up.
    int panelRows(int from, int rowCount) {
        return Math.min(panelRows(), (rowCount - from + STEP - 1) / STEP * STEP);
    }

    /// The calling thread begins to use products.
    void enter() {
        library.oneThread();
    }

    /// A product that nobody uses.
    PackedProduct take(int centroidCount, int rowCount) {
        Queue<PackedProduct> queue =
                idle.computeIfAbsent(new Shape(centroidCount, rowCount), shape -> new ConcurrentLinkedQueue<>());
        PackedProduct product = queue.poll();
        if (product != null) return product;
        PackedProduct made = new PackedProduct(library, kind, centroidCount, rowCount, dimension);
        natives.made.add(made);
        return made;
    }

    void giveBack(PackedProduct product, int centroidCount) {
        Queue<PackedProduct> queue = idle.get(new Shape(centroidCount, product.rowCount()));
        if (queue != null) queue.add(product);
    }

    /// A block's rows, packed when they are first asked for.
    Block block(long firstRow, int rowCount, NearestCentroid.Source source) {
        Key key = new Key(firstRow, rowCount);
        Block known = blocks.get(key);
        if (known != null) return known;
        RowPacking packing = new RowPacking(this, rowCount);
        float[] floats = source.floats();
        Block packed = floats == null
                ? packing.pack(source.values(), source.offset())
                : packing.pack(floats, source.floatOffset());
        blocks.put(key, packed);
        return packed;
    }

    MemorySegment allocate(long bytes) {
        return natives.arena.allocate(bytes, 64);
    }

    int k() {
        return k;
    }

    /// Gives the memory back. Nobody may be at work with these rows.
    @Override
    public void close() {
        cleanable.clean();
    }
}
