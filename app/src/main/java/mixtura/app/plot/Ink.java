package mixtura.app.plot;

/// How a shape is filled and outlined.
///
/// @param fill    [Colour#NONE] for an outline alone
/// @param stroke  [Colour#NONE] for a filled shape alone
/// @param width   of the outline, in pixels
/// @param dash    lengths of dash and gap in pixels; 0 for a line without gaps
record Ink(Colour fill, Colour stroke, double width, double dash) {
    static Ink fill(Colour colour) {
        return new Ink(colour, Colour.NONE, 0, 0);
    }

    static Ink line(Colour colour, double width) {
        return new Ink(Colour.NONE, colour, width, 0);
    }

    Ink outlined(Colour colour, double lineWidth) {
        return new Ink(fill, colour, lineWidth, dash);
    }

    Ink filled(Colour colour) {
        return new Ink(colour, stroke, width, dash);
    }

    Ink dashed(double length) {
        return new Ink(fill, stroke, width, length);
    }
}
