package mixtura.image;

import java.util.Locale;
import mixtura.Progress;

/// How many colours a picture needs: as few as keep most of its variance of colour.
///
/// A likelihood is no help here: with millions of pixels every criterion asks for ever more components.
///
/// @param k     colours
/// @param kept  1 − D_k / D_1, with D_k the distortion of k-means with k colours
public record FewColours(int k, double kept) {
    private static final double ENOUGH = 0.95;
    private static final int MOST = 20;

    /// Tries k from 2 on, in the colour space and with the place's weight of `options`.
    public static FewColours of(Segmenter segmenter, SegmentationOptions options) {
        // The share kept is wanted to a thousandth: one start is enough.
        SegmentationOptions means =
                options.withMethod(SegmentationOptions.Method.K_MEANS).withRestarts(1);
        int most = Math.min(MOST, segmenter.colourCount());
        double whole = distortion(segmenter, means, 1);
        if (whole == 0) return new FewColours(1, 1);
        double kept = 0;
        for (int k = 2; k <= most; k++) {
            kept = 1 - distortion(segmenter, means, k) / whole;
            if (kept >= ENOUGH) return new FewColours(k, kept);
        }
        return new FewColours(most, kept);
    }

    private static double distortion(Segmenter segmenter, SegmentationOptions options, int k) {
        return segmenter.segment(options.withK(k), Progress.silent()).fit().objective();
    }

    /// The choice and why, in a sentence.
    public String reason() {
        String share = String.format(Locale.ROOT, "%.1f %%", 100 * kept);
        if (k == 1) return "k 1: the picture has one colour";
        return kept >= ENOUGH
                ? "k " + k + ": the fewest colours that keep 95 % of the variance of colour (" + share + ")"
                : "k " + k + ": the most that is tried; it keeps " + share + " of the variance of colour";
    }
}
