package mixtura.app.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rows of numbers and levels in plots of points.
class LevelColumnsTest {
    private static final double NA = Double.NaN;
    private static final List<String> WORDS = List.of("red", "green", "blue");

    /// Two clusters: levels tell them apart in 'far' and hardly in 'near'; numbers in between.
    private static Subject subject(int numbers, boolean gaps) {
        int count = 60;
        double[][] rows = new double[count][numbers + 2];
        int[] cluster = new int[count];
        for (int n = 0; n < count; n++) {
            cluster[n] = n % 2;
            rows[n][0] = n % 3; // near: the same in both
            rows[n][1] = n % 10 == 0 ? 2 : n % 2; // far
            for (int j = 2; j < numbers + 2; j++) rows[n][j] = n % 7 + j * (n % 2);
            if (gaps && n < 9) rows[n][n % 2 == 0 ? 1 : 2] = NA;
        }
        List<String> names = List.of("near", "far", "a", "b", "c").subList(0, numbers + 2);
        List<List<String>> levels = new ArrayList<>(List.of(WORDS, WORDS));
        for (int j = 0; j < numbers; j++) levels.add(List.of());
        List<Cluster> clusters = List.of(
                Cluster.of(0.5, new double[numbers + 2]),
                Cluster.of(0.5, Arrays.copyOf(new double[] {1, 1, 3, 3, 3}, numbers + 2)));
        return new Subject(Caption.none(), names, rows, cluster, new double[0][], clusters, count, levels);
    }

    @Test
    void numbersAreShownBeforeLevelsAndOfLevelsThoseThatTellTheClustersApart() {
        assertThat(Columns.choose(subject(3, false), PlotOptions.defaults(), 2)).doesNotContain(0, 1);
        assertThat(Columns.choose(subject(2, false), PlotOptions.defaults(), 2)).containsExactly(2, 3);
        assertThat(Columns.choose(subject(1, false), PlotOptions.defaults(), 2)).containsExactly(2, 1);
        assertThat(Columns.choose(subject(3, false), PlotOptions.defaults().withColumns(List.of("far", "near")), 2))
                .containsExactly(1, 0);
    }

    @Test
    void anAxisOfLevelsHasTheirWords() {
        Ticks ticks = Scatter.axis(subject(2, false), 1, 0).ticks(6);
        assertThat(ticks.labels()).isEqualTo(WORDS);
        assertThat(ticks.at()).containsExactly(0, 1, 2);
    }

    @Test
    void rowsWithGapsInTheColumnsShownAreCounted() {
        assertThat(subject(1, true).gapNote(new int[] {2, 1})).startsWith("9 of 60 rows lack a cell");
        assertThat(subject(1, true).gapNote(new int[] {0, 1})).startsWith("5 of 60 rows lack a cell");
        assertThat(subject(1, false).gapNote(new int[] {0, 1, 2})).isEmpty();
        for (Drawing drawing : List.of(
                ClassificationPlot.draw(subject(1, true), PlotOptions.defaults()),
                PairsPlot.draw(subject(3, true), PlotOptions.defaults()))) {
            assertThat(drawing.description()).contains("rows lack a cell").contains("spread a little");
        }
    }

    /// The same rows are drawn at the same places, none on top of another although levels are few.
    @Test
    void equalPointsAreSpreadAndAlwaysTheSameWay() {
        PlotOptions both = PlotOptions.defaults().withColumns(List.of("near", "far"));
        Drawing first = ClassificationPlot.draw(subject(1, false), both);
        double[] x = symbols(first);
        assertThat(Arrays.stream(x).distinct().count()).isEqualTo(60);
        assertThat(symbols(ClassificationPlot.draw(subject(1, false), both))).containsExactly(x);
    }

    private static double[] symbols(Drawing drawing) {
        return drawing.marks().stream()
                .filter(Mark.Clip.class::isInstance)
                .flatMap(mark -> ((Mark.Clip) mark).marks().stream())
                .filter(Mark.Symbols.class::isInstance)
                .map(Mark.Symbols.class::cast)
                .filter(symbols -> symbols.x().length > 1)
                .flatMapToDouble(symbols -> Arrays.stream(symbols.x()))
                .toArray();
    }
}
