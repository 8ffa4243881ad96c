package mixtura.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import mixtura.internal.kernel.Kernels;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs [KernelBenchmark] and prints a Markdown table: the rate of every kernel, and for products their share of the
/// peak, which is probed in the same run with the rate of reading from memory.
public final class KernelRates {
    private static final String PEAK = "multiply 1000 1000 1000";

    /// Two arrays of 256 MB, read once.
    private static final String READING = "squaredDistance 33554432";

    private static final int BYTES_PER_VALUE = 2 * Double.BYTES;

    private KernelRates() {}

    /// @param arguments  words of which a task must hold one to be run; none: all tasks
    public static void main(String[] arguments) throws RunnerException {
        ChainedOptionsBuilder options = options();
        String[] tasks = tasks(arguments);
        if (tasks.length > 0) options = options.param("task", tasks);
        Map<String, Map<String, Double>> rates = new LinkedHashMap<>();
        for (RunResult result : new Runner(options.build()).run()) {
            rates.computeIfAbsent(result.getParams().getParam("task"), task -> new LinkedHashMap<>())
                    .put(result.getParams().getParam("kernels"), rate(List.of(result)));
        }
        // others may use this machine, too: its peak is the best that it has shown
        double peak = rates.entrySet().stream()
                .filter(entry -> isProduct(entry.getKey()))
                .flatMap(entry -> entry.getValue().values().stream())
                .reduce(rate(probe(PEAK, "blas", 1)), Math::max);
        printMachine(peak);
        print(rates, peak);
    }

    private static void printMachine(double peak) throws RunnerException {
        System.out.printf(
                Locale.ROOT,
                "%s, JDK %s, %s%n",
                processor(),
                Runtime.version(),
                Kernels.named("blas").description());
        System.out.printf(
                Locale.ROOT,
                "Peak of the double matrix product: %.1f GFLOP/s on one thread (the fastest product of this run), %.1f on two"
                        + " (OpenBLAS, %s).%n",
                peak,
                rate(probe(PEAK, "blas", 2)),
                PEAK);
        System.out.printf(
                Locale.ROOT,
                "Reading from memory: %.1f GB/s on one thread, %.1f on two.%n%n",
                BYTES_PER_VALUE * rate(probe(READING, "simd", 1)),
                BYTES_PER_VALUE * rate(probe(READING, "simd", 2)));
    }

    private static boolean isProduct(String task) {
        return task.startsWith("multiply") || task.startsWith("addGram");
    }

    private static void print(Map<String, Map<String, Double>> rates, double peak) {
        System.out.println("| kernel and sizes | per ns | scalar | simd | blas | simd, share of peak |");
        System.out.println("|---|---|---|---|---|---|");
        rates.forEach((task, byKernels) -> {
            boolean isProduct = isProduct(task);
            String cells = List.of("scalar", "simd", "blas").stream()
                    .map(name ->
                            byKernels.containsKey(name) ? String.format(Locale.ROOT, "%.2f", byKernels.get(name)) : "–")
                    .collect(Collectors.joining(" | "));
            double simd = byKernels.getOrDefault("simd", Double.NaN);
            String share = isProduct ? String.format(Locale.ROOT, "%.0f %%", 100 * simd / peak) : "";
            System.out.println("| `" + task + "` | " + (isProduct ? "operations" : "values") + " | " + cells + " | "
                    + share + " |");
        });
    }

    private static Collection<RunResult> probe(String task, String kernels, int threads) throws RunnerException {
        return new Runner(options()
                        .param("task", task)
                        .param("kernels", kernels)
                        .threads(threads)
                        .build())
                .run();
    }

    private static ChainedOptionsBuilder options() {
        return new OptionsBuilder()
                .include(KernelBenchmark.class.getSimpleName())
                .verbosity(VerboseMode.SILENT);
    }

    /// The best iteration's operations per nanosecond, of all threads together: others may use this machine, too.
    private static double rate(Collection<RunResult> results) {
        double best = 0;
        for (RunResult result : results) {
            Result<?> operations = Objects.requireNonNull(
                    result.getSecondaryResults().get("operations"), "the benchmark counts operations");
            best = Math.max(best, operations.getStatistics().getMax());
        }
        return best;
    }

    private static String[] tasks(String[] words) {
        if (words.length == 0) return words;
        List<String> found = new ArrayList<>();
        for (String task : allTasks()) {
            for (String word : words) {
                if (task.contains(word)) {
                    found.add(task);
                    break;
                }
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no task has " + String.join(" or ", words) + " in its name");
        }
        return found.toArray(String[]::new);
    }

    private static String[] allTasks() {
        try {
            return KernelBenchmark.class
                    .getField("task")
                    .getAnnotation(Param.class)
                    .value();
        } catch (NoSuchFieldException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String processor() {
        return System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " processors";
    }
}
