package mixtura.mixture;

/// What the densities of a family are per. Two mixtures can be compared by their likelihoods only where this is the
/// same: a density per square metre and the probability of a count are numbers of different kinds.
public enum Measure {
    /// Per unit of length of each column, as for numbers.
    VOLUME("densities per unit of the columns"),
    /// Of counts, each on its own.
    COUNTS("probabilities of counts"),
    /// Of counts, when their total is known.
    COUNTS_OF_A_TOTAL("probabilities of counts whose total is known"),
    /// Of levels.
    LEVELS("probabilities of levels"),
    /// Per area of the sphere of directions.
    DIRECTIONS("densities per area of the sphere"),
    /// A product, column by column, of what the column's type has.
    PRODUCT("products of densities and probabilities");

    private final String title;

    Measure(String title) {
        this.title = title;
    }

    /// What a likelihood is made of, in a sentence.
    public String title() {
        return title;
    }

    /// What the cells of columns suggest.
    static Measure of(ColumnKind kind) {
        return switch (kind) {
            case NUMERIC -> VOLUME;
            case COUNT -> COUNTS;
            case BINARY, CATEGORICAL -> LEVELS;
            case MIXED -> PRODUCT;
        };
    }
}
