package mixtura.app.command;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import mixtura.app.console.CsvText;
import mixtura.app.dataset.Dataset;
import mixtura.app.dataset.Preparation;
import mixtura.data.Levels;
import mixtura.data.Rows;
import mixtura.mixture.Imputation;
import mixtura.mixture.Mixture;

/// The file's own table with the model's columns filled, in the file's units.
final class FilledTable {
    private final ModelUse use;
    private final Mixture<?> mixture;
    private final Dataset.Originals originals;
    private final int[] modelColumn; // of each column of the file, −1 for those that the model does not have
    private final long[] missing; // cells of each column of the model

    FilledTable(ModelUse use, Mixture<?> mixture) {
        this.use = use;
        this.mixture = mixture;
        Dataset table = use.table();
        Dataset.Originals known = table.originals();
        if (known == null) throw new IllegalStateException("the file's cells were not kept");
        this.originals = known;
        List<String> names = table.rows().columnNames();
        this.modelColumn = known.columnNames().stream().mapToInt(names::indexOf).toArray();
        this.missing = new long[names.size()];
        double[] row = new double[names.size()];
        for (long n = 0; n < use.rows().rowCount(); n++) {
            use.rows().copyRow(n, row);
            for (int j = 0; j < row.length; j++) if (Double.isNaN(row[j])) missing[j]++;
        }
    }

    /// Cells that were missing.
    long cells() {
        long cells = 0;
        for (long count : missing) cells += count;
        return cells;
    }

    void writeExpected(OutputStream out, boolean deviations) throws IOException {
        CsvText csv = new CsvText(out);
        csv.write(header(deviations));
        Imputation imputation = mixture.impute(use.rows());
        write(csv, imputation, deviations, "");
        csv.flush();
    }

    void writeDraws(OutputStream out, int count, long seed) throws IOException {
        CsvText csv = new CsvText(out);
        List<String> header = header(false);
        header.addFirst("draw");
        csv.write(header);
        for (int draw = 1; draw <= count; draw++) {
            // Seeds of neighbouring draws differ in many bits, so that no two rows share their numbers.
            Imputation imputation = mixture.impute(use.rows(), seed * 0x2545F4914F6CDD1DL + draw * 0xBF58476D1CE4E5B9L);
            write(csv, imputation, false, String.valueOf(draw));
        }
        csv.flush();
    }

    private List<String> header(boolean deviations) {
        List<String> header = new ArrayList<>(originals.columnNames());
        if (!deviations) return header;
        for (int j = 0; j < missing.length; j++) {
            if (missing[j] > 0) header.add(use.rows().columnNames().get(j) + "_deviation");
        }
        return header;
    }

    private void write(CsvText csv, Imputation imputation, boolean deviations, String draw) throws IOException {
        Rows rows = use.rows();
        Preparation preparation = use.saved().preparation();
        int d = rows.dimension();
        double unit = preparation.scaleBy() == null ? 1 : preparation.scaleBy();
        double[] before = new double[d];
        double[] after = new double[d];
        double[] deviation = imputation.deviation();
        List<String> line = new ArrayList<>();
        for (int n = 0; n < rows.rowCount(); n++) {
            rows.copyRow(n, before);
            imputation.rows().copyRow(n, after);
            line.clear();
            if (!draw.isEmpty()) line.add(draw);
            for (int c = 0; c < modelColumn.length; c++) {
                int j = modelColumn[c];
                boolean gap = j >= 0 && Double.isNaN(before[j]);
                line.add(
                        gap
                                ? text(preparation, after[j], j, unit)
                                : originals.columns().get(c).of(n));
            }
            for (int j = 0; deviations && j < d; j++) {
                if (missing[j] == 0) continue;
                boolean level = j < use.table().levels().size();
                double value = deviation[n * d + j];
                line.add(
                        !Double.isNaN(before[j])
                                ? ""
                                : String.valueOf(level ? value : preparation.restoreDeviation(value, j) / unit));
            }
            csv.write(line);
        }
    }

    /// A value of the model as the file would say it.
    private String text(Preparation preparation, double value, int j, double unit) {
        List<Levels> levels = use.table().levels();
        if (j >= levels.size() || levels.get(j).texts().isEmpty()) {
            return String.valueOf(preparation.restore(value, j) / unit);
        }
        List<String> texts = levels.get(j).texts();
        return texts.get(Math.clamp(Math.round(value), 0, texts.size() - 1));
    }
}
