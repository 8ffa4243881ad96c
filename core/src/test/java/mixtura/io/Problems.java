package mixtura.io;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// Files for the readers' tests.
final class Problems {
    private Problems() {}

    /// A file among the test resources of this package.
    static Path resource(String name) {
        return Path.of("src/test/resources/mixtura/io").resolve(name);
    }

    static Path write(Path file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The file packed by gzip, beside it.
    static Path gzip(Path file) {
        Path packed = file.resolveSibling(Objects.requireNonNull(file.getFileName()) + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(file, out);
            return packed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The file without its last bytes.
    static Path cutShort(Path file, int bytes) {
        try {
            byte[] all = Files.readAllBytes(file);
            return write(
                    file.resolveSibling("cut-" + file.getFileName()), java.util.Arrays.copyOf(all, all.length - bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[][] table(Rows rows) {
        double[][] table = new double[(int) rows.rowCount()][rows.dimension()];
        for (int n = 0; n < table.length; n++) rows.copyRow(n, table[n]);
        return table;
    }

    /// Σ_n w_n (n + 1) x_nj for every column, with rounding that shows any other order of summation.
    static double[] moments(Rows rows, int threads) {
        return rows.aggregate(Execution.of(threads).withBlockRows(7), () -> new Moments(rows.dimension())).sums;
    }

    private static final class Moments implements Pass<Moments>, Mergeable<Moments> {
        private final double[] sums;

        Moments(int dimension) {
            sums = new double[dimension];
        }

        @Override
        public void add(RowBlock block) {
            double[] x = block.values();
            for (int n = 0, i = block.offset(); n < block.rowCount(); n++) {
                double w = block.weight(n) * (block.firstRow() + n + 1);
                for (int j = 0; j < sums.length; j++, i++) sums[j] += w * x[i];
            }
        }

        @Override
        public Moments finish() {
            Moments done = new Moments(sums.length);
            System.arraycopy(sums, 0, done.sums, 0, sums.length);
            java.util.Arrays.fill(sums, 0);
            return done;
        }

        @Override
        public Moments merge(Moments later) {
            for (int j = 0; j < sums.length; j++) sums[j] += later.sums[j];
            return this;
        }
    }
}
