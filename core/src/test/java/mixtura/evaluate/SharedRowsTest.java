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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SharedRowsTest {
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

    @ParameterizedTest
    @EnumSource(Covariance.class)
    void whatFitsShareChangesNoneOfThem(Covariance structure) {
        MixtureOptions sharing = MixtureOptions.of(3).withStart(Start.kMeans()).withSharedRows();
        MixtureOptions alone = MixtureOptions.of(3).withStart(Start.kMeans()).withCovariance(structure);
        GaussianMixture.fit(iris(), sharing); // finds out what there is to share
        GaussianMixture shared =
                GaussianMixture.fit(iris(), alone.withSharedRowsOf(sharing)).model();
        double[][] means = GaussianMixture.fit(iris(), alone).model().means();
        assertThat(shared.means()).isDeepEqualTo(means);
    }

    @ParameterizedTest
    @EnumSource(Criterion.class)
    void criteriaAreThoseOfEachModel(Criterion criterion) {
        Selection selection = ChooseComponents.of(1, 3)
                .covariances(Covariance.FULL, Covariance.TIED)
                .by(criterion)
                .run(iris(), OPTIONS);
        for (Selection.Entry entry : selection.table()) {
            InformationCriteria criteria =
                    InformationCriteria.of(entry.fit().orElseThrow().model(), iris());
            assertThat(entry.criteria()).as(entry.name()).contains(criteria);
            if (criterion == Criterion.CROSS_VALIDATION) continue; // not of these rows
            assertThat(entry.value()).as(entry.name()).isEqualTo(criterion.of(criteria, Double.NaN));
        }
    }
}
