package mixtura.app.model;

import java.util.ArrayList;
import java.util.List;

/// A model file read as a colleague would who has only the file: what was asked, what happened, what is doubtful,
/// what to try. Every sentence rests on something that the file holds.
///
/// @param asked     sentences
/// @param happened  sentences
/// @param doubts    sentences; empty when nothing is doubtful
/// @param advice    what to try, as far as the doubts say; commands or options
public record ModelReview(List<String> asked, List<String> happened, List<String> doubts, List<String> advice) {
    public ModelReview {
        asked = List.copyOf(asked);
        happened = List.copyOf(happened);
        doubts = List.copyOf(doubts);
        advice = List.copyOf(advice);
    }

    /// Reads a model file for its story.
    public static ModelReview of(ModelStore.Saved saved) {
        ReviewedFile read = new ReviewedFile(saved);
        ModelStory story = new ModelStory(read);
        ModelDoubts careful = new ModelDoubts(read);
        return new ModelReview(story.asked, story.happened, careful.doubts, careful.advice);
    }

    /// The review as text, a paragraph a line.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(lines, "asked", asked);
        add(lines, "happened", happened);
        add(lines, "doubtful", doubts.isEmpty() ? List.of("Nothing that the file tells.") : doubts);
        if (!advice.isEmpty()) add(lines, "try", advice);
        return lines;
    }

    private static void add(List<String> lines, String word, List<String> sentences) {
        String head = word;
        for (String sentence : sentences) {
            lines.add(String.format("  %-10s%s", head, sentence));
            head = "";
        }
    }
}
