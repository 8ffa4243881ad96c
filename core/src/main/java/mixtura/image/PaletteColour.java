package mixtura.image;

/// One colour of a segmented picture.
///
/// @param rgb    `0xRRGGBB`
/// @param share  of the pixels that it stands for, 0…1
public record PaletteColour(int rgb, double share) {
    /// As the web writes it, such as `#1f77b4`.
    public String hex() {
        return String.format("#%06x", rgb & 0xffffff);
    }
}
