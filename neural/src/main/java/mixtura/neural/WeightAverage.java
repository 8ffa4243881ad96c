package mixtura.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;

/// An exponential moving average of the weights and biases over the steps of a training, freed of its start at 0:
/// θ̂_t = (1 − β) Σ_s β^(t−s) θ_s / (1 − β^t) (Kingma and Ba 2015, section 7.2, after Polyak and Juditsky 1992).
/// Adam's steps do not end: the last weights lie beside the minimum, their average nearer to it.
///
/// Java adds, in double and in one order; PyTorch never sees the average, so that training is what it is without.
final class WeightAverage {
    private final double decay;
    private final List<double[]> means = new ArrayList<>(); // of each parameter, in the order of the block
    private double start = 1; // β^t, what the zeros of the start still weigh

    /// @param decay  β, 0 (the average is the last weights) to below 1
    WeightAverage(double decay) {
        this.decay = decay;
    }

    /// Takes in the parameters as they are after a step.
    void add(Block network) {
        start *= decay;
        int p = 0;
        for (var parameter : network.getParameters().values()) {
            float[] values = parameter.getArray().toFloatArray();
            if (p == means.size()) means.add(new double[values.length]);
            double[] mean = means.get(p++);
            for (int i = 0; i < mean.length; i++) mean[i] = decay * mean[i] + (1 - decay) * values[i];
        }
    }

    /// The layers of the averaged network.
    List<OnnxMlp.Linear> layers(Block network) {
        List<OnnxMlp.Linear> layers = new ArrayList<>();
        float[] weights = new float[0];
        Shape shape = new Shape();
        int p = 0;
        for (var parameter : network.getParameters().values()) {
            NDArray array = parameter.getArray();
            float[] values = corrected(means.get(p++));
            if (array.getShape().dimension() == 2) {
                shape = array.getShape();
                weights = values;
            } else {
                layers.add(new OnnxMlp.Linear((int) shape.get(1), (int) shape.get(0), weights, values));
            }
        }
        return layers;
    }

    private float[] corrected(double[] mean) {
        float[] values = new float[mean.length];
        for (int i = 0; i < values.length; i++) values[i] = (float) (mean[i] / (1 - start));
        return values;
    }
}
