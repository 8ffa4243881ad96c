package mixtura.network;

import mixtura.data.Labels;
import mixtura.data.Rows;

/// A network with the story of its training. [TrainingDoubts] says what speaks against it.
///
/// @param network      the network
/// @param batchLosses  cross-entropy of each batch before its step, in nats a row
/// @param epochs       walks over the rows
/// @param accuracy     share of the training rows that it classifies correctly
/// @param recalls      for each class the share of its training rows that it classifies correctly; NaN without rows
/// @param seconds      training took
/// @param device       what did the work, such as `cpu` or `gpu(0)`
public record Training(
        Network network,
        double[] batchLosses,
        int epochs,
        double accuracy,
        double[] recalls,
        double seconds,
        String device) {
    public Training {
        batchLosses = batchLosses.clone();
        recalls = recalls.clone();
    }

    /// A network that has just learned these rows, which it is asked about once.
    ///
    /// @param labels  of the rows, every one known
    public static Training of(
            Network network,
            double[] batchLosses,
            int epochs,
            Rows rows,
            Labels labels,
            double seconds,
            String device) {
        int[] predicted = network.predict(rows);
        int[] counts = new int[labels.levels().size()];
        double[] right = new double[counts.length];
        double all = 0;
        for (int n = 0; n < predicted.length; n++) {
            int code = labels.code(n);
            counts[code]++;
            if (predicted[n] != code) continue;
            right[code]++;
            all++;
        }
        for (int k = 0; k < right.length; k++) right[k] /= counts[k];
        return new Training(network, batchLosses, epochs, all / predicted.length, right, seconds, device);
    }

    @Override
    public double[] recalls() {
        return recalls.clone();
    }

    @Override
    public double[] batchLosses() {
        return batchLosses.clone();
    }

    /// Batches of one epoch.
    public int batchesPerEpoch() {
        return batchLosses.length / epochs;
    }

    /// The mean over the batches of each epoch.
    public double[] epochLosses() {
        int batches = batchesPerEpoch();
        double[] means = new double[epochs];
        for (int b = 0; b < epochs * batches; b++) means[b / batches] += batchLosses[b] / batches;
        return means;
    }

    /// Told of every epoch while a network trains.
    @FunctionalInterface
    public interface Progress {
        /// @param epoch  done, from 1
        /// @param loss   mean over its batches
        void epoch(int epoch, int epochs, double loss, double seconds);
    }
}
