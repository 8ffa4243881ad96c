package mixtura.app.command;

/// What can be fitted.
enum Method {
    GAUSSIAN("gmm", "Gaussian mixture", "component"),
    K_MEANS("kmeans", "k-means", "cluster"),
    BERNOULLI("bernoulli", "Bernoulli mixture", "component");

    private final String word;
    private final String title;
    private final String part;

    Method(String word, String title, String part) {
        this.word = word;
        this.title = title;
        this.part = part;
    }

    /// The word on the command line and in model files.
    String word() {
        return word;
    }

    /// The name in a sentence.
    String title() {
        return title;
    }

    /// What its parts are called.
    String part() {
        return part;
    }
}
