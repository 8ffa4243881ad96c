package mixtura.save;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import mixtura.ood.OodDetector;

/// A detector of strangers with what its file keeps beside it.
///
/// @param detector  the detector
/// @param seed      of its fit
/// @param source    where its features come from: the network and its layers, say; the program chooses the
///                  names
/// @param options   everything that was asked for
public record SavedDetector(OodDetector detector, long seed, Map<String, Object> source, Map<String, Object> options) {
    public SavedDetector {
        source = Collections.unmodifiableMap(new LinkedHashMap<>(source));
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
}
