package mixtura.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.Fit;
import mixtura.data.Rows;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.columns.ColumnFamily;
import mixtura.mixture.columns.ColumnFamilyContract;
import mixtura.mixture.gaussian.Problems;
import org.junit.jupiter.api.Test;

/// The family of `docs/own-family.md`.
class GeometricContractTest extends ColumnFamilyContract<Geometric> {
    @Override
    protected ColumnFamily<Geometric> family() {
        return Geometric.family();
    }

    @Override
    protected double[][] rows() {
        var random = Problems.random(12);
        double[][] x = new double[90][2];
        for (int n = 0; n < x.length; n++) components().get(n % 2).sampler().draw(random, x[n], 0);
        return x;
    }

    @Override
    protected List<Geometric> components() {
        return List.of(new Geometric(new double[] {0.3, 0.8}), new Geometric(new double[] {0.7, 0.5}));
    }

    @Override
    protected List<List<Geometric>> neighbours(List<Geometric> components) {
        List<List<Geometric>> near = new ArrayList<>();
        for (double step : new double[] {-1e-3, 1e-3}) {
            for (int j = 0; j < 2; j++) {
                int column = j;
                near.add(components.stream()
                        .map(component -> {
                            double[] q = component.q().clone();
                            q[column] += step;
                            return new Geometric(q);
                        })
                        .toList());
            }
        }
        return near;
    }

    @Override
    protected double totalProbability(Geometric component) {
        List<double[]> all = new ArrayList<>();
        for (int a = 0; a < 120; a++) for (int b = 0; b < 120; b++) all.add(new double[] {a, b});
        return Arrays.stream(logDensities(all.toArray(double[][]::new), List.of(component)))
                .mapToDouble(logDensity -> Math.exp(logDensity[0]))
                .sum();
    }

    @Test
    void theDocumentShowsTheFamilyThatIsTestedHere() throws IOException {
        String source = Files.readString(Path.of("src", "test", "java", "mixtura", "example", "Geometric.java"));
        String shown = source.substring(source.indexOf("/// Independent"));
        assertThat(Files.readString(Path.of("..", "docs", "own-family.md"))).contains(shown);
    }

    @Test
    void aFamilyThatNoListKnowsIsFittedLikeAnyOther() {
        Rows rows = Rows.of(rows());
        Fit<Mixture<Geometric>> fit =
                Mixture.fit(rows, Geometric.family(), MixtureOptions.of(2).withRestarts(10));
        double[] q = fit.model().components().getFirst().q();
        assertThat(fit.converged()).isTrue();
        assertThat(q).hasSize(2);
    }
}
