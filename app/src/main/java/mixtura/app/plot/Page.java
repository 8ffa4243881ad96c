package mixtura.app.plot;

import java.util.ArrayList;
import java.util.List;

/// One drawing: title above, legend at the right, caption below, and room for frames between them.
final class Page {
    private static final double MARGIN = 12;
    private static final double TITLE_SIZE = 16;
    private static final double CAPTION_SIZE = 11;
    private static final double CAPTION_LINE = 15;

    /// A wider legend would leave no room for the data.
    private static final double MOST_LEGEND = 0.5;

    private final int width;
    private final int height;
    private final String title;
    private final List<String> captionLines = new ArrayList<>();
    private final Legend legend;
    private final List<Mark> marks = new ArrayList<>();

    /// @param notes  what a reader must know to read the plot rightly: sampling, units, what a line means
    Page(PlotOptions options, String title, Caption caption, List<String> notes, Legend legend) {
        this(options.width(), options.height(), title, caption, notes, legend);
    }

    Page(int width, int height, String title, Caption caption, List<String> notes, Legend legend) {
        this.width = width;
        this.height = height;
        this.title = title;
        // a thumbnail has no room for one
        this.legend = legend.width(height) <= MOST_LEGEND * width ? legend : new Legend();
        String facts = caption.text();
        if (!facts.isEmpty()) wrap(facts);
        notes.stream().filter(note -> !note.isEmpty()).forEach(this::wrap);
        caption.remarks().forEach(this::wrap);
    }

    private void wrap(String text) {
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && Glyphs.width(longer, CAPTION_SIZE) > width - 2 * MARGIN) {
                captionLines.add(line.toString());
                line.setLength(0);
                longer = word;
            }
            line.setLength(0);
            line.append(longer);
        }
        captionLines.add(Glyphs.shorten(line.toString(), CAPTION_SIZE, width - 2 * MARGIN));
    }

    /// The room between title, legend and caption.
    Box body() {
        double top = MARGIN + TITLE_SIZE + 10;
        double bottom = MARGIN + captionLines.size() * CAPTION_LINE + 6;
        double bodyHeight = height - top - bottom;
        return new Box(MARGIN, top, width - 2 * MARGIN - legend.width(bodyHeight), bodyHeight);
    }

    void add(Mark mark) {
        marks.add(mark);
    }

    void add(Frame frame) {
        marks.addAll(frame.marks());
    }

    Drawing finish() {
        List<Mark> all = new ArrayList<>();
        String shown = Glyphs.shorten(title, TITLE_SIZE, width - 2 * MARGIN);
        all.add(Frame.text(shown, MARGIN, MARGIN + TITLE_SIZE, TITLE_SIZE, Mark.Anchor.START, 0, Colour.INK));
        all.addAll(marks);
        Box body = body();
        all.addAll(legend.marks(new Box(body.right(), body.y(), width - MARGIN - body.right(), body.height())));
        double y = body.bottom() + 6 + CAPTION_SIZE + 2;
        for (String line : captionLines) {
            all.add(Frame.text(line, MARGIN, y, CAPTION_SIZE, Mark.Anchor.START, 0, Colour.SOFT));
            y += CAPTION_LINE;
        }
        return new Drawing(width, height, title, String.join("\n", captionLines), all);
    }
}
