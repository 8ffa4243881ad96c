package mixtura.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mixtura.Certificate;
import mixtura.app.console.Numbers;
import mixtura.app.console.Version;
import mixtura.app.model.ComponentGrid;
import mixtura.app.model.ModelReview;
import mixtura.app.plot.Plot;
import mixtura.app.report.Html.Fact;
import mixtura.evaluate.Agreement;
import mixtura.evaluate.InformationCriteria;

/// A report as one HTML page: no script, no font, no picture and no style from elsewhere, in light and dark, on paper.
public final class ReportPage {
    /// Characters of the drawings: with the text about them the page stays below 2 MB.
    private static final int MOST_DRAWINGS = 1_700_000;

    private static final int MOST_COLUMNS = 10;
    private static final int MOST_COMPONENTS = 60;

    private ReportPage() {}

    /// The whole page.
    public static String of(ReportSubject subject) {
        Figures figures = Figures.of(subject.fit(), subject.rows(), subject.plotOptions(), MOST_DRAWINGS);
        String title = Answer.heading(subject);
        Html page = new Html()
                .raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<link rel=\"icon\" href=\"data:,\">\n")
                .element("title", title)
                .raw("<style>\n" + style() + "</style>\n</head>\n<body>\n<header>\n")
                .element("h1", title)
                .element("p", "soft", provenance(subject))
                .raw(
                        "<nav><a href=\"#answer\">Answer</a><a href=\"#pictures\">Pictures</a>"
                                + "<a href=\"#components\">Components</a><a href=\"#doubts\">Doubts</a>"
                                + "<a href=\"#certificate\">Certificate</a><a href=\"#again\">Again</a></nav>\n</header>\n<main>\n");
        answer(subject, page);
        pictures(figures, page);
        components(subject, page);
        agreement(subject, page);
        doubts(subject, page);
        certificate(subject, page);
        again(subject, page);
        return page.raw("</main>\n</body>\n</html>\n").toString();
    }

    private static String provenance(ReportSubject subject) {
        return subject.dataName() + " · " + Numbers.count(subject.rows().rowCount(), "row") + " × "
                + Numbers.count(subject.rows().dimension(), "column") + " · model "
                + subject.saved().file()
                + " · Mixtura " + Version.text();
    }

    private static void answer(ReportSubject subject, Html page) {
        page.raw("<h2 id=\"answer\">The answer</h2>\n").element("p", "answer", Answer.whole(subject));
        // A pixel's name says nothing; the pictures of the centres say it all.
        if (subject.plotOptions().imageWidth() > 0) return;
        page.list("", Answer.components(subject));
        if (subject.k() > Answer.MOST) page.element("p", "soft", "The other components are in the table below.");
        page.element(
                "p",
                "soft",
                "High and low are against the mean of all rows; at most three columns are named, those that differ most"
                        + " in standard deviations. Shares count rows by their likeliest " + subject.word() + ".");
    }

    private static void pictures(Figures figures, Html page) {
        page.raw("<h2 id=\"pictures\">Pictures</h2>\n");
        figures.drawings()
                .forEach((plot, svg) -> page.raw("<figure>\n" + svg)
                        .element("figcaption", capital(plot.word()) + ": " + plot.answer() + ".")
                        .raw("</figure>\n"));
        if (!figures.leftOut().isEmpty()) {
            page.element(
                    "p",
                    "soft",
                    "No room in one page for: "
                            + String.join(
                                    ", ",
                                    figures.leftOut().stream().map(Plot::word).toList())
                            + ". 'mixtura plot NAME' draws each.");
        }
    }

    private static void components(ReportSubject subject, Html page) {
        int columns = subject.plotOptions().imageWidth() > 0 ? 0 : MOST_COLUMNS;
        ComponentGrid grid = ComponentGrid.of(
                subject.fit().model(), subject.saved().mass(), subject.saved().preparation(), columns, MOST_COMPONENTS);
        page.raw("<h2 id=\"components\">" + Html.escape(capital(subject.word())) + "s</h2>\n");
        page.table(grid.header(), grid.rows());
        List<String> notes = new ArrayList<>();
        notes.add(
                subject.isMixture()
                        ? "Mean ± standard deviation (or the likeliest level) within each component, in the units of the"
                                + " data; shares are sums of probabilities at the fit."
                        : "Centres in the units of the data; shares are those of the fit.");
        if (columns > 0 && grid.columnsLeft() > 0)
            notes.add(Numbers.count(grid.columnsLeft(), "column") + " in which they differ less are left out.");
        if (grid.rowsLeft() > 0) notes.add(Numbers.count(grid.rowsLeft(), subject.word()) + " more in the model file.");
        page.element("p", "soft", String.join(" ", notes));
    }

    private static void agreement(ReportSubject subject, Html page) {
        Agreement agreement = subject.agreement();
        if (agreement == null) return;
        page.raw("<h2>Against the known classes</h2>\n")
                .facts(List.of(
                        new Fact("adjusted Rand index", Numbers.plain(agreement.ari())),
                        new Fact("normalised mutual information", Numbers.plain(agreement.nmi())),
                        new Fact("adjusted mutual information", Numbers.plain(agreement.ami())),
                        new Fact("purity", Numbers.plain(agreement.purity()))));
    }

    private static void doubts(ReportSubject subject, Html page) {
        ModelReview review = ModelReview.of(subject.saved());
        List<String> doubts = Doubts.of(subject, review);
        page.raw("<h2 id=\"doubts\">What is doubtful</h2>\n");
        if (doubts.isEmpty())
            page.element(
                    "p",
                    "Nothing that the program checks: the objective never went the wrong way, no " + subject.word()
                            + " rests on too little, and the fit converged.");
        else page.list("doubts", doubts);
        if (!review.advice().isEmpty()) page.element("p", "Worth trying: " + String.join("   ·   ", review.advice()));
    }

    private static void certificate(ReportSubject subject, Html page) {
        Certificate certificate = subject.fit().certificate();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                subject.isMixture() ? "log-likelihood" : "distortion",
                Numbers.sum(subject.fit().objective())));
        InformationCriteria criteria = subject.saved().saved().criteria();
        if (criteria != null) {
            facts.add(new Fact("free parameters", String.valueOf(criteria.parameters())));
            facts.add(new Fact(
                    "BIC, ICL, AIC (lower is better)",
                    Numbers.sum(criteria.bic()) + ", " + Numbers.sum(criteria.icl()) + ", "
                            + Numbers.sum(criteria.aic())));
        }
        facts.add(new Fact(
                "iterations",
                subject.fit().iterations() + (subject.fit().converged() ? ", converged" : ", not converged")));
        facts.add(new Fact("never the wrong way", certificate.monotone() ? "yes" : "no"));
        if (certificate.restartObjectives().length > 1)
            facts.add(new Fact(
                    "starts",
                    certificate.restartObjectives().length + ", the best was number " + (certificate.winner() + 1)));
        if (!certificate.kernels().isEmpty()) facts.add(new Fact("kernels", certificate.kernels()));
        if (certificate.seconds() > 0) facts.add(new Fact("time", Numbers.seconds(certificate.seconds())));
        if (subject.unsureRows() >= 0)
            facts.add(new Fact(
                    "rows with no probability of " + ReportSubject.SURE + " or more",
                    String.valueOf(subject.unsureRows())));
        if (subject.sameRows() != null)
            facts.add(new Fact("the rows of the fit", subject.sameRows() ? "yes, by their fingerprint" : "no"));
        page.raw("<h2 id=\"certificate\">Certificate</h2>\n").facts(facts);
        page.raw("<h2>What was asked</h2>\n").facts(subject.asked());
    }

    private static void again(ReportSubject subject, Html page) {
        page.raw("<h2 id=\"again\">The same again</h2>\n");
        Object command = subject.saved().saved().options().get("command");
        String fit = command instanceof String text ? text + "\n" : "";
        page.element("pre", fit + subject.command());
        page.element(
                "p",
                "soft",
                "Equal data, options and seed (" + subject.saved().saved().seed()
                        + ") give an equal model, byte for byte, on any number of threads of one machine.");
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String style() {
        try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
            if (in == null) throw new IllegalStateException("the program lacks its file report.css");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
