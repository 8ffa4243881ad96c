package mixtura.evaluate;

/// How far [ChooseComponents] follows a fit.
enum Stage {
    /// Loosely, or in a sample alone.
    FIRST_LOOK,
    /// From the end of a fit to the sample a few iterations on all rows.
    CLOSER_LOOK,
    /// Loosely, though a component rests on too little.
    PATIENT_LOOK,
    TO_THE_END,
    /// From another start, where the first one led near the best.
    ANOTHER_START
}
