package mixtura.app.command;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.app.console.CsvText;
import mixtura.app.dataset.Dataset;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Mixture;
import org.jspecify.annotations.Nullable;

/// The cluster of each row, with the probabilities of all when they are asked for.
///
/// @param cluster           of each row, from 0; −1 for a row that was left out
/// @param largest           responsibility or membership in that cluster; null where a row belongs to one alone
/// @param responsibilities  `rowCount × k`, or null when they were not asked for
/// @param names             classes that the first clusters stand for; empty when none do
/// @param noisy             whether what the responsibilities leave to 1 is noise
record Predictions(
        int k,
        int[] cluster,
        double @Nullable [] largest,
        double @Nullable [][] responsibilities,
        List<String> names,
        boolean noisy) {
    static Predictions of(Object model, Rows rows, Execution execution) {
        return of(model, rows, execution, false);
    }

    static Predictions of(Object model, Rows rows, Execution execution, boolean withResponsibilities) {
        if (model instanceof KMeansModel parts) return of(parts, rows);
        if (!(model instanceof Mixture<?> mixture)) throw new IllegalArgumentException("no model: " + model);
        int k = mixture.componentCount();
        int rowCount = Math.toIntExact(rows.rowCount());
        int[] cluster = new int[rowCount];
        double[] largest = new double[rowCount];
        boolean noisy = mixture.noise().isPresent();
        double[][] all = withResponsibilities ? new double[rowCount][k] : null;
        mixture.score(rows, execution, (first, count, logDensity, r) -> {
            for (int n = 0; n < count; n++) {
                int row = (int) first + n;
                int best = mixture.cluster(logDensity[n], r, n * k);
                cluster[row] = best;
                double sum = 0;
                for (int c = 0; c < k; c++) {
                    sum += r[n * k + c];
                    largest[row] = Math.max(largest[row], r[n * k + c]);
                }
                if (noisy) largest[row] = Math.max(largest[row], 1 - sum);
                if (all != null) System.arraycopy(r, n * k, all[row], 0, k);
            }
        });
        return new Predictions(k, cluster, largest, all, mixture.componentNames(), noisy);
    }

    private static Predictions of(KMeansModel parts, Rows rows) {
        int[] cluster = parts.predict(rows);
        if (parts.fuzzifier() == 1) return new Predictions(parts.k(), cluster, null, null, List.of(), false);
        double[][] memberships = parts.memberships(rows);
        double[] largest = new double[cluster.length];
        for (int n = 0; n < cluster.length; n++) largest[n] = memberships[n][cluster[n]];
        return new Predictions(parts.k(), cluster, largest, memberships, List.of(), false);
    }

    /// Rows that belong to no cluster.
    long leftOut() {
        return Arrays.stream(cluster).filter(c -> c < 0).count();
    }

    /// Writes one line a row, in the order of the file: identifier, the file's own columns, cluster (from 1,
    /// or 0 for none).
    void writeCsv(OutputStream out, Dataset table, boolean keepColumns, boolean probabilities, boolean uncertainty)
            throws IOException {
        RowHeads heads = RowHeads.of(table, keepColumns);
        List<String> header = new ArrayList<>(heads.header());
        header.add("cluster");
        if (!names.isEmpty()) header.add("class");
        if (uncertainty) header.add("uncertainty");
        if (probabilities) for (int c = 1; c <= k; c++) header.add("probability_" + c);
        if (probabilities && noisy) header.add("probability_noise");
        CsvText csv = new CsvText(out);
        csv.write(header);
        List<String> line = new ArrayList<>();
        for (int n = 0; n < cluster.length; n++) {
            line.clear();
            heads.add(n, line);
            line.add(String.valueOf(cluster[n] + 1));
            if (!names.isEmpty()) line.add(cluster[n] >= 0 && cluster[n] < names.size() ? names.get(cluster[n]) : "");
            if (uncertainty) line.add(String.valueOf(largest == null ? 0 : 1 - largest[n]));
            if (probabilities) {
                for (int c = 0; c < k; c++) {
                    line.add(
                            responsibilities == null
                                    ? (c == cluster[n] ? "1" : "0")
                                    : String.valueOf(responsibilities[n][c]));
                }
                if (noisy && responsibilities != null) {
                    line.add(String.valueOf(
                            Math.max(0, 1 - Arrays.stream(responsibilities[n]).sum())));
                }
            }
            csv.write(line);
        }
        csv.flush();
    }
}
