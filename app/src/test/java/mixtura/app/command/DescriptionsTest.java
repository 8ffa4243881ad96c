package mixtura.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mixtura.app.console.Console;
import mixtura.app.console.Interruption;
import mixtura.app.console.Session;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// picocli takes every line of help for a format: a lone % in one of them warns on standard error, or swallows what
/// comes after it.
class DescriptionsTest {
    private static CommandLine all() {
        Console console = new Console(new ByteArrayOutputStream(), new ByteArrayOutputStream(), false);
        return Commands.all(new Session(
                List.of(), console, new ByteArrayInputStream(new byte[0]), Path.of(""), Map.of(), Interruption.none()));
    }

    /// As it stands in the source: what picocli gives back is formatted already.
    private static String[] written(ArgSpec argument) {
        if (!(argument.userObject() instanceof AnnotatedElement element)) return argument.description();
        Option option = element.getAnnotation(Option.class);
        if (option != null) return option.description();
        Parameters parameters = element.getAnnotation(Parameters.class);
        return parameters == null ? argument.description() : parameters.description();
    }

    private static void collect(CommandLine line, List<String> found) {
        String name = line.getCommandSpec().qualifiedName();
        var message = line.getCommandSpec().usageMessage();
        for (String text : message.description()) found.add(name + ": " + text);
        for (ArgSpec argument : line.getCommandSpec().args()) {
            for (String text : written(argument)) found.add(name + ", " + argument.paramLabel() + ": " + text);
        }
        line.getSubcommands().values().forEach(below -> collect(below, found));
    }

    @Test
    void everyPercentSignInADescriptionIsDoubled() {
        List<String> texts = new ArrayList<>();
        collect(all(), texts);
        List<String> broken = texts.stream()
                .filter(text -> text.replace("%n", "").replace("%%", "").contains("%"))
                .toList();
        assertThat(texts).hasSizeGreaterThan(200);
        assertThat(broken).isEmpty();
    }
}
