package mixtura.app.command;

import mixtura.data.Rows;
import org.jspecify.annotations.Nullable;

/// Familiar rows that neither the network nor the detector is fitted to, in two parts, drawn at random: rows that
/// choose the ridge have helped to fit the mixture, so they may not set the threshold.
///
/// @param choosing     a fifth, or null when the ridge is given or too few rows would be left for the threshold
/// @param calibrating  the others
record Withheld(@Nullable Rows choosing, Rows calibrating) {
    private static final int SHARE_CHOOSING = 5;

    static Withheld of(Rows features, DetectorOptions choice, long seed) {
        int rowCount = Math.toIntExact(features.rowCount());
        int count = rowCount / SHARE_CHOOSING;
        boolean enough = choice.falseAlarmRate() * (rowCount - count + 1) >= 1;
        if (!choice.choosesRidge() || count == 0 || !enough) return new Withheld(null, features);
        // the complement of the seed: the seed itself has drawn the withheld rows
        RowSplit split = RowSplit.of(rowCount, count, ~seed);
        return new Withheld(RowSplit.rows(features, split.withheld()), RowSplit.rows(features, split.learned()));
    }
}
