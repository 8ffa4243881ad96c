package mixtura.app.photo;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// What a camera wrote beside the picture.
final class Exif {
    /// Bytes of the marker and the padding before the TIFF structure.
    private static final int PADDING = 1;

    private Exif() {}

    /// The orientation, 1 to 8; 1, upright, where the file says nothing that can be understood.
    static int orientation(byte[] jpeg) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            List<JPEGSegment> segments = JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif");
            if (segments.isEmpty()) return 1;
            try (InputStream data = segments.getFirst().data()) {
                data.skipNBytes(PADDING);
                try (ImageInputStream tiff = new MemoryCacheImageInputStream(data)) {
                    Directory exif = new TIFFReader().read(tiff);
                    Entry entry = exif.getEntryById(TIFF.TAG_ORIENTATION);
                    return entry != null && entry.getValue() instanceof Number number ? number.intValue() : 1;
                }
            }
        } catch (IOException | RuntimeException e) { // a picture is worth showing whatever its notes say
            return 1;
        }
    }
}
