package mixtura.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import mixtura.Reference;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;

class SharedStartTest {
    private static final MixtureOptions OPTIONS = MixtureOptions.of(1).withStart(Start.agglomerative());

    private static Rows iris() {
        return Rows.of(Reference.table("data/iris.csv").rows().stream()
                .map(row -> Arrays.stream(row)
                        .limit(4)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new));
    }

    /// Those that were stopped early would not have been chosen either.
    @Test
    void rowsMergedOnceForEverySizeGiveTheFitsOfEachSizeAlone() {
        Selection selection = ChooseComponents.of(1, 5)
                .covariances(Covariance.FULL, Covariance.DIAGONAL)
                .run(iris(), OPTIONS);
        for (Selection.Entry entry : selection.table()) {
            MixtureOptions alone = OPTIONS.withK(entry.k()).withCovariance(Covariance.ofWord(entry.structure()));
            double toTheEnd = GaussianMixture.fit(iris(), alone).objective();
            double found = entry.fit().orElseThrow().objective();
            if (entry.screened()) {
                assertThat(found).as(entry.name()).isLessThanOrEqualTo(toTheEnd);
                assertThat(entry.value() - 2 * (toTheEnd - found))
                        .as(entry.name())
                        .isGreaterThan(selection.best().orElseThrow().value());
            } else {
                assertThat(found).as(entry.name()).isEqualTo(toTheEnd);
            }
        }
    }

    @Test
    void foldsAreMergedByThemselves() {
        Selection selection = ChooseComponents.of(2, 3)
                .covariances(Covariance.FULL)
                .by(Criterion.CROSS_VALIDATION)
                .run(iris(), OPTIONS);
        assertThat(selection.ranked()).hasSize(2);
    }
}
