package mixtura.neural;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.network.MlpOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatableTrainingTest {
    /// Rows and columns enough for PyTorch to share a product out among threads, and a last batch of another
    /// size: without strict sums three threads then end with another network than one.
    private static final int ROWS = 2656;

    private static final int COLUMNS = 784;

    /// A training in a process of its own, since PyTorch takes its number of threads from the first.
    static final class Training {
        public static void main(String[] arguments) throws Exception {
            SplittableRandom random = new SplittableRandom(1);
            float[] values = new float[ROWS * COLUMNS];
            for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
            int[] classes = new int[ROWS];
            for (int n = 0; n < ROWS; n++) classes[n] = values[n * COLUMNS] > 0 ? 1 : 0;
            MlpOptions options =
                    MlpOptions.of(COLUMNS, 100, 50, 25, 2).withEpochs(4).withThreads(Integer.parseInt(arguments[1]));
            try (Mlp net = Mlp.train(Rows.wrap(values, ROWS, COLUMNS), Labels.of(classes), options)) {
                net.save(Path.of(arguments[0]));
            }
        }
    }

    @Test
    void aSeedGivesTheSameNetworkOnAnyNumberOfThreads(@TempDir Path folder) throws Exception {
        byte[] one = trained(folder, 1);
        for (int threads : new int[] {2, 3}) {
            assertThat(trained(folder, threads)).as("on %d threads", threads).isEqualTo(one);
        }
    }

    /// What PyTorch keeps of a step for the way back must not lie in memory that Java may free. With DJL's `swish`,
    /// whose factor did, gradients before the last layer were another program's bytes after a collection.
    @Test
    void garbageCollectionsDoNotChangeANetwork() {
        Problem rings = Problem.rings(1);
        MlpOptions options = Problem.options().withEpochs(3);
        double[] quiet =
                Mlp.train(rings.rows(), rings.labels(), options).training().batchLosses();
        AtomicBoolean training = new AtomicBoolean(true);
        Thread.ofPlatform().daemon().start(() -> {
            ByteBuffer[] taken = new ByteBuffer[256];
            for (int i = 0; training.get(); i++) {
                // takes what the collection freed, in the sizes of numbers and of small layers, and writes over it
                if (i % 64 == 0) System.gc();
                ByteBuffer memory = ByteBuffer.allocateDirect(4 << i % 8);
                while (memory.hasRemaining()) memory.putFloat(-1e6f);
                taken[i % taken.length] = memory;
            }
        });
        try {
            for (int run = 0; run < 2; run++) {
                assertThat(Mlp.train(rings.rows(), rings.labels(), options)
                                .training()
                                .batchLosses())
                        .isEqualTo(quiet);
            }
        } finally {
            training.set(false);
        }
    }

    /// MKL's sums depend on where rows begin.
    @Test
    void firstWeightsBeginWherePyTorchLetsItsOwnArraysBegin() {
        RandomGenerator random = new SplittableRandom(1);
        try (NDManager manager = PyTorch.engine(1).newBaseManager()) {
            for (int width = 1; width <= 40; width++) {
                NDArray weights =
                        MlpTrainer.firstValues(manager, new Shape(width, 7), MlpOptions.of(7, width, 2), random);
                assertThat(MemorySegment.ofBuffer(weights.toByteBuffer(true)).address() % 64)
                        .isZero();
            }
        }
    }

    private static byte[] trained(Path folder, int threads) throws Exception {
        Path network = folder.resolve(threads + ".onnx");
        Path said = folder.resolve("said.txt");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--add-modules=jdk.incubator.vector");
        String cache = System.getProperty("DJL_CACHE_DIR");
        if (cache != null) command.add("-DDJL_CACHE_DIR=" + cache);
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of(Training.class.getName(), network.toString(), String.valueOf(threads)));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        // As a variable: with a class path of 5000 characters on the command line ONNX Runtime 1.29 ends the process.
        builder.environment().put("CLASSPATH", classes);
        assertThat(builder.start().waitFor()).as(() -> text(said)).isZero();
        return Files.readAllBytes(network);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
