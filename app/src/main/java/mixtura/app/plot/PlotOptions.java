package mixtura.app.plot;

import java.util.List;

/// How plots are drawn; each plot reads what concerns it.
///
/// @param width        in pixels, at least 200
/// @param height       in pixels, at least 150
/// @param levels       probabilities held by the ellipses, each in (0, 1); empty for 1σ and 2σ
/// @param columns      the columns to show, by name or by number from 1; empty for the first ones
/// @param pointLimit   at most so many rows are drawn, drawn at random when there are more
/// @param perCluster   rows a cluster in `samples`
/// @param imageWidth   columns of pixels where a row is an image; 0: the square root of the dimension
/// @param imageHeight  rows of pixels where a row is an image; 0: likewise
/// @param labels       the known class of every row, for `confusion`; empty when there is none
/// @param dataName     for the caption
/// @param seed         of the sampling
/// @param levelNames   what levels of columns are called
public record PlotOptions(
        int width,
        int height,
        List<Double> levels,
        List<String> columns,
        int pointLimit,
        int perCluster,
        int imageWidth,
        int imageHeight,
        List<String> labels,
        String dataName,
        long seed,
        LevelsPlot.Names levelNames) {
    public PlotOptions {
        levels = List.copyOf(levels);
        columns = List.copyOf(columns);
        labels = List.copyOf(labels);
        if (width < 200 || height < 150 || width > 10_000 || height > 10_000) {
            throw new IllegalArgumentException(
                    "a picture of " + width + " × " + height + "; it can be 200 × 150 to 10000 × 10000 pixels");
        }
        for (double level : levels) {
            if (!(level > 0 && level < 1)) {
                throw new IllegalArgumentException(
                        "level " + level + " is no probability between 0 and 1; try --level 0.95");
            }
        }
        if (pointLimit < 1)
            throw new IllegalArgumentException("pointLimit is " + pointLimit + "; draw at least one row");
        if (perCluster < 1)
            throw new IllegalArgumentException("perCluster is " + perCluster + "; show at least one row");
    }

    /// 900 × 620 pixels, ellipses at 1σ and 2σ, at most 5000 points.
    public static PlotOptions defaults() {
        return new PlotOptions(
                900,
                620,
                List.of(),
                List.of(),
                5000,
                8,
                0,
                0,
                List.of(),
                "",
                0,
                (column, level) -> Integer.toString(level));
    }

    public PlotOptions withSize(int newWidth, int newHeight) {
        return new PlotOptions(
                newWidth,
                newHeight,
                levels,
                columns,
                pointLimit,
                perCluster,
                imageWidth,
                imageHeight,
                labels,
                dataName,
                seed,
                levelNames);
    }

    public PlotOptions withLevels(List<Double> other) {
        return new PlotOptions(
                width,
                height,
                other,
                columns,
                pointLimit,
                perCluster,
                imageWidth,
                imageHeight,
                labels,
                dataName,
                seed,
                levelNames);
    }

    public PlotOptions withColumns(List<String> other) {
        return new PlotOptions(
                width,
                height,
                levels,
                other,
                pointLimit,
                perCluster,
                imageWidth,
                imageHeight,
                labels,
                dataName,
                seed,
                levelNames);
    }

    public PlotOptions withPointLimit(int other) {
        return new PlotOptions(
                width,
                height,
                levels,
                columns,
                other,
                perCluster,
                imageWidth,
                imageHeight,
                labels,
                dataName,
                seed,
                levelNames);
    }

    public PlotOptions withPerCluster(int other) {
        return new PlotOptions(
                width,
                height,
                levels,
                columns,
                pointLimit,
                other,
                imageWidth,
                imageHeight,
                labels,
                dataName,
                seed,
                levelNames);
    }

    public PlotOptions withImageSize(int newWidth, int newHeight) {
        return new PlotOptions(
                width,
                height,
                levels,
                columns,
                pointLimit,
                perCluster,
                newWidth,
                newHeight,
                labels,
                dataName,
                seed,
                levelNames);
    }

    public PlotOptions withLabels(List<String> other) {
        return new PlotOptions(
                width,
                height,
                levels,
                columns,
                pointLimit,
                perCluster,
                imageWidth,
                imageHeight,
                other,
                dataName,
                seed,
                levelNames);
    }

    public PlotOptions withDataName(String other) {
        return new PlotOptions(
                width,
                height,
                levels,
                columns,
                pointLimit,
                perCluster,
                imageWidth,
                imageHeight,
                labels,
                other,
                seed,
                levelNames);
    }

    public PlotOptions withSeed(long other) {
        return new PlotOptions(
                width,
                height,
                levels,
                columns,
                pointLimit,
                perCluster,
                imageWidth,
                imageHeight,
                labels,
                dataName,
                other,
                levelNames);
    }

    public PlotOptions withLevelNames(LevelsPlot.Names other) {
        return new PlotOptions(
                width,
                height,
                levels,
                columns,
                pointLimit,
                perCluster,
                imageWidth,
                imageHeight,
                labels,
                dataName,
                seed,
                other);
    }
}
