package mixtura.network;

/// How the weights of a network are held small while it learns.
public sealed interface WeightDecay {
    /// Not at all.
    record None() implements WeightDecay {}

    /// Each step shrinks the weights by learning rate × `lambda`, beside Adam's own step (Loshchilov and
    /// Hutter 2019).
    record Decoupled(double lambda) implements WeightDecay {
        public Decoupled {
            check(lambda);
        }
    }

    /// `lambda` times the weights is added to their gradient before Adam scales it: what `weight_decay` of
    /// PyTorch's Adam means. It acts most on the weights whose gradients are small, and costs accuracy.
    record Coupled(double lambda) implements WeightDecay {
        public Coupled {
            check(lambda);
        }
    }

    static WeightDecay none() {
        return new None();
    }

    static WeightDecay decoupled(double lambda) {
        return new Decoupled(lambda);
    }

    static WeightDecay coupled(double lambda) {
        return new Coupled(lambda);
    }

    private static void check(double lambda) {
        if (!(lambda >= 0) || lambda == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the weight decay is " + lambda + "; it must be 0 or a positive number");
        }
    }

    /// In words, for reports.
    default String text() {
        return switch (this) {
            case None ignored -> "none";
            case Decoupled(double lambda) -> "decoupled, " + lambda;
            case Coupled(double lambda) -> "coupled, " + lambda;
        };
    }
}
