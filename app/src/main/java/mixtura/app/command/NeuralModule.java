package mixtura.app.command;

import java.io.IOException;
import java.util.regex.Pattern;
import mixtura.app.console.Failure;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.network.Network;
import mixtura.network.Networks;
import org.jspecify.annotations.Nullable;

/// The optional module that trains and reads networks.
final class NeuralModule {
    private static final Pattern SHAPE = Pattern.compile("[0-9]{1,6}(x[0-9]{1,6})*");

    private NeuralModule() {}

    /// The module.
    ///
    /// @throws Failure that says how to get it, if it is not there
    static Networks require() {
        return Networks.find()
                .orElseThrow(() -> Failure.of(
                                Trouble.NO_NEURAL_MODULE,
                                "the module 'neural', which trains and reads networks, is not there")
                        .with("try", "./mixtura ood …   in the source tree: it builds the module (once; 200 MB)")
                        .with("or", "MIXTURA_NEURAL=FOLDER   with mixtura-neural.jar and its libraries in it")
                        .with("or", "mixtura ood fit FEATURES.npy   features from a file need no network"));
    }

    /// Opens a network.
    ///
    /// @param shape  of a row, such as 1x28x28, or null
    static Network open(Session session, String name, @Nullable String shape) {
        try {
            return require().open(session.resolve(name), lengths(shape));
        } catch (IOException e) {
            throw Failure.of(Trouble.UNREADABLE, "the network '" + name + "' cannot be read")
                    .with("try", "mixtura ood train DATA --labels L -o " + name + "   writes one")
                    .because(e);
        }
    }

    private static int[] lengths(@Nullable String shape) {
        if (shape == null) return new int[0];
        if (!SHAPE.matcher(shape).matches()) {
            throw Failure.of(
                    Trouble.INVALID_VALUE, "--input-shape is '" + shape + "'; it is lengths such as 784 or 1x28x28");
        }
        return java.util.Arrays.stream(shape.split("x", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
