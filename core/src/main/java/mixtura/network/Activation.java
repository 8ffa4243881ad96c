package mixtura.network;

/// What a hidden layer does to the sums that it is given.
public enum Activation {
    /// max(0, x).
    RELU("relu"),
    /// x / (1 + e⁻ˣ), also called swish.
    SILU("silu"),
    /// The hyperbolic tangent.
    TANH("tanh");

    private final String word;

    Activation(String word) {
        this.word = word;
    }

    /// Its name on the command line.
    public String word() {
        return word;
    }

    /// The activation of this name.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Activation of(String word) {
        for (Activation activation : values()) if (activation.word.equals(word)) return activation;
        throw new IllegalArgumentException("there is no activation '" + word + "'; it is relu, silu or tanh");
    }
}
