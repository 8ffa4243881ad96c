package mixtura.network;

/// How the learning rate goes on from its first value while a network trains.
public enum Schedule {
    /// It stays.
    CONSTANT("constant") {
        @Override
        public double factor(double done) {
            return 1;
        }
    },
    /// It falls to 0 along half a cosine: slowly, fast, slowly (Loshchilov and Hutter 2017, eq. 5, without restarts).
    COSINE("cosine") {
        @Override
        public double factor(double done) {
            return (1 + Math.cos(Math.PI * done)) / 2;
        }
    };

    private final String word;

    Schedule(String word) {
        this.word = word;
    }

    /// Its name on the command line.
    public String word() {
        return word;
    }

    /// What the first learning rate is multiplied by.
    ///
    /// @param done  share of all steps that are done, 0 to 1
    public abstract double factor(double done);

    /// The schedule of this name.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Schedule of(String word) {
        for (Schedule schedule : values()) if (schedule.word.equals(word)) return schedule;
        throw new IllegalArgumentException("there is no schedule '" + word + "'; it is constant or cosine");
    }
}
