package mixtura.bench.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import mixtura.data.Rows;
import mixtura.io.Npy;

/// Runs one peer on the work of the command line and prints one line of JSON, as the Python peers do: a first long run
/// in the cold process, long runs until everything is compiled, then pairs of a short and a long run from the same
/// start.
public final class JvmPeers {
    /// A first run that takes so many seconds is the timed one as well.
    private static final double SLOW = 12;

    private static final int PAIRS = 5;

    private JvmPeers() {}

    /// @param arguments  `PEER --data NPY --start NPY --k K --short S --long L --option WORD --threads T --warm SECONDS
    ///     --pairs SECONDS`; S = 0: whole fits are timed
    public static void main(String[] arguments) throws Exception {
        Map<String, String> asked = new HashMap<>();
        for (int i = 1; i + 1 < arguments.length; i += 2) asked.put(arguments[i], arguments[i + 1]);
        int shortRun = Integer.parseInt(need(asked, "--short"));
        int longRun = Integer.parseInt(need(asked, "--long"));
        Peer peer = peer(arguments[0], need(asked, "--option"));
        double[][] data = rows(need(asked, "--data"));
        double[][] start = rows(need(asked, "--start"));
        peer.load(data, Integer.parseInt(need(asked, "--threads")));
        StringBuilder line = new StringBuilder("{");
        double began = now();
        Peer.Answer longer = peer.fit(start, longRun);
        double first = now() - began;
        double beside = now();
        boolean slow = first >= SLOW;
        while (!slow && now() - beside < Double.parseDouble(need(asked, "--warm")) - first) peer.fit(start, longRun);
        List<Double> wholes = new ArrayList<>();
        List<Double> iterations = new ArrayList<>();
        Peer.Answer shorter = longer;
        double pairs = now();
        while (wholes.isEmpty()
                || !slow && wholes.size() < PAIRS && now() - pairs < Double.parseDouble(need(asked, "--pairs"))) {
            began = now();
            if (shortRun > 0) shorter = peer.fit(start, shortRun);
            double few = now() - began;
            began = now();
            if (!slow) longer = peer.fit(start, longRun);
            double many = slow ? first : now() - began;
            wholes.add(many);
            iterations.add((many - few) / (longer.iterations() - shorter.iterations()));
        }
        add(line, "seconds_first", first);
        add(line, "seconds_long", median(wholes));
        add(line, "iterations_long", longer.iterations());
        if (shortRun > 0) {
            add(line, "seconds_per_iteration", median(iterations));
            add(line, "iterations_short", shorter.iterations());
            add(line, "objective_short", shorter.objective(data));
        }
        judge(peer, longer, data, start, line);
        line.append("\"pairs\": ").append(shortRun > 0 ? iterations : wholes).append(", ");
        add(line, "seconds_beside", now() - beside);
        line.append("\"option\": \"").append(need(asked, "--option")).append("\", ");
        line.append("\"version\": \"").append(peer.version()).append("\"}");
        System.out.println(line);
        // Some libraries leave pools behind that would keep the process for a minute.
        System.exit(0);
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /// Adds the objective, and for a library that draws its own start how far its second iterate is from Lloyd's step.
    private static void judge(Peer peer, Peer.Answer answer, double[][] data, double[][] start, StringBuilder line)
            throws Exception {
        add(line, "objective", answer.objective(data));
        if (!peer.takesStart() && answer.isMixture()) {
            Peer.Answer first = peer.fit(start, 1);
            double expected = Check.diagonalStep(data, first).objective(data);
            double found = peer.fit(start, 2).objective(data);
            add(line, "step_error", Math.abs(found - expected) / (data.length + Math.abs(expected)));
        } else if (!peer.takesStart()) {
            double[][] first = peer.fit(start, 1).means();
            double expected = Check.distortion(data, Check.lloydStep(data, first));
            double found = Check.distortion(data, peer.fit(start, 2).means());
            add(line, "step_error", Math.abs(found / expected - 1));
        }
    }

    private static Peer peer(String name, String option) throws NoSuchMethodException {
        return switch (name + " " + option) {
            case "smile-kmeans lloyd" -> new SmilePeer.Lloyd();
            case "smile-gmm tol=0" -> new SmilePeer.Mixture(0);
            case "smile-gmm tol=-inf" -> new SmilePeer.Mixture(Double.NEGATIVE_INFINITY);
            case "elki-gmm full" -> new ElkiPeer.Mixture();
            case "weka-kmeans lloyd" -> new WekaPeer();
            case "weka-gmm diag" -> new WekaPeer.Mixture();
            case "tribuo-kmeans lloyd" -> new TribuoPeer();
            case "commons-kmeans lloyd" -> new CommonsMathPeer.KMeans();
            case "commons-gmm full" -> new CommonsMathPeer.Mixture();
            default -> {
                if (!name.equals("elki-kmeans"))
                    throw new IllegalArgumentException("no peer is called " + name + " " + option);
                yield new ElkiPeer.KMeans(option);
            }
        };
    }

    private static double[][] rows(String file) {
        Rows rows = Npy.read(Path.of(file));
        double[][] values = new double[Math.toIntExact(rows.rowCount())][rows.dimension()];
        for (int n = 0; n < values.length; n++) rows.copyRow(n, values[n]);
        return values;
    }

    private static String need(Map<String, String> asked, String name) {
        return Objects.requireNonNull(asked.get(name), name + " is missing");
    }

    private static void add(StringBuilder line, String name, double value) {
        line.append(String.format(Locale.ROOT, "\"%s\": %s, ", name, Double.isNaN(value) ? "NaN" : value));
    }

    private static void add(StringBuilder line, String name, int value) {
        line.append(String.format(Locale.ROOT, "\"%s\": %d, ", name, value));
    }

    private static double now() {
        return System.nanoTime() / 1e9;
    }
}
