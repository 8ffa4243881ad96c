package mixtura.app.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import mixtura.kmeans.Geometry;
import mixtura.kmeans.KMeansModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `docs/robust.md` says and shows.
class RelativesPicturesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void outliersAroundTheClustersPullMeansFartherThanMedians(long seed) {
        OutlierProblem problem = OutlierProblem.near(seed);
        assertThat(problem.error(problem.fit(problem.nearTheTruth()))).isGreaterThan(0.3);
        assertThat(problem.error(problem.fit(problem.nearTheTruth().withGeometry(Geometry.MANHATTAN))))
                .isLessThan(0.2);
        assertThat(problem.error(problem.fit(problem.nearTheTruth().withTrim(0.05))))
                .isLessThan(0.2);
    }

    /// García-Escudero and Gordaliza (1999): the breakdown point of k-medians is that of k-means, one row.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void outliersFarAwayBreakKMediansAndNotTrimmedKMeans(long seed) {
        OutlierProblem problem = OutlierProblem.far(seed, 120);
        KMeansModel medians = problem.fit(problem.manyStarts().withGeometry(Geometry.MANHATTAN));
        assertThat(problem.error(problem.fit(problem.manyStarts()))).isGreaterThan(3);
        assertThat(problem.error(medians)).isGreaterThan(3);
        assertThat(Arrays.stream(medians.centroids())
                        .mapToDouble(c -> c[0])
                        .max()
                        .orElseThrow())
                .isGreaterThan(100);
        assertThat(problem.error(problem.fit(problem.manyStarts().withTrim(0.06))))
                .isLessThan(0.2);
    }

    @Test
    void theSmallerTheVarianceTheNearerAnMStepIsToAnUpdateOfKMeans() {
        assertThat(RelativesPictures.apart(1)).isGreaterThan(RelativesPictures.apart(0.3));
        assertThat(RelativesPictures.apart(0.3)).isGreaterThan(RelativesPictures.apart(0.1));
        assertThat(RelativesPictures.apart(1e-3)).isLessThan(1e-2);
    }

    @Test
    void thePicturesCanBeDrawn() {
        RelativesPictures.all()
                .forEach((name, drawing) -> assertThat(drawing.svg()).as(name).startsWith("<svg"));
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "MIXTURA_PICTURES", matches = ".+")
    void thePicturesAreWrittenWhereTheEnvironmentSays() throws IOException {
        RelativesPictures.write(Path.of(System.getenv("MIXTURA_PICTURES")));
    }
}
