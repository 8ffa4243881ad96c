package mixtura.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// The rows that small components rest on: one walk over the rows, for the components that a fit flags.
final class RestingRows implements ScorePass<RestingRows.Found> {
    /// Rows that are named for a component at most.
    private static final int MOST = 6;

    /// Components that are described at most.
    private static final int COMPONENTS = 6;

    private final List<Integer> components;
    private final int componentCount;
    private Found found;

    private RestingRows(List<Integer> components, int componentCount) {
        this.components = components;
        this.componentCount = componentCount;
        this.found = new Found(components.size());
    }

    /// One row of a component.
    private record Share(long row, double share) {}

    /// What was found so far: of each component the rows with the largest shares, and how many belong to it.
    static final class Found implements Mergeable<Found> {
        private final List<List<Share>> shares = new ArrayList<>();
        private final long[] belonging;

        private Found(int count) {
            for (int i = 0; i < count; i++) shares.add(new ArrayList<>());
            belonging = new long[count];
        }

        private void add(int i, Share share) {
            belonging[i]++;
            shares.get(i).add(share);
            if (shares.get(i).size() > 4 * MOST) cut(i);
        }

        private void cut(int i) {
            List<Share> of = shares.get(i);
            of.sort(Found::compare);
            while (of.size() > MOST) of.removeLast();
        }

        /// The largest share first, of equal ones the first row.
        private static int compare(Share one, Share other) {
            int byShare = Double.compare(other.share, one.share);
            return byShare != 0 ? byShare : Long.compare(one.row, other.row);
        }

        @Override
        public Found merge(Found later) {
            for (int i = 0; i < belonging.length; i++) {
                belonging[i] += later.belonging[i];
                shares.get(i).addAll(later.shares.get(i));
                cut(i);
            }
            return this;
        }

        private String rows(int i) {
            cut(i);
            if (belonging[i] == 0) return "no row belongs to it more than to others";
            String named = shares.get(i).stream()
                    .map(Share::row)
                    .sorted()
                    .map(row -> String.valueOf(row + 1))
                    .collect(Collectors.joining(", "));
            if (belonging[i] > MOST) named += " and " + (belonging[i] - MOST) + " more";
            return "it rests on " + (belonging[i] == 1 ? "row " : "rows ") + named;
        }
    }

    @Override
    public void add(RowBlock block, double[] logDensity, double[] responsibilities) {
        for (int n = 0; n < block.rowCount(); n++) {
            if (block.weight(n) == 0) continue;
            int best = Mixture.largest(responsibilities, n * componentCount, componentCount);
            int i = components.indexOf(best);
            if (i >= 0) found.add(i, new Share(block.firstRow() + n, responsibilities[n * componentCount + best]));
        }
    }

    @Override
    public Found finish() {
        Found result = found;
        found = new Found(components.size());
        return result;
    }

    /// A sentence for each flagged component: which rows it rests on, and what is wrong with it.
    static List<String> sentences(
            Mixture<?> mixture, Rows rows, Diagnosis diagnosis, double[] mass, Execution execution) {
        List<Integer> components =
                diagnosis.flagged().stream().limit(COMPONENTS).toList();
        int k = mixture.componentCount();
        Found found = mixture.score(rows, execution, () -> new RestingRows(components, k));
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < components.size(); i++) {
            int component = components.get(i);
            String reason = diagnosis.reasons().getOrDefault(component, "");
            String why =
                    reason.isEmpty() ? String.format(Locale.ROOT, "weighs only %.3g rows", mass[component]) : reason;
            sentences.add("component " + (component + 1) + " is spurious: it " + why + "; " + found.rows(i));
        }
        return sentences;
    }
}
