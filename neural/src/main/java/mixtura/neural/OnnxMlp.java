package mixtura.neural;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import mixtura.network.Activation;

/// Writes a multilayer perceptron as ONNX (operator set 17). Hidden layer i is called `layeri`, its sums before
/// the activation `layeri.sums`, the output `logits`.
final class OnnxMlp {
    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 17;
    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;

    private OnnxMlp() {}

    /// One layer: x Wᵀ + b.
    ///
    /// @param weights  W, `outputs × inputs`, row-major
    /// @param biases   b
    record Linear(int inputs, int outputs, float[] weights, float[] biases) {}

    /// @param layers       one more than activations
    /// @param inputScale   inputs are multiplied by it first
    /// @param remarks      kept in the file beside the network
    static byte[] write(
            List<Linear> layers, List<Activation> activations, double inputScale, Map<String, String> remarks) {
        WireFormat.Writer graph = new WireFormat.Writer();
        String from = "input";
        if (inputScale != 1) {
            graph.message(1, node("Mul", "scaled", from, "inputScale"));
            from = "scaled";
        }
        for (int l = 0; l < layers.size(); l++) {
            boolean last = l == layers.size() - 1;
            String name = "layer" + (l + 1);
            String sums = last ? "logits" : name + ".sums";
            graph.message(
                    1,
                    node("Gemm", sums, from, name + ".weights", name + ".biases")
                            .message(
                                    5,
                                    new WireFormat.Writer()
                                            .text(1, "transB")
                                            .number(3, 1)
                                            .number(20, ATTRIBUTE_INT)));
            if (!last) activate(graph, activations.get(l), sums, name);
            from = name;
        }
        graph.text(2, "mlp");
        if (inputScale != 1) graph.message(5, tensor("inputScale", new float[] {(float) inputScale}));
        for (int l = 0; l < layers.size(); l++) {
            Linear layer = layers.get(l);
            graph.message(5, tensor("layer" + (l + 1) + ".weights", layer.weights, layer.outputs, layer.inputs));
            graph.message(5, tensor("layer" + (l + 1) + ".biases", layer.biases, layer.outputs));
        }
        graph.message(11, value("input", layers.getFirst().inputs));
        graph.message(12, value("logits", layers.getLast().outputs));
        WireFormat.Writer model = new WireFormat.Writer()
                .number(1, IR_VERSION)
                .text(2, "Mixtura")
                .message(7, graph)
                .message(8, new WireFormat.Writer().text(1, "").number(2, OPERATOR_SET));
        remarks.forEach((key, value) ->
                model.message(14, new WireFormat.Writer().text(1, key).text(2, value)));
        return model.toByteArray();
    }

    private static void activate(WireFormat.Writer graph, Activation activation, String sums, String name) {
        switch (activation) {
            case RELU -> graph.message(1, node("Relu", name, sums));
            case TANH -> graph.message(1, node("Tanh", name, sums));
            case SILU -> {
                graph.message(1, node("Sigmoid", name + ".gate", sums));
                graph.message(1, node("Mul", name, sums, name + ".gate"));
            }
        }
    }

    private static WireFormat.Writer node(String kind, String output, String... inputs) {
        WireFormat.Writer node = new WireFormat.Writer();
        for (String input : inputs) node.text(1, input);
        return node.text(2, output).text(3, output).text(4, kind);
    }

    private static WireFormat.Writer tensor(String name, float[] values, int... shape) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        WireFormat.Writer tensor = new WireFormat.Writer();
        for (int length : shape) tensor.number(1, length);
        return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array());
    }

    /// Any number of rows × a width.
    private static WireFormat.Writer value(String name, int width) {
        WireFormat.Writer shape = new WireFormat.Writer()
                .message(1, new WireFormat.Writer().text(2, "rows"))
                .message(1, new WireFormat.Writer().number(1, width));
        WireFormat.Writer type = new WireFormat.Writer()
                .message(1, new WireFormat.Writer().number(1, FLOAT).message(2, shape));
        return new WireFormat.Writer().text(1, name).message(2, type);
    }
}
