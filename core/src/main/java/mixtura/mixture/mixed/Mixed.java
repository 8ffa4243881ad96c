package mixtura.mixture.mixed;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import mixtura.mixture.ColumnKind;
import mixtura.mixture.Completer;
import mixtura.mixture.Component;

/// One component over columns of several types: within it, groups of columns are independent of each other.
public final class Mixed implements Component {
    private final List<Part> parts;
    private final int[] partOf; // of each column
    private final int[] placeInPart;

    /// What the component says of one group of columns.
    ///
    /// @param kind       of the columns
    /// @param component  of the kind's family
    /// @param columns    which these are, from 0
    public record Part(ColumnKind kind, Component component, int[] columns) {
        public Part {
            columns = columns.clone();
            if (columns.length != component.dimension()) {
                throw new IllegalArgumentException(
                        columns.length + " columns for a component of " + component.dimension());
            }
        }

        @Override
        public int[] columns() {
            return columns.clone();
        }
    }

    /// @param parts  that share out the columns 0 … d − 1
    public Mixed(List<Part> parts) {
        this.parts = List.copyOf(parts);
        int d = parts.stream().mapToInt(part -> part.columns.length).sum();
        partOf = new int[d];
        placeInPart = new int[d];
        Arrays.fill(partOf, -1);
        for (int g = 0; g < parts.size(); g++) {
            int[] columns = parts.get(g).columns;
            for (int i = 0; i < columns.length; i++) {
                if (columns[i] < 0 || columns[i] >= d || partOf[columns[i]] >= 0) {
                    throw new IllegalArgumentException(
                            "the parts' columns are not 0 to " + (d - 1) + ", each once: column " + columns[i]);
                }
                partOf[columns[i]] = g;
                placeInPart[columns[i]] = i;
            }
        }
    }

    /// The groups of columns.
    public List<Part> parts() {
        return parts;
    }

    @Override
    public int dimension() {
        return partOf.length;
    }

    /// What type a column (from 0) has.
    public ColumnKind kind(int column) {
        return parts.get(partOf[column]).kind;
    }

    @Override
    public double[] mean() {
        double[] mean = new double[dimension()];
        for (Part part : parts) scatter(part.component.mean(), part.columns, mean, 0);
        return mean;
    }

    @Override
    public double[] deviation() {
        return IntStream.range(0, dimension())
                .mapToDouble(j -> Math.sqrt(variance(j)))
                .toArray();
    }

    private double variance(int column) {
        Part part = parts.get(partOf[column]);
        int place = placeInPart[column];
        double[] deviation = part.component.deviation();
        if (deviation.length > 0) return deviation[place] * deviation[place];
        double mean = part.component.mean()[place];
        if (part.kind == ColumnKind.COUNT) return mean;
        double[] levels = levelProbabilities(column);
        double squares = 0;
        for (int level = 0; level < levels.length; level++) squares += levels[level] * level * level;
        return Math.max(0, squares - mean * mean);
    }

    @Override
    public double[] levelProbabilities(int column) {
        Part part = parts.get(partOf[column]);
        int place = placeInPart[column];
        if (part.kind == ColumnKind.BINARY) {
            double one = part.component.mean()[place];
            return new double[] {1 - one, one};
        }
        return part.component.levelProbabilities(place);
    }

    static void scatter(double[] values, int[] columns, double[] out, int offset) {
        for (int i = 0; i < columns.length; i++) out[offset + columns[i]] = values[i];
    }

    static double[] gather(double[] row, int[] columns) {
        double[] values = new double[columns.length];
        for (int i = 0; i < columns.length; i++) values[i] = row[columns[i]];
        return values;
    }

    @Override
    public Sampler sampler() {
        List<Sampler> samplers =
                parts.stream().map(part -> part.component.sampler()).toList();
        return (random, out, offset) -> {
            for (int g = 0; g < samplers.size(); g++) {
                int[] columns = parts.get(g).columns;
                double[] drawn = new double[columns.length];
                samplers.get(g).draw(random, drawn, 0);
                scatter(drawn, columns, out, offset);
            }
        };
    }

    @Override
    public Completer completer() {
        List<Completer> completers =
                parts.stream().map(part -> part.component.completer()).toList();
        return new Completer() {
            @Override
            public void expect(double[] row, double[] mean, double[] variance) {
                for (int g = 0; g < completers.size(); g++) {
                    int[] columns = parts.get(g).columns;
                    double[] means = gather(mean, columns);
                    double[] variances = gather(variance, columns);
                    completers.get(g).expect(gather(row, columns), means, variances);
                    scatter(means, columns, mean, 0);
                    scatter(variances, columns, variance, 0);
                }
            }

            @Override
            public void draw(double[] row, RandomGenerator random, double[] out) {
                for (int g = 0; g < completers.size(); g++) {
                    int[] columns = parts.get(g).columns;
                    double[] drawn = gather(out, columns);
                    completers.get(g).draw(gather(row, columns), random, drawn);
                    scatter(drawn, columns, out, 0);
                }
            }
        };
    }
}
