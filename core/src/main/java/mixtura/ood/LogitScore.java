package mixtura.ood;

import mixtura.data.Execution;
import mixtura.data.Rows;

/// Scores of a classifier's outputs alone, which need no fit: its columns are the logits, one a class.
public enum LogitScore implements Detector {
    /// −max_c p(c | x), the largest probability of the softmax (Hendrycks and Gimpel 2017).
    MAXIMUM_SOFTMAX("softmax", "−largest class probability") {
        @Override
        double of(double[] logits, int offset, int classes) {
            return -1 / sumOfExponentials(logits, offset, classes);
        }
    },
    /// −log Σ_c exp z_c, the free energy at temperature 1 (Liu and others 2020).
    ENERGY("energy", "−log Σ exp logit") {
        @Override
        double of(double[] logits, int offset, int classes) {
            return -largest(logits, offset, classes) - Math.log(sumOfExponentials(logits, offset, classes));
        }
    };

    private final String word;
    private final String title;

    LogitScore(String word, String title) {
        this.word = word;
        this.title = title;
    }

    abstract double of(double[] logits, int offset, int classes);

    @Override
    public String word() {
        return word;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public double[] scores(Rows rows, Execution execution) {
        int classes = rows.dimension();
        return RowScores.of(rows, execution, () -> (values, offset) -> of(values, offset, classes));
    }

    @Override
    public boolean wantsStandardised() {
        return false;
    }

    /// max_c z_c.
    private static double largest(double[] logits, int offset, int classes) {
        double largest = logits[offset];
        for (int c = 1; c < classes; c++) largest = Math.max(largest, logits[offset + c]);
        return largest;
    }

    /// Σ_c exp(z_c − max), at least 1.
    private static double sumOfExponentials(double[] logits, int offset, int classes) {
        double largest = largest(logits, offset, classes);
        double sum = 0;
        for (int c = 0; c < classes; c++) sum += Math.exp(logits[offset + c] - largest);
        return sum;
    }
}
