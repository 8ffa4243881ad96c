package mixtura.app.plot;

import java.util.List;
import java.util.function.Consumer;

/// How plots are drawn; each plot reads what concerns it. Options are immutable; `with…` gives a copy with one of them
/// changed.
public final class PlotOptions {
    private static final int LEAST_WIDTH = 200;
    private static final int LEAST_HEIGHT = 150;
    private static final int MOST = 10_000;

    private final Settings settings;

    /// Written only before it is shared.
    private static final class Settings implements Cloneable {
        int width = 900;
        int height = 620;
        List<Double> levels = List.of();
        List<String> columns = List.of();
        int pointLimit = 5000;
        int perCluster = 8;
        int imageWidth;
        int imageHeight;
        List<String> labels = List.of();
        String dataName = "";
        long seed;
        LevelsPlot.Names levelNames = (column, level) -> Integer.toString(level);

        @Override
        protected Settings clone() {
            try {
                return (Settings) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError("settings can be cloned", e);
            }
        }
    }

    private PlotOptions(Settings settings) {
        this.settings = settings;
    }

    /// 900 × 620 pixels, ellipses at 1σ and 2σ, at most 5000 points.
    public static PlotOptions defaults() {
        return new PlotOptions(new Settings());
    }

    /// In pixels, at least 200.
    public int width() {
        return settings.width;
    }

    /// In pixels, at least 150.
    public int height() {
        return settings.height;
    }

    /// Probabilities held by the ellipses, each in (0, 1); empty for 1σ and 2σ.
    public List<Double> levels() {
        return settings.levels;
    }

    /// The columns to show, by name or by number from 1; empty for the first ones.
    public List<String> columns() {
        return settings.columns;
    }

    /// At most so many rows are drawn, drawn at random when there are more.
    public int pointLimit() {
        return settings.pointLimit;
    }

    /// Rows a cluster in `samples`.
    public int perCluster() {
        return settings.perCluster;
    }

    /// Columns of pixels where a row is an image; 0: the square root of the dimension.
    public int imageWidth() {
        return settings.imageWidth;
    }

    /// Rows of pixels where a row is an image; 0: likewise.
    public int imageHeight() {
        return settings.imageHeight;
    }

    /// The known class of every row, for `confusion`; empty when there is none.
    public List<String> labels() {
        return settings.labels;
    }

    /// For the caption.
    public String dataName() {
        return settings.dataName;
    }

    /// Of the sampling.
    public long seed() {
        return settings.seed;
    }

    /// What levels of columns are called.
    public LevelsPlot.Names levelNames() {
        return settings.levelNames;
    }

    /// @throws IllegalArgumentException if the picture would be too small to read or too large to hold
    public PlotOptions withSize(int width, int height) {
        if (width < LEAST_WIDTH || height < LEAST_HEIGHT || width > MOST || height > MOST) {
            throw new IllegalArgumentException(
                    "a picture of " + width + " × " + height + "; it can be 200 × 150 to 10000 × 10000 pixels");
        }
        return with(s -> {
            s.width = width;
            s.height = height;
        });
    }

    /// @throws IllegalArgumentException if one is no probability between 0 and 1
    public PlotOptions withLevels(List<Double> other) {
        for (double level : other) {
            if (!(level > 0 && level < 1)) {
                throw new IllegalArgumentException(
                        "level " + level + " is no probability between 0 and 1; try --level 0.95");
            }
        }
        return with(s -> s.levels = List.copyOf(other));
    }

    public PlotOptions withColumns(List<String> other) {
        return with(s -> s.columns = List.copyOf(other));
    }

    /// @throws IllegalArgumentException if no row could be drawn
    public PlotOptions withPointLimit(int other) {
        if (other < 1) throw new IllegalArgumentException("pointLimit is " + other + "; draw at least one row");
        return with(s -> s.pointLimit = other);
    }

    /// @throws IllegalArgumentException if no row could be shown
    public PlotOptions withPerCluster(int other) {
        if (other < 1) throw new IllegalArgumentException("perCluster is " + other + "; show at least one row");
        return with(s -> s.perCluster = other);
    }

    public PlotOptions withImageSize(int width, int height) {
        return with(s -> {
            s.imageWidth = width;
            s.imageHeight = height;
        });
    }

    public PlotOptions withLabels(List<String> other) {
        return with(s -> s.labels = List.copyOf(other));
    }

    public PlotOptions withDataName(String other) {
        return with(s -> s.dataName = other);
    }

    public PlotOptions withSeed(long other) {
        return with(s -> s.seed = other);
    }

    public PlotOptions withLevelNames(LevelsPlot.Names other) {
        return with(s -> s.levelNames = other);
    }

    private PlotOptions with(Consumer<Settings> change) {
        Settings copy = settings.clone();
        change.accept(copy);
        return new PlotOptions(copy);
    }
}
