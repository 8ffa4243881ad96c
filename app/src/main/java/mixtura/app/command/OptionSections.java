package mixtura.app.command;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The options of a verb in the help: its own first, then those of each [Section], below its heading.
final class OptionSections {
    private OptionSections() {}

    static String of(Help help) {
        CommandSpec verb = help.commandSpec();
        Map<String, Set<String>> sections = new LinkedHashMap<>();
        collect(verb, sections);
        List<OptionSpec> all =
                verb.options().stream().filter(option -> !option.hidden()).toList();
        List<OptionSpec> own = all.stream()
                .filter(option -> sections.values().stream().noneMatch(names -> names.contains(option.longestName())))
                .toList();
        StringBuilder text = new StringBuilder(list(help, own, all));
        sections.forEach((heading, names) -> text.append(System.lineSeparator())
                .append(heading)
                .append(System.lineSeparator())
                .append(list(
                        help,
                        all.stream()
                                .filter(option -> names.contains(option.longestName()))
                                .toList(),
                        all)));
        return text.toString();
    }

    /// The long names of the options below each heading.
    private static void collect(CommandSpec from, Map<String, Set<String>> sections) {
        List<Field> fields = Arrays.stream(from.userObject().getClass().getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Section.class))
                .sorted(Comparator.comparingInt(
                        field -> field.getAnnotation(Section.class).order()))
                .toList();
        for (Field field : fields) {
            CommandSpec mixin = Objects.requireNonNull(from.mixins().get(field.getName()));
            Map<String, Set<String>> below = new LinkedHashMap<>();
            collect(mixin, below);
            Set<String> names = new LinkedHashSet<>();
            for (OptionSpec option : mixin.options()) names.add(option.longestName());
            below.values().forEach(names::removeAll);
            sections.put(field.getAnnotation(Section.class).value(), names);
            sections.putAll(below);
        }
    }

    /// @param all  whose names decide how wide the columns are
    private static String list(Help help, List<OptionSpec> some, List<OptionSpec> all) {
        Help.Layout layout = help.createDefaultLayout(all, List.of(), help.colorScheme());
        return help.optionListExcludingGroups(some, layout, null, help.createDefaultParamLabelRenderer());
    }
}
