package mixtura.neural;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mixtura.data.DataException;
import mixtura.network.Network;

/// What an ONNX file computes, as far as naming layers needs it: its operations in order, inputs and
/// outputs.
///
/// @param operations  in an order in which each comes after those it depends on, as ONNX demands
/// @param inputs      names of what the user hands over, without the parameters
/// @param outputs     names of what the file declares as results
record OnnxGraph(List<Operation> operations, List<String> inputs, List<String> outputs) {
    private static final int GRAPH = 7;
    private static final int GRAPH_OUTPUT = 12;

    /// Operations with weights: what stands between two of them is a layer.
    private static final Set<String> WEIGHTED = Set.of("Gemm", "MatMul", "Conv", "LSTM", "GRU", "Attention");

    /// One operation.
    ///
    /// @param kind  such as `Gemm`
    record Operation(String kind, List<String> inputs, List<String> outputs) {}

    /// @throws DataException if the file is no ONNX network
    static OnnxGraph read(byte[] file, String name) {
        try {
            WireFormat.Reader model = new WireFormat.Reader(ByteBuffer.wrap(file));
            OnnxGraph graph = null;
            while (model.next()) {
                if (model.field() == GRAPH && model.isBytes()) graph = graph(model.message());
            }
            if (graph != null && !graph.operations.isEmpty() && !graph.inputs.isEmpty()) return graph;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw refused(name).causedBy(e);
        }
        throw refused(name);
    }

    private static DataException refused(String name) {
        return new DataException(
                "'" + name + "' is no ONNX network, or is cut short",
                "give a file that was exported as ONNX: torch.onnx.export(model, example, 'net.onnx')");
    }

    private static OnnxGraph graph(WireFormat.Reader graph) {
        List<Operation> operations = new ArrayList<>();
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Set<String> parameters = new HashSet<>();
        while (graph.next()) {
            if (!graph.isBytes()) continue;
            switch (graph.field()) {
                case 1 -> operations.add(operation(graph.message()));
                case 5 -> parameters.add(text(graph.message(), 8));
                case 11 -> inputs.add(text(graph.message(), 1));
                case GRAPH_OUTPUT -> outputs.add(text(graph.message(), 1));
                default -> {}
            }
        }
        inputs.removeAll(parameters);
        return new OnnxGraph(List.copyOf(operations), List.copyOf(inputs), List.copyOf(outputs));
    }

    private static Operation operation(WireFormat.Reader node) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        String kind = "";
        while (node.next()) {
            if (!node.isBytes()) continue;
            switch (node.field()) {
                case 1 -> inputs.add(node.text());
                case 2 -> outputs.add(node.text());
                case 4 -> kind = node.text();
                default -> {}
            }
        }
        return new Operation(kind, inputs, outputs);
    }

    private static String text(WireFormat.Reader message, int field) {
        String text = "";
        while (message.next()) if (message.field() == field && message.isBytes()) text = message.text();
        return text;
    }

    /// Everything that is computed from the input, in order.
    List<Network.Layer> layers() {
        Set<String> known = new HashSet<>(inputs);
        List<Network.Layer> layers = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation.inputs.stream().noneMatch(known::contains)) continue;
            for (String output : operation.outputs) {
                if (output.isEmpty()) continue;
                known.add(output);
                layers.add(new Network.Layer(output, operation.kind));
            }
        }
        return layers;
    }

    /// The hidden layers: what an operation with weights takes from another one, possibly after
    /// activations.
    List<String> hiddenLayers() {
        Map<String, Integer> depth = new HashMap<>();
        for (String input : inputs) depth.put(input, 0);
        Set<String> hidden = new LinkedHashSet<>();
        for (Operation operation : operations) {
            int deepest = -1;
            for (String input : operation.inputs) deepest = Math.max(deepest, depth.getOrDefault(input, -1));
            if (deepest < 0) continue;
            boolean weighted = WEIGHTED.contains(operation.kind);
            if (weighted) {
                for (String input : operation.inputs) if (depth.getOrDefault(input, -1) > 0) hidden.add(input);
            }
            for (String output : operation.outputs) depth.put(output, weighted ? deepest + 1 : deepest);
        }
        return List.copyOf(hidden);
    }

    /// The same file with these layers among its outputs: a graph that holds nothing but outputs follows, and
    /// readers merge it into the first.
    byte[] withOutputs(byte[] file, List<String> layers) {
        WireFormat.Writer more = new WireFormat.Writer();
        for (String layer : layers) {
            if (!outputs.contains(layer)) more.message(GRAPH_OUTPUT, new WireFormat.Writer().text(1, layer));
        }
        byte[] added = new WireFormat.Writer().message(GRAPH, more).toByteArray();
        byte[] whole = java.util.Arrays.copyOf(file, file.length + added.length);
        System.arraycopy(added, 0, whole, file.length, added.length);
        return whole;
    }
}
