package mixtura.data;

/// What a fit does about missing cells (NaN).
public final class Missing {
    /// Refuses them, naming the first one: the default.
    public static final Missing ERROR = new Missing(Treatment.REFUSED);

    /// Integrates them out: exact maximum likelihood for cells missing at random (Little and Rubin 2019, section 8.4).
    public static final Missing EM = new Missing(Treatment.INTEGRATED_OUT);

    /// The ways to treat a missing cell.
    public enum Treatment {
        /// It is an error.
        REFUSED("error"),
        /// It is a hidden variable, like the component of its row.
        INTEGRATED_OUT("em");

        private final String word;

        Treatment(String word) {
            this.word = word;
        }

        /// The word on the command line and in model files.
        public String word() {
            return word;
        }
    }

    private final Treatment treatment;

    private Missing(Treatment treatment) {
        this.treatment = treatment;
    }

    /// The way chosen.
    public Treatment treatment() {
        return treatment;
    }

    @Override
    public String toString() {
        return treatment.word();
    }
}
