package mixtura.image;

/// Gives every pixel the most frequent label of a square around it; among equally frequent ones its own if it is one
/// of them, else the lowest. Single pixels that noise put into another cluster go back to their neighbours.
final class MajorityFilter {
    private final int width;
    private final int height;
    private final int k;

    MajorityFilter(int width, int height, int k) {
        this.width = width;
        this.height = height;
        this.k = k;
    }

    /// @param radius  the square has 2 · radius + 1 pixels a side, less at the image's edges
    byte[] smooth(byte[] labels, int radius) {
        byte[] smooth = new byte[labels.length];
        for (int y = 0; y < height; y++) {
            int top = Math.max(0, y - radius);
            int bottom = Math.min(height - 1, y + radius);
            int[] counts = new int[k];
            for (int x = 0; x < Math.min(radius, width); x++) count(labels, counts, x, top, bottom, 1);
            for (int x = 0; x < width; x++) {
                if (x + radius < width) count(labels, counts, x + radius, top, bottom, 1);
                if (x - radius - 1 >= 0) count(labels, counts, x - radius - 1, top, bottom, -1);
                smooth[y * width + x] = (byte) winner(counts, labels[y * width + x] & 0xff);
            }
        }
        return smooth;
    }

    private void count(byte[] labels, int[] counts, int x, int top, int bottom, int change) {
        for (int y = top; y <= bottom; y++) counts[labels[y * width + x] & 0xff] += change;
    }

    private static int winner(int[] counts, int own) {
        int best = own;
        for (int c = counts.length - 1; c >= 0; c--) {
            if (counts[c] > counts[best] || (counts[c] == counts[best] && best != own && c < best)) best = c;
        }
        return best;
    }
}
