package mixtura.kmeans;

/// Which rows trimmed k-means leaves out (Cuesta-Albertos, Gordaliza and Matrán 1997): those beyond a distance.
///
/// Exactly the share α of the weight is left out. Rows that lie at the cutoff itself, be it one or many of equal
/// distance, all count with the same fraction of their weight, which makes up the difference: so neither the order of
/// the rows nor how weight is spread over equal rows matters, and the objective cannot rise.
///
/// @param cutoff    rows farther away than this do not count
/// @param fraction  of the weight of rows at the cutoff that counts
record Cut(double cutoff, double fraction) {
    /// Nothing is left out.
    static final Cut NONE = new Cut(Double.POSITIVE_INFINITY, 1);

    boolean leavesNothingOut() {
        return cutoff == Double.POSITIVE_INFINITY;
    }

    /// How much of a row's weight counts.
    double share(double distance) {
        return distance < cutoff ? 1 : distance == cutoff ? fraction : 0;
    }
}
