package mixtura.evaluate;

/// Where the reference rows of the gap statistic are drawn from.
public enum GapReference {
    /// Uniform in the box along the principal axes: takes the rows' shape into account, the better choice for
    /// correlated columns.
    PRINCIPAL_AXES("pca"),
    /// Uniform in the box along the columns.
    BOX("box");

    private final String word;

    GapReference(String word) {
        this.word = word;
    }

    /// The name on the command line.
    public String word() {
        return word;
    }
}
