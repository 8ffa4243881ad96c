package mixtura.app.report;

import java.util.List;

/// Text of a page: elements by name, everything between them escaped.
final class Html {
    private final StringBuilder out = new StringBuilder();

    /// Text as it is: an element, a drawing.
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /// An element with text in it.
    Html element(String name, String text) {
        return element(name, "", text);
    }

    /// An element of a class with text in it.
    Html element(String name, String type, String text) {
        out.append('<').append(name);
        if (!type.isEmpty()) out.append(" class=\"").append(type).append('"');
        out.append('>').append(escape(text)).append("</").append(name).append(">\n");
        return this;
    }

    /// One item a sentence; nothing when there is none.
    Html list(String type, List<String> sentences) {
        if (sentences.isEmpty()) return this;
        out.append(type.isEmpty() ? "<ul>\n" : "<ul class=\"" + type + "\">\n");
        sentences.forEach(sentence -> element("li", sentence));
        return raw("</ul>\n");
    }

    /// A table with a line of heads above its rows.
    Html table(List<String> header, List<List<String>> rows) {
        raw("<div class=\"wide\"><table>\n<thead><tr>");
        header.forEach(cell -> element("th", cell));
        raw("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            raw("<tr>");
            row.forEach(cell -> element("td", cell));
            raw("</tr>\n");
        }
        return raw("</tbody></table></div>\n");
    }

    /// A table of two columns: what, and its value.
    Html facts(List<Fact> facts) {
        raw("<table class=\"facts\">\n");
        for (Fact fact : facts) {
            raw("<tr>").element("th", fact.name()).element("td", fact.value()).raw("</tr>\n");
        }
        return raw("</table>\n");
    }

    /// A line of a table of facts.
    record Fact(String name, String value) {}

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? '\ufffd' : c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
