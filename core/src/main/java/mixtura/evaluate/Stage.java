package mixtura.evaluate;

/// How far [ChooseComponents] follows a fit.
enum Stage {
    /// A few iterations, or in a sample alone.
    FIRST_LOOK,
    /// Some more of them, or after a fit to the sample a few on all rows.
    CLOSER_LOOK,
    TO_THE_END,
    /// From another start, where the first one led near the best.
    ANOTHER_START
}
