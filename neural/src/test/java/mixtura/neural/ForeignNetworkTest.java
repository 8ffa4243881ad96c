package mixtura.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.network.Activation;
import mixtura.network.Network;
import mixtura.network.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Networks that somebody else made.
class ForeignNetworkTest {
    private static final Networks NETWORKS = Networks.find().orElseThrow();
    private static final Rows ROWS = Rows.of(new double[][] {{1, -2}, {3, 4}, {-5, 6}});

    private static byte[] onnx() {
        var first = new OnnxMlp.Linear(2, 2, new float[] {1, 0, 0, 2}, new float[] {0, 1});
        var second = new OnnxMlp.Linear(2, 1, new float[] {1, 1}, new float[] {0.5f});
        return OnnxMlp.write(List.of(first, second), List.of(Activation.RELU), 1, Map.of());
    }

    @Test
    void aLayerInTheMiddleIsReadByAddingItToTheOutputs() {
        OnnxNetwork network = OnnxNetwork.of(onnx(), "net.onnx", 1);
        Rows hidden = network.features(ROWS, "layer1");
        double[] row = new double[2];
        hidden.copyRow(2, row);
        assertThat(row).containsExactly(0, 13);
        assertThat(network.output()).isEqualTo("logits");
        assertThat(network.layers()).extracting(Network.Layer::name).containsExactly("layer1.sums", "layer1", "logits");
    }

    @Test
    void aFileThatIsNoNetworkIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("net.onnx");
        Files.writeString(file, "a,b\n1,2\n");
        assertThatThrownBy(() -> NETWORKS.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no ONNX network");
        Files.write(file, java.util.Arrays.copyOf(onnx(), 60));
        assertThatThrownBy(() -> NETWORKS.open(file)).isInstanceOf(DataException.class);
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> NETWORKS.open(file)).isInstanceOf(DataException.class);
    }

    @Test
    void theOutputsOfATorchScriptAreItsLayers(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("net.pt");
        writeScript(file);
        try (Network network = NETWORKS.open(file, 2)) {
            assertThat(network.resolve(Network.ALL)).containsExactly("output1", "output2");
            Rows features = network.features(ROWS, Network.ALL);
            assertThat(features.dimension()).isEqualTo(4);
            double[] row = new double[4];
            features.copyRow(2, row);
            assertThat(row).containsExactly(0, 6, -10, 12);
            assertThatThrownBy(() -> network.resolve("fc"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("no layer 'fc'");
        }
        assertThatThrownBy(() -> NETWORKS.open(file))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.hint()).contains("--input-shape"));
    }

    /// A script without parameters, as `torch.jit.script(…).save` lays it out: relu(x) and 2 x.
    private static void writeScript(Path file) throws IOException {
        String code = """
                class Net(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  def forward(self: __torch__.Net,
                    x: Tensor) -> Tuple[Tensor, Tensor]:
                    return (torch.relu(x), torch.mul(x, 2))
                """;
        byte[] data = "\u0080\u0002c__torch__\nNet\n)\u0081}(X\b\0\0\0training\u0089ub."
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] constants = "\u0080\u0002).".getBytes(StandardCharsets.ISO_8859_1);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            add(zip, "net/data.pkl", data);
            add(zip, "net/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
            add(zip, "net/constants.pkl", constants);
            add(zip, "net/version", "3\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 check = new CRC32();
        check.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(check.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
