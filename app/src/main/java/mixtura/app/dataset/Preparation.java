package mixtura.app.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mixtura.data.Levels;
import mixtura.data.Rows;
import org.jspecify.annotations.Nullable;

/// What is done to every value before a fit, and again before the model is used: a factor, a threshold, numbers for
/// missing cells, a standardisation of each column or unit length of each row.
///
/// @param scaleBy   factor for every value, or null
/// @param binarize  values above it become 1, others 0; or null
/// @param center    subtracted from each column, or null
/// @param scale     then divides each column, or null
/// @param unit      whether each row is divided by its length
/// @param levels    the two values of each column that is turned into 0 and 1, or empty
/// @param missing   how the fit treated missing cells: a word of `--missing`
/// @param fill      put into each column's missing cells before the standardisation, or null
public record Preparation(
        @Nullable Double scaleBy,
        @Nullable Double binarize,
        double @Nullable [] center,
        double @Nullable [] scale,
        boolean unit,
        List<Levels> levels,
        String missing,
        double @Nullable [] fill) {
    /// The data as they are.
    public static final Preparation NONE = new Preparation(null, null, null, null, false, List.of(), "error", null);

    /// Whether the data stay as they are.
    public boolean isNone() {
        return scaleBy == null && binarize == null && center == null && !unit && levels.isEmpty() && fill == null;
    }

    /// The same with a standardisation.
    public Preparation standardised(double[] newCenter, double[] newScale) {
        return new Preparation(scaleBy, binarize, newCenter.clone(), newScale.clone(), unit, levels, missing, fill);
    }

    /// The same with rows divided by their length.
    public Preparation withUnitLength() {
        return new Preparation(scaleBy, binarize, center, scale, true, levels, missing, fill);
    }

    /// The same for columns of two values.
    public Preparation withLevels(List<Levels> other) {
        return new Preparation(scaleBy, binarize, center, scale, unit, List.copyOf(other), missing, fill);
    }

    /// The same with a treatment of missing cells.
    ///
    /// @param values  what is put in their place, or null when they stay missing
    public Preparation withMissing(String word, double @Nullable [] values) {
        return new Preparation(
                scaleBy, binarize, center, scale, unit, levels, word, values == null ? null : values.clone());
    }

    /// The rows as the model sees them. Columns of two values are turned into 0 and 1 where they are read.
    public Rows apply(Rows rows) {
        Rows prepared = rows;
        if (scaleBy != null) prepared = prepared.scaled(scaleBy);
        if (binarize != null) prepared = prepared.binarised(binarize);
        if (fill != null) prepared = prepared.filled(fill);
        if (center != null && scale != null) prepared = prepared.standardised(center, scale);
        if (unit) prepared = prepared.normalised();
        return prepared;
    }

    /// A value of column `j` of the model in the units of the standardisation's input.
    public double restore(double value, int j) {
        return center == null || scale == null ? value : value * scale[j] + center[j];
    }

    /// A value of column `j` of the model as the data have it: the level of a column of levels, else the number.
    public String text(double value, int j) {
        if (levels.isEmpty() || levels.get(j).texts().isEmpty()) return String.valueOf(restore(value, j));
        List<String> texts = levels.get(j).texts();
        int place = (int) Math.rint(value);
        return place >= 0 && place < texts.size() ? texts.get(place) : String.valueOf(value);
    }

    /// A standard deviation of column `j` of the model in the units of the standardisation's input.
    public double restoreDeviation(double deviation, int j) {
        return scale == null ? deviation : deviation * scale[j];
    }

    /// As names and values for a model file.
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        if (scaleBy != null) map.put("scaleBy", scaleBy);
        if (binarize != null) map.put("binarize", binarize);
        if (center != null && scale != null) {
            map.put("center", list(center));
            map.put("scale", list(scale));
        }
        if (unit) map.put("unit", true);
        if (!missing.equals("error")) map.put("missing", missing);
        if (fill != null) map.put("fill", list(fill));
        if (!levels.isEmpty())
            map.put("levels", levels.stream().map(Levels::texts).toList());
        return map;
    }

    private static List<Double> list(double[] values) {
        List<Double> list = new ArrayList<>();
        for (double value : values) list.add(value);
        return list;
    }

    /// From names and values of a model file.
    public static Preparation fromMap(Map<String, ?> map) {
        return new Preparation(
                number(map.get("scaleBy")),
                number(map.get("binarize")),
                array(map.get("center")),
                array(map.get("scale")),
                Boolean.TRUE.equals(map.get("unit")),
                levels(map.get("levels")),
                map.get("missing") instanceof String word ? word : "error",
                array(map.get("fill")));
    }

    private static List<Levels> levels(@Nullable Object value) {
        if (!(value instanceof List<?> columns)) return List.of();
        return columns.stream()
                .map(column -> new Levels(
                        ((List<?>) column).stream().map(String::valueOf).toList()))
                .toList();
    }

    private static @Nullable Double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : null;
    }

    private static double @Nullable [] array(@Nullable Object value) {
        if (!(value instanceof List<?> list)) return null;
        return list.stream().mapToDouble(item -> ((Number) item).doubleValue()).toArray();
    }
}
