package mixtura.app.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mixtura.Fit;
import mixtura.data.Rows;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.gaussian.GaussianMixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// What `docs/gallery.md` says and shows.
class GalleryPicturesTest {
    private static double kMeans(GalleryProblem problem) {
        Rows rows = Rows.of(problem.rows());
        return GalleryPictures.agreement(
                problem,
                KMeans.fit(rows, KMeansOptions.of(problem.k()).withRestarts(10).withSeed(1))
                        .model()
                        .predict(rows));
    }

    private static double mixture(GalleryProblem problem) {
        return GalleryPictures.agreement(
                problem, GalleryPictures.fitted(problem).predict(Rows.of(problem.rows())));
    }

    @Test
    void aMixtureLearnsShapesThatKMeansCannotSee() {
        for (GalleryProblem problem : List.of(
                GalleryProblem.overlapping(),
                GalleryProblem.unequal(),
                GalleryProblem.imbalanced(),
                GalleryProblem.elongated())) {
            assertThat(mixture(problem)).as(problem.title()).isGreaterThan(kMeans(problem) + 0.1);
        }
    }

    @Test
    void kMeansIsBetterWhereRowsAreFew() {
        assertThat(kMeans(GalleryProblem.few())).isGreaterThan(mixture(GalleryProblem.few()) + 0.1);
    }

    @Test
    void ringsAreClustersOfNeitherKind() {
        assertThat(kMeans(GalleryProblem.rings())).isLessThan(0.5);
        assertThat(mixture(GalleryProblem.rings())).isLessThan(0.7);
    }

    @Test
    void startsEndAtDifferentSummits() {
        List<Fit<GaussianMixture>> fits = GalleryPictures.sixStarts(GalleryProblem.five());
        double best = fits.stream().mapToDouble(Fit::objective).max().orElseThrow();
        double worst = fits.stream().mapToDouble(Fit::objective).min().orElseThrow();
        assertThat(best - worst).isGreaterThan(10);
    }

    @Test
    void theSmallerTheRidgeTheHigherTheLikelihoodOfANeedle() {
        GalleryProblem problem = GalleryProblem.degenerate();
        Fit<GaussianMixture> needle = GalleryPictures.withRidge(problem, Ridge.absolute(1e-8));
        Fit<GaussianMixture> held = GalleryPictures.withRidge(problem, Ridge.absolute(0.5));
        assertThat(needle.objective()).isGreaterThan(held.objective() + 10);
        assertThat(needle.certificate().flagged()).contains(2);
    }

    @Test
    void thePicturesCanBeDrawn() throws IOException {
        GalleryPictures.all().forEach((name, svg) -> assertThat(svg).as(name).startsWith("<svg"));
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "MIXTURA_PICTURES", matches = ".+")
    void thePicturesAreWrittenWhereTheEnvironmentSays() throws IOException {
        GalleryPictures.write(Path.of(System.getenv("MIXTURA_PICTURES")));
    }
}
