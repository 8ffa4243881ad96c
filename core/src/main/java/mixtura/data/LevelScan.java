package mixtura.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Walks over a table's cells to find the levels of columns, or to compare them with known ones.
final class LevelScan {
    /// A column with more distinct values is no column of levels.
    private static final int MOST_LEVELS = 1000;

    private LevelScan() {}

    /// The levels of columns that have two values at most.
    ///
    /// @throws DataException that names the first column with a third value, and its row
    static List<Levels> binary(Rows cells, List<Column> columns, int[] chosen) {
        CellScan.Distinct distinct = CellScan.distinct(cells, chosen, 3);
        List<Levels> levels = new ArrayList<>();
        for (int j = 0; j < chosen.length; j++) {
            Column column = columns.get(chosen[j]);
            if (distinct.counts()[j] > 2) {
                long others = Arrays.stream(distinct.counts())
                                .filter(count -> count > 2)
                                .count()
                        - 1;
                throw third(
                        column,
                        distinct,
                        j,
                        "beside " + Levels.of(texts(column, distinct, j).subList(0, 2)),
                        others);
            }
            levels.add(Levels.ofBinary(texts(column, distinct, j)));
        }
        return levels;
    }

    /// The levels of columns of any values.
    ///
    /// @throws DataException that names a column with too many values
    static List<Levels> categorical(Rows cells, List<Column> columns, int[] chosen) {
        CellScan.Distinct distinct = CellScan.distinct(cells, chosen, MOST_LEVELS + 1);
        List<Levels> levels = new ArrayList<>();
        for (int j = 0; j < chosen.length; j++) {
            Column column = columns.get(chosen[j]);
            if (distinct.counts()[j] > MOST_LEVELS) {
                throw new DataException(
                        "column '" + column.name() + "' has more than " + MOST_LEVELS
                                + " distinct values, too many for levels",
                        "leave the column out with --columns '!" + column.name() + "'",
                        0,
                        column.name());
            }
            levels.add(Levels.of(texts(column, distinct, j)));
        }
        return levels;
    }

    /// Refuses a value that is not among the levels; columns without levels are passed over.
    ///
    /// @throws DataException that names row and column
    static void check(Rows cells, List<Column> columns, int[] chosen, List<Levels> levels) {
        int[] plain = IntStream.range(0, chosen.length)
                .filter(j -> levels.get(j).texts().isEmpty())
                .toArray();
        if (plain.length > 0) {
            int[] coded = IntStream.range(0, chosen.length)
                    .filter(j -> !levels.get(j).texts().isEmpty())
                    .toArray();
            if (coded.length == 0) return;
            check(
                    cells,
                    columns,
                    IntStream.of(coded).map(j -> chosen[j]).toArray(),
                    IntStream.of(coded).mapToObj(levels::get).toList());
            return;
        }
        int most = levels.stream().mapToInt(level -> level.texts().size()).max().orElse(0);
        CellScan.Distinct distinct = CellScan.distinct(cells, chosen, most + 1);
        for (int j = 0; j < chosen.length; j++) {
            Column column = columns.get(chosen[j]);
            List<String> seen = texts(column, distinct, j);
            for (int i = 0; i < seen.size(); i++) {
                if (levels.get(j).codeOf(seen.get(i)) >= 0) continue;
                throw new DataException(
                        "row " + (distinct.rows()[j][i] + 1) + ", column '" + column.name() + "': \"" + seen.get(i)
                                + "\" is not among the model's levels " + levels.get(j),
                        "mend the cell, or treat it as missing with --na " + seen.get(i),
                        distinct.rows()[j][i] + 1,
                        column.name());
            }
        }
    }

    private static List<String> texts(Column column, CellScan.Distinct distinct, int j) {
        return Arrays.stream(distinct.values()[j], 0, distinct.counts()[j])
                .mapToObj(column::text)
                .toList();
    }

    private static DataException third(Column column, CellScan.Distinct distinct, int j, String beside, long others) {
        long row = distinct.rows()[j][2] + 1;
        return new DataException(
                "row " + row + ", column '" + column.name() + "': \"" + column.text(distinct.values()[j][2])
                        + "\" is a third value " + beside + ", so the column is not binary"
                        + (others == 0 ? "" : others == 1 ? " (nor is 1 other)" : " (nor are " + others + " others)"),
                "cut numbers in two with --binarize T, take -m categorical, or leave the column out with --columns '!"
                        + column.name() + "'",
                row,
                column.name());
    }
}
