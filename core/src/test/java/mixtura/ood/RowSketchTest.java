package mixtura.ood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import mixtura.data.Execution;
import mixtura.data.Rows;
import org.junit.jupiter.api.Test;

class RowSketchTest {
    private static final Execution TWO = Execution.of(2);

    private static Rows rows(int count, long seed) {
        return Rows.wrap(new SplittableRandom(seed).doubles(3L * count).toArray(), count, 3);
    }

    @Test
    void equalRowsAreKnownAndOthersAreNot() {
        RowSketch sketch = RowSketch.of(rows(5000, 1), TWO);
        assertThat(sketch.shareKnown(rows(5000, 1), TWO)).isEqualTo(1);
        assertThat(sketch.shareKnown(rows(5000, 2), TWO)).isZero();
        assertThat(sketch.hashes()).isSorted().hasSize(512);
    }

    @Test
    void aPartOfTheRowsIsKnown() {
        RowSketch sketch = RowSketch.of(rows(20_000, 1), TWO);
        // 51 hashes are expected among the 2000 rows; four standard deviations are 27
        assertThat(sketch.shareKnown(rows(20_000, 1).range(3000, 5000), TWO)).isGreaterThan(0.5);
    }

    @Test
    void theShareIsEstimatedWhereOtherRowsAreMixedIn() {
        double[] mixed = new double[3 * 4000];
        System.arraycopy(new SplittableRandom(1).doubles(3 * 4000).toArray(), 0, mixed, 0, 3 * 1000);
        System.arraycopy(new SplittableRandom(9).doubles(3 * 3000).toArray(), 0, mixed, 3 * 1000, 3 * 3000);
        RowSketch sketch = RowSketch.of(rows(4000, 1), TWO);
        // a quarter; the standard error of the estimate from 512 hashes is 0.02
        assertThat(sketch.shareKnown(Rows.wrap(mixed, 4000, 3), TWO)).isCloseTo(0.25, within(0.08));
    }

    @Test
    void threadsAndOrderChangeNothing() {
        RowSketch one = RowSketch.of(rows(3000, 4), Execution.of(1));
        RowSketch four = RowSketch.of(rows(3000, 4), Execution.of(4).withBlockRows(17));
        assertThat(four.hashes()).containsExactly(one.hashes());
    }
}
