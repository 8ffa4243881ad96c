package mixtura.network;

/// A network with the story of its training.
///
/// @param network      the network
/// @param batchLosses  cross-entropy of each batch before its step, in nats a row
/// @param epochs       walks over the rows
/// @param accuracy     share of the training rows that it classifies correctly
/// @param seconds      training took
/// @param device       what did the work, such as `cpu` or `gpu(0)`
public record Training(
        Network network, double[] batchLosses, int epochs, double accuracy, double seconds, String device) {
    public Training {
        batchLosses = batchLosses.clone();
    }

    @Override
    public double[] batchLosses() {
        return batchLosses.clone();
    }

    /// Batches of one epoch.
    public int batchesPerEpoch() {
        return batchLosses.length / epochs;
    }

    /// Told of every epoch while a network trains.
    @FunctionalInterface
    public interface Progress {
        /// @param epoch  done, from 1
        /// @param loss   mean over its batches
        void epoch(int epoch, int epochs, double loss, double seconds);
    }
}
