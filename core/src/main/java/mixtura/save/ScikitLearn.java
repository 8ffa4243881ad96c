package mixtura.save;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mixtura.data.DataException;
import mixtura.io.NdArray;
import mixtura.io.Npz;
import mixtura.mixture.Covariance;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianMixture;

/// Gaussian mixtures of scikit-learn, as an NPZ with its own names: `numpy.savez(FILE, weights_=g.weights_,
/// means_=g.means_, covariances_=g.covariances_, covariance_type=g.covariance_type)`.
public final class ScikitLearn {
    private static final String HOW = "in Python: numpy.savez(FILE, weights_=g.weights_, means_=g.means_, "
            + "covariances_=g.covariances_, covariance_type=g.covariance_type)";

    private ScikitLearn() {}

    /// Reads a mixture.
    ///
    /// @throws DataException if an array is missing or has another shape than scikit-learn's
    public static GaussianMixture read(Path file) {
        List<String> members = Npz.members(file);
        for (String needed : List.of("weights_", "means_", "covariances_")) {
            if (!members.contains(needed)) {
                throw new DataException(
                        "'" + file + "' has no array '" + needed + "', so it is no Gaussian mixture", HOW);
            }
        }
        double[] proportions = Npz.readArray(file, "weights_").values();
        double[][] means = Npz.readArray(file, "means_").matrix();
        NdArray covariances = Npz.readArray(file, "covariances_");
        int k = proportions.length;
        int d = means.length == 0 ? 0 : means[0].length;
        Covariance structure = members.contains("covariance_type")
                ? Covariance.ofWord(Npz.readText(file, "covariance_type"))
                : structure(file, covariances.shape(), k, d);
        double[] values = covariances.values();
        int length = values.length / (structure == Covariance.TIED ? 1 : k);
        List<Gaussian> components = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            int from = structure == Covariance.TIED ? 0 : c * length;
            components.add(new Gaussian(means[c], Arrays.copyOfRange(values, from, from + length), structure));
        }
        List<String> names = IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).toList();
        return new GaussianMixture(proportions, components, names, new TreeMap<>());
    }

    private static Covariance structure(Path file, int[] shape, int k, int d) {
        if (Arrays.equals(shape, new int[] {k, d, d})) return Covariance.FULL;
        if (Arrays.equals(shape, new int[] {k})) return Covariance.SPHERICAL;
        boolean tied = Arrays.equals(shape, new int[] {d, d});
        boolean diagonal = Arrays.equals(shape, new int[] {k, d});
        if (tied != diagonal) return tied ? Covariance.TIED : Covariance.DIAGONAL;
        throw new DataException(
                "'" + file + "' has covariances_ of shape " + Arrays.toString(shape) + " for " + k + " components in "
                        + d + " columns: its structure is not clear",
                HOW);
    }
}
