package mixtura.bench.peers;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import mixtura.data.Rows;
import mixtura.io.Npy;

/// Runs one peer on the work of the command line and prints one line of JSON, as the Python peers do: a warm-up, a
/// short
/// and a long run from the same start, and the objective of both answers.
public final class JvmPeers {
    private JvmPeers() {}

    /// @param arguments  `PEER --data NPY --start NPY --k K --short S --long L --option WORD --threads T`; S = 0: no
    /// short run
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
        double beside = 0;
        if (shortRun > 0) {
            double began = now();
            peer.fit(start, 1);
            beside += now() - began;
            began = now();
            Peer.Answer answer = peer.fit(start, shortRun);
            double seconds = now() - began;
            double objective = answer.objective(data);
            beside += now() - began;
            add(line, "seconds_short", seconds);
            add(line, "iterations_short", answer.iterations());
            add(line, "objective_short", objective);
            began = now();
            Peer.Answer longer = time(peer, start, longRun, line);
            add(line, "seconds_per_iteration", (now() - began - seconds) / (longer.iterations() - answer.iterations()));
            beside += judge(peer, longer, data, start, line);
        } else {
            beside += judge(peer, time(peer, start, longRun, line), data, start, line);
        }
        add(line, "seconds_beside", beside);
        line.append("\"option\": \"").append(need(asked, "--option")).append("\", ");
        line.append("\"version\": \"").append(peer.version()).append("\"}");
        System.out.println(line);
        // Some libraries leave pools behind that would keep the process for a minute.
        System.exit(0);
    }

    private static Peer.Answer time(Peer peer, double[][] start, int iterations, StringBuilder line) throws Exception {
        double began = now();
        Peer.Answer answer = peer.fit(start, iterations);
        add(line, "seconds_long", now() - began);
        add(line, "iterations_long", answer.iterations());
        return answer;
    }

    /// Adds the objective, and for a library that draws its own start how far its second iterate is from Lloyd's step.
    private static double judge(Peer peer, Peer.Answer answer, double[][] data, double[][] start, StringBuilder line)
            throws Exception {
        double began = now();
        add(line, "objective", answer.objective(data));
        if (!peer.takesStart()) {
            double[][] first = peer.fit(start, 1).means();
            double expected = Check.distortion(data, Check.lloydStep(data, first));
            double found = Check.distortion(data, peer.fit(start, 2).means());
            add(line, "step_error", Math.abs(found / expected - 1));
        }
        return now() - began;
    }

    private static Peer peer(String name, String option) throws NoSuchMethodException {
        return switch (name + " " + option) {
            case "smile-kmeans lloyd" -> new SmilePeer.Lloyd();
            case "smile-gmm tol=0" -> new SmilePeer.Mixture(0);
            case "smile-gmm tol=-inf" -> new SmilePeer.Mixture(Double.NEGATIVE_INFINITY);
            case "elki-gmm full" -> new ElkiPeer.Mixture();
            case "weka-kmeans lloyd" -> new WekaPeer();
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
