package mixtura.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import mixtura.app.console.Console;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Failure;
import mixtura.app.console.Json;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.console.Version;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura demo`: the whole way from a table to a picture, with data inside the program and the commands shown.
@Command(
        name = "demo",
        header = "From data to a picture in one command, offline",
        footer = {
            "mixtura demo                   Old Faithful: two kinds of eruption",
            "mixtura demo iris              three species of iris, found without their names",
            "mixtura demo --list            what there is"
        },
        description = {
            "Writes into ./mixtura-demo/ (its own files there are replaced), opens nothing, prints the commands that"
                    + " it ran."
        })
final class DemoCommand implements Callable<Integer> {
    /// The folder that a demonstration writes into.
    static final String FOLDER = "mixtura-demo";

    private enum Demo {
        FAITHFUL("272 eruptions of Old Faithful: how long, and how long until the next one", "-k 2"),
        IRIS("150 irises of three species, four measures each", "-k 3 --label Species --restarts 20");

        private final String about;
        private final String options;

        Demo(String about, String options) {
            this.about = about;
            this.options = options;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "[NAME]", description = "faithful (default) or iris.")
    private String name = "faithful";

    @Option(names = "--list", description = "List the demonstrations.")
    private boolean list;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Console console = session.console();
        if (list) return listAll(console);
        Demo demo = find();
        boolean json = console.isJson();
        String data = FOLDER + "/" + demo.word() + ".csv";
        String model = FOLDER + "/" + demo.word() + ".model.json";
        String svg = FOLDER + "/" + demo.word() + ".svg";
        String png = FOLDER + "/" + demo.word() + ".png";
        unpack(demo, data);

        List<String> commands = new ArrayList<>();
        List<String> fit = new ArrayList<>(List.of("fit", data));
        fit.addAll(List.of(demo.options.split(" ")));
        fit.addAll(List.of("-o", model, "--force"));
        run(fit, commands, json);
        // With --json standard output belongs to the one object.
        if (demo == Demo.IRIS && !json) run(List.of("evaluate", model, data, "--label", "Species"), commands, json);
        run(List.of("plot", "classification", model, data, "-o", svg, "--force"), commands, json);
        run(List.of("plot", "classification", model, data, "-o", png, "--force"), commands, json);
        console.setJson(json);
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("schema", "mixtura-demo/1");
            object.put("version", Version.text());
            object.put("name", demo.word());
            object.put("commands", commands);
            object.put("data", data);
            object.put("model", model);
            object.put("svg", svg);
            object.put("png", png);
            console.result(Json.text(object));
        } else {
            console.result("");
            console.result(
                    "The picture is " + session.resolve(svg).toAbsolutePath().normalize());
            console.result(
                    "          and  " + session.resolve(png).toAbsolutePath().normalize());
        }
        return ExitCode.DONE;
    }

    private static int listAll(Console console) {
        if (console.isJson()) {
            Map<String, Object> all = new LinkedHashMap<>();
            for (Demo demo : Demo.values()) all.put(demo.word(), demo.about);
            console.result(Json.text(all));
            return ExitCode.DONE;
        }
        for (Demo demo : Demo.values()) console.result(String.format("%-12s%s", demo.word(), demo.about));
        return ExitCode.DONE;
    }

    private Demo find() {
        for (Demo demo : Demo.values()) if (demo.word().equals(name)) return demo;
        String[] words = Arrays.stream(Demo.values()).map(Demo::word).toArray(String[]::new);
        throw new IllegalStateException("a demonstration without its word: " + Choice.of("demo", name, words));
    }

    private void unpack(Demo demo, String data) {
        Path folder = session.resolve(FOLDER);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw OutputFile.cannotWrite(FOLDER, e);
        }
        OutputFile.at(session.resolve(data), data, true).write(out -> {
            @Nullable
            InputStream in = DemoCommand.class.getResourceAsStream("/mixtura/app/demo/" + demo.word() + ".csv");
            if (in == null)
                throw new IllegalStateException(
                        "the demonstration's data are missing from the program; build it again");
            try (in) {
                in.transferTo(out);
            }
        });
    }

    /// Runs a command as if it had been typed.
    private void run(List<String> arguments, List<String> commands, boolean json) {
        Console console = session.console();
        String command = "mixtura " + String.join(" ", arguments);
        commands.add(command);
        boolean quiet = json || console.isQuiet();
        if (!quiet) {
            if (commands.size() > 1) console.result("");
            console.result("$ " + command);
        }
        List<String> all = new ArrayList<>(arguments);
        if (quiet) all.add("--quiet");
        int code = Commands.run(session.withArguments(all));
        if (code != ExitCode.DONE) {
            throw Failure.of(Trouble.BUG, "'" + command + "' ended with " + code);
        }
    }
}
