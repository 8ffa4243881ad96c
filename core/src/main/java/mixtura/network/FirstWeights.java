package mixtura.network;

/// The variance of a layer's weights before the first step; they are uniform about 0, and biases begin at 0.
/// Too small, and signals fade from layer to layer; too large, and learning has to undo them.
public enum FirstWeights {
    /// 1 / (3 · inputs): what `torch.nn.Linear` begins with.
    TORCH("torch") {
        @Override
        public double variance(int inputs, int outputs) {
            return 1 / (3.0 * inputs);
        }
    },
    /// 1 / inputs: sums keep the variance of independent inputs (LeCun, Bottou, Orr and Müller 1998).
    LECUN("lecun") {
        @Override
        public double variance(int inputs, int outputs) {
            return 1.0 / inputs;
        }
    },
    /// 2 / (inputs + outputs): a compromise between the way forward and the way back (Glorot and Bengio 2010).
    GLOROT("glorot") {
        @Override
        public double variance(int inputs, int outputs) {
            return 2.0 / (inputs + outputs);
        }
    },
    /// 2 / inputs: makes good for the half of the signal that ReLU drops (He, Zhang, Ren and Sun 2015).
    HE("he") {
        @Override
        public double variance(int inputs, int outputs) {
            return 2.0 / inputs;
        }
    };

    private final String word;

    FirstWeights(String word) {
        this.word = word;
    }

    /// Its name on the command line.
    public String word() {
        return word;
    }

    /// Of the weights of a layer.
    public abstract double variance(int inputs, int outputs);

    /// The rule of this name.
    ///
    /// @throws IllegalArgumentException if there is none
    public static FirstWeights of(String word) {
        for (FirstWeights rule : values()) if (rule.word.equals(word)) return rule;
        throw new IllegalArgumentException(
                "there are no first weights '" + word + "'; they are torch, lecun, glorot or he");
    }
}
