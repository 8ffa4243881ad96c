package mixtura.data;

/// Rows that are pictures: each is `height × width` values, row by row from the top left.
public record ImageShape(int height, int width) {
    public ImageShape {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("a picture of " + height + " × " + width + "; both must be at least 1");
        }
    }
}
