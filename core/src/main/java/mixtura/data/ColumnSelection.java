package mixtura.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/// A choice of columns, written as terms between commas: a name, a number counted from 1, a range of either
/// (`c-f`, `3-7`), a regular expression (`/^x_/`, found anywhere in the name), and any of these with `!` before it to
/// leave columns out. Without a term that takes columns in, all are in. A name that has a comma or begins like
/// another term is put between double quotes. A column's exact name always comes first, even if it looks like a
/// range.
public final class ColumnSelection {
    private static final int NAMES_SHOWN = 20;

    private record Term(boolean out, boolean regex, boolean quoted, String text) {}

    private final List<Term> terms;

    private ColumnSelection(List<Term> terms) {
        this.terms = terms;
    }

    /// Every column that is not set apart.
    public static ColumnSelection all() {
        return new ColumnSelection(List.of());
    }

    /// @throws DataException if the text cannot be read
    public static ColumnSelection parse(String text) {
        List<Term> terms = new ArrayList<>();
        int at = 0;
        while (at <= text.length()) {
            while (at < text.length() && text.charAt(at) == ' ') at++;
            boolean out = at < text.length() && text.charAt(at) == '!';
            if (out) at++;
            char first = at < text.length() ? text.charAt(at) : ',';
            boolean enclosed = first == '/' || first == '"';
            int end = enclosed ? text.indexOf(first, at + 1) : text.indexOf(',', at);
            if (enclosed && end < 0) {
                throw new DataException(
                        "the column choice '" + text + "' has no closing " + first, "write --columns '/^x_/,!id'");
            }
            if (end < 0) end = text.length();
            String term = text.substring(enclosed ? at + 1 : at, end);
            if (!enclosed) term = term.strip();
            if (term.isEmpty()) {
                throw new DataException(
                        "the column choice '" + text + "' has an empty term", "write --columns 'a,c-f,!id'");
            }
            terms.add(new Term(out, first == '/', first == '"', term));
            at = enclosed ? text.indexOf(',', end) : end;
            if (at < 0) break;
            at++;
        }
        return new ColumnSelection(terms);
    }

    /// The chosen columns, from 0, each once, in the order chosen.
    ///
    /// @param names     all columns' names
    /// @param setApart  columns (label, id, weights) that are chosen by their own name or number alone
    /// @throws DataException if a term fits no column, or no column is left
    public int[] indices(List<String> names, Set<Integer> setApart) {
        Set<Integer> chosen = new LinkedHashSet<>();
        if (terms.stream().allMatch(Term::out)) {
            for (int j = 0; j < names.size(); j++) {
                if (!setApart.contains(j)) chosen.add(j);
            }
        }
        for (Term term : terms) {
            List<Integer> meant = columns(term, names, setApart);
            if (term.out) meant.forEach(chosen::remove);
            else chosen.addAll(meant);
        }
        if (chosen.isEmpty())
            throw new DataException(
                    "no column is left", "choose at least one with --columns; there are " + list(names));
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The one column that a name or a number means.
    ///
    /// @throws DataException if there is no such column
    public static int index(String nameOrNumber, List<String> names) {
        int index = find(nameOrNumber, names);
        if (index < 0) throw absent(nameOrNumber, names);
        return index;
    }

    private static List<Integer> columns(Term term, List<String> names, Set<Integer> setApart) {
        List<Integer> found = new ArrayList<>();
        if (term.regex) {
            Pattern pattern = pattern(term.text);
            for (int j = 0; j < names.size(); j++) {
                if (pattern.matcher(names.get(j)).find() && !setApart.contains(j)) found.add(j);
            }
            if (found.isEmpty()) throw absent("/" + term.text + "/", names);
            return found;
        }
        int single = term.quoted ? names.indexOf(term.text) : find(term.text, names);
        if (single >= 0) return List.of(single);
        for (int dash = term.text.indexOf('-'); dash > 0 && !term.quoted; dash = term.text.indexOf('-', dash + 1)) {
            int from = find(term.text.substring(0, dash).strip(), names);
            int to = find(term.text.substring(dash + 1).strip(), names);
            if (from < 0 || to < 0) continue;
            int step = from <= to ? 1 : -1;
            for (int j = from; j != to + step; j += step) {
                if (!setApart.contains(j)) found.add(j);
            }
            return found;
        }
        throw absent(term.text, names);
    }

    private static int find(String text, List<String> names) {
        int byName = names.indexOf(text);
        if (byName >= 0) return byName;
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) return -1;
        int number = Integer.parseInt(text);
        return number >= 1 && number <= names.size() ? number - 1 : -1;
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new DataException(
                            "/" + text + "/ is no regular expression: " + e.getDescription(), "mend it in --columns")
                    .causedBy(e);
        }
    }

    private static DataException absent(String text, List<String> names) {
        return new DataException("there is no column '" + text + "'", "the columns are " + list(names));
    }

    private static String list(List<String> names) {
        String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return names.size() > NAMES_SHOWN ? shown + ", … (" + names.size() + " in all)" : shown;
    }
}
