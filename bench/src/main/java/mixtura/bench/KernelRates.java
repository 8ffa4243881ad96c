package mixtura.bench;

import java.util.ArrayList;
import java.util.Arrays;
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

    /// @param arguments  words of which a task must hold one to be run; none: all tasks; `iteration` alone: whole
    ///     iterations
    public static void main(String[] arguments) throws RunnerException {
        ChainedOptionsBuilder options = options();
        if (arguments.length == 1 && arguments[0].equals("iteration")) {
            iterations();
            return;
        }
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

    /// Whole iterations in per cent of the peak of the product and of the rate of reading on all processors.
    private static void iterations() throws RunnerException {
        int threads = Runtime.getRuntime().availableProcessors();
        double peak = rate(probe(PEAK, "blas", threads));
        double reading = BYTES_PER_VALUE * rate(probe(READING, "simd", threads));
        System.out.printf(
                Locale.ROOT,
                "%s, JDK %s, %s. Double matrix product %.1f GFLOP/s, reading %.1f GB/s, on %d threads.%n%n",
                processor(),
                Runtime.version(),
                Kernels.named("blas").description(),
                peak,
                reading,
                threads);
        System.out.println(
                "| method, n, d, k | ms an iteration | GFLOP/s | of the product's peak | of the reading rate |");
        System.out.println("|---|---|---|---|---|");
        OptionsBuilder options = new OptionsBuilder();
        options.include(IterationBenchmark.class.getSimpleName()).verbosity(VerboseMode.SILENT);
        for (RunResult result : new Runner(options.build()).run()) {
            String work = result.getParams().getParam("work");
            int[] size = Arrays.stream(work.split(" ", -1))
                    .skip(1)
                    .mapToInt(Integer::parseInt)
                    .toArray();
            boolean isFloat = work.startsWith("kmeans");
            double perNanosecond = best(result, "iterations");
            double rate = best(result, "operations");
            double bytes = (double) size[0] * size[1] * (isFloat ? Float.BYTES : Double.BYTES) * perNanosecond;
            System.out.printf(
                    Locale.ROOT,
                    "| `%s` | %.2f | %.1f | %.0f %% | %.0f %% |%n",
                    work,
                    1e-6 / perNanosecond,
                    rate,
                    100 * rate / (isFloat ? 2 * peak : peak),
                    100 * bytes / reading);
        }
        System.out.printf("%nThe peak in float is taken to be twice the one in double.%n");
    }

    private static double best(RunResult result, String counter) {
        Result<?> counted = Objects.requireNonNull(result.getSecondaryResults().get(counter), counter);
        return counted.getStatistics().getMax();
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
            best = Math.max(best, best(result, "operations"));
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
