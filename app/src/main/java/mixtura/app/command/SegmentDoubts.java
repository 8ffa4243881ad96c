package mixtura.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mixtura.Certificate;
import mixtura.app.console.Numbers;
import mixtura.image.PaletteColour;
import mixtura.image.Segmentation;

/// What is doubtful about a photograph in a few colours, in words of colours and pixels: the fit speaks of components,
/// columns and rows, none of which the user has given.
final class SegmentDoubts {
    /// Colours that are named at most.
    private static final int NAMED = 6;

    private SegmentDoubts() {}

    static List<String> of(Segmentation segmentation) {
        List<String> sentences = new ArrayList<>();
        Certificate certificate = segmentation.fit().certificate();
        List<PaletteColour> flagged = IntStream.range(0, segmentation.palette().size())
                .filter(colour -> certificate.flagged().contains(segmentation.cluster(colour)))
                .mapToObj(segmentation.palette()::get)
                .toList();
        if (!flagged.isEmpty())
            sentences.add(thin(flagged, segmentation.palette().size()));
        if (!certificate.monotone()) {
            sentences.add("the log-likelihood fell by " + certificate.largestSetback()
                    + " in one iteration, which it must not: please report this with the photograph");
        }
        if (!segmentation.fit().converged() && !certificate.interrupted()) {
            sentences.add("the colours were still moving a little after "
                    + Numbers.count(segmentation.fit().iterations(), "iteration"));
        }
        return sentences;
    }

    private static String thin(List<PaletteColour> flagged, int k) {
        String names = flagged.stream().limit(NAMED).map(PaletteColour::hex).collect(Collectors.joining(", "));
        if (flagged.size() > NAMED) names += " and " + (flagged.size() - NAMED) + " more";
        boolean one = flagged.size() == 1;
        return flagged.size() + " of " + Numbers.count(k, "colour") + " (" + names + (one ? ") stands" : ") stand")
                + " for pixels that hardly differ in some direction, such as those at the end of a channel's scale:"
                + " such a thin component makes the log-likelihood as high as the ridge lets it; fewer colours, a larger"
                + " --ridge (1e-3r), or -m kmeans";
    }
}
