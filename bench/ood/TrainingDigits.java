import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import mixtura.data.Labels;
import mixtura.data.Rows;
import mixtura.io.Idx;

/// The 60,000 training digits of MNIST, from which alone settings are chosen.
record TrainingDigits(Rows images, int[] classes) {
    static TrainingDigits read(Path folder) {
        return new TrainingDigits(
                Idx.read(file(folder, "train-images-idx3-ubyte")),
                Idx.readLabels(file(folder, "train-labels-idx1-ubyte")));
    }

    /// The file of this name, packed or not.
    private static Path file(Path folder, String name) {
        Path packed = folder.resolve(name + ".gz");
        return Files.exists(packed) ? packed : folder.resolve(name);
    }

    /// Numbers of the images whose class is asked for, ascending.
    int[] numbers(IntPredicate ofClass) {
        return IntStream.range(0, classes.length)
                .filter(n -> ofClass.test(classes[n]))
                .toArray();
    }

    static int[] shuffled(int[] numbers, Random random) {
        int[] order = numbers.clone();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[i];
            order[i] = order[j];
            order[j] = other;
        }
        return order;
    }

    Rows rows(int[] numbers) {
        int dimension = images.dimension();
        double[] row = new double[dimension];
        float[] values = new float[numbers.length * dimension];
        for (int i = 0; i < numbers.length; i++) {
            images.copyRow(numbers[i], row);
            for (int j = 0; j < dimension; j++) values[i * dimension + j] = (float) row[j];
        }
        return Rows.wrap(values, numbers.length, dimension);
    }

    Labels labels(int[] numbers) {
        return Labels.of(Arrays.stream(numbers).map(n -> classes[n]).toArray());
    }
}
