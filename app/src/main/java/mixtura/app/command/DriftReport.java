package mixtura.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mixtura.evaluate.Drift;

/// A drift in words.
record DriftReport(Drift drift, List<String> columnNames) {
    /// A line a component.
    List<String> lines() {
        boolean within = drift.scale() == Drift.Scale.WITHIN_COMPONENTS;
        List<String> lines = new ArrayList<>();
        for (Drift.Move move : drift.moves()) {
            if (move.earlier() < 0) {
                lines.add(
                        String.format(Locale.ROOT, "  %d   new   %.1f %%", move.later() + 1, 100 * move.laterShare()));
                continue;
            }
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT,
                    "  %d   was %d   %.1f %% → %.1f %%   mean moved by %.3g %s a column",
                    move.later() + 1,
                    move.earlier() + 1,
                    100 * move.earlierShare(),
                    100 * move.laterShare(),
                    move.rootMeanSquare(),
                    within ? "sd" : "sd of the centres"));
            int most = move.mostMoved();
            if (most >= 0 && move.shift()[most] != 0) {
                line.append(
                        String.format(Locale.ROOT, "   most: %s by %+.3g", columnNames.get(most), move.shift()[most]));
            }
            lines.add(line.toString());
        }
        for (int lost : drift.lost()) lines.add("  -   was " + (lost + 1) + "   has no counterpart");
        return lines;
    }

    /// In the words of `--json`; components are numbered from 1, as in text.
    Map<String, Object> words() {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("driftScale", drift.scale() == Drift.Scale.WITHIN_COMPONENTS ? "within" : "between");
        List<Map<String, Object>> moves = new ArrayList<>();
        for (Drift.Move move : drift.moves()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("component", move.later() + 1);
            entry.put("was", move.earlier() < 0 ? null : move.earlier() + 1);
            entry.put("share", move.laterShare());
            entry.put("shareBefore", move.earlier() < 0 ? null : move.earlierShare());
            entry.put("shareChange", move.earlier() < 0 ? null : move.laterShare() - move.earlierShare());
            entry.put("shift", move.shift());
            entry.put("shiftRootMeanSquare", move.rootMeanSquare());
            entry.put("mostMoved", move.earlier() < 0 ? null : columnNames.get(move.mostMoved()));
            moves.add(entry);
        }
        words.put("drift", moves);
        words.put("lost", drift.lost().stream().map(k -> k + 1).toList());
        return words;
    }
}
