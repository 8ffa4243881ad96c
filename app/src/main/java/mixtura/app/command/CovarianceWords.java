package mixtura.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.mixture.Covariance;

/// The structures of covariances that `--covariance` names: scikit-learn's words or mclust's letters, in capitals or
/// not.
final class CovarianceWords {
    private static final List<String> WORDS = List.of("full", "tied", "diag", "spherical");

    private CovarianceWords() {}

    /// The structures in the order in which they are named, each once.
    ///
    /// @throws Failure that names what exists
    static List<Covariance> parse(String words) {
        List<Covariance> structures = new ArrayList<>();
        for (String word : words.split(",", -1)) {
            Covariance structure = one(word.strip());
            if (!structures.contains(structure)) structures.add(structure);
        }
        return structures;
    }

    /// Refuses mclust's names for one column where there are more.
    ///
    /// @throws Failure that names what they might have meant
    static void check(String words, int dimension) {
        if (dimension == 1) return;
        for (String word : words.split(",", -1)) {
            String letter = word.strip().toUpperCase(Locale.ROOT);
            if (!letter.equals("E") && !letter.equals("V")) continue;
            boolean equal = letter.equals("E");
            throw Failure.of(
                            Trouble.INVALID_VALUE,
                            "--covariance " + letter + " is for one column; the data have " + dimension)
                    .with(
                            "try",
                            equal
                                    ? "--covariance EEE   all components share a matrix   ·   EII   one variance for all"
                                    : "--covariance VVV   a matrix for each component   ·   VII   one variance for each")
                    .with("try", "mixtura help covariance   all fourteen, and what their letters mean");
        }
    }

    private static Covariance one(String word) {
        try {
            return Covariance.ofWord(word);
        } catch (IllegalArgumentException e) {
            Failure failure = Failure.of(Trouble.INVALID_VALUE, "--covariance does not know '" + word + "'")
                    .because(e);
            List<String> known = new ArrayList<>(WORDS);
            for (Covariance structure : Covariance.values()) known.add(structure.code());
            List<String> meant = Usage.nearest(word, known);
            if (meant.isEmpty()) meant = Usage.nearest(word.toUpperCase(Locale.ROOT), known);
            if (!meant.isEmpty()) failure.with("meant", meant.getFirst() + "?");
            throw failure.with("try", "--covariance " + String.join(" | ", WORDS) + " | all")
                    .with("try", "mixtura help covariance   all fourteen, and what their letters mean");
        }
    }
}
