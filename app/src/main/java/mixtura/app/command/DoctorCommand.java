package mixtura.app.command;

import java.awt.GraphicsEnvironment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mixtura.app.console.Console;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Json;
import mixtura.app.console.Numbers;
import mixtura.app.console.Session;
import mixtura.app.console.Version;
import mixtura.internal.kernel.Kernels;
import mixtura.network.Networks;
import picocli.CommandLine.Command;

/// `mixtura doctor`: what the program stands on, to read and to paste into a report.
@Command(
        name = "doctor",
        header = "The machine, Java, kernels and memory that Mixtura runs on",
        footer = {
            "mixtura doctor                 paste it into a report",
            "mixtura doctor --json          the same for scripts"
        })
final class DoctorCommand implements Callable<Integer> {
    /// Earlier updates of 25 are refused by a widely used cluster engine, and lack fixes to the vector code.
    private static final Runtime.Version WANTED = Runtime.Version.parse("25.0.3");

    /// Where Linux tells of NVIDIA's driver.
    private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");

    private final Session session;

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Map<String, Object> facts = facts();
        List<String> advice = advice();
        Console console = session.console();
        if (console.isJson()) {
            facts.put("advice", advice);
            console.result(Json.text(facts));
            return ExitCode.DONE;
        }
        facts.forEach((name, value) -> console.result(String.format("%-17s%s", name, value)));
        if (advice.isEmpty()) console.result("all well");
        for (String sentence : advice) console.result("advice           " + sentence);
        return ExitCode.DONE;
    }

    private Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        Runtime runtime = Runtime.getRuntime();
        facts.put("version", Version.text());
        facts.put("java", Runtime.version() + ", " + System.getProperty("java.vendor"));
        facts.put("javaHome", String.valueOf(System.getProperty("java.home")));
        facts.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        facts.put("cores", runtime.availableProcessors());
        facts.put("memory", machineMemory());
        facts.put("heap", Numbers.bytes(runtime.maxMemory()) + " at most");
        facts.put("vectorApi", hasVectorModule() ? "on" : "off");
        facts.put("kernels", Kernels.automatic().description());
        facts.put("kernelsOfKMeans", Kernels.forKMeans());
        Kernels.all().forEach((name, what) -> facts.put("kernels." + name, what));
        facts.put("networks", networks());
        facts.put("fonts", fonts());
        facts.put(
                "javaOptions",
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
        facts.put("threads", String.valueOf(session.environment().getOrDefault("MIXTURA_THREADS", "all")));
        return facts;
    }

    private static String machineMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Numbers.bytes(system.getTotalMemorySize())
                : "unknown";
    }

    private static boolean hasVectorModule() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    private static String networks() {
        Networks networks = Networks.find().orElse(null);
        if (networks == null) return "not there: ./mixtura ood train, features or run builds the module when asked";
        try {
            return networks.engine() + ", on " + networks.device() + idleCard(networks.device());
        } catch (IllegalStateException | LinkageError e) {
            return networks.engine() + ", which does not start: " + e.getMessage();
        }
    }

    private static String idleCard(String device) {
        return device.equals("cpu") && Files.exists(NVIDIA_DRIVER)
                ? " (there is an NVIDIA card; docs/strangers.md says how PyTorch finds it)"
                : "";
    }

    private static String fonts() {
        try {
            System.setProperty("java.awt.headless", "true");
            int families = GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length;
            return Numbers.count(families, "family").replace("familys", "families");
        } catch (LinkageError | RuntimeException e) {
            return "none (" + e.getClass().getSimpleName() + "); SVG works, PNG draws its own letters";
        }
    }

    private static List<String> advice() {
        List<String> advice = new ArrayList<>();
        if (Runtime.version().compareToIgnoreOptional(WANTED) < 0) {
            advice.add("Java " + Runtime.version() + " is older than " + WANTED + "; install the newest JDK 25");
        }
        if (!hasVectorModule()) {
            advice.add(
                    "start with ./mixtura, or add --add-modules jdk.incubator.vector: fits run several times faster");
        }
        return advice;
    }
}
