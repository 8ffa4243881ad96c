package mixtura.mixture.gaussian;

import java.util.Arrays;
import java.util.List;
import mixtura.internal.kernel.Kernels;

/// Moments about the means that the components had in the E-step.
final class CentredMoments extends GaussianStatistics {
    private final Form form;
    private final Precision[] about;
    private final double[] first;
    private final double[] second;

    CentredMoments(Form form, Precision[] about, double[] mass, double[] first, double[] second, int dimension) {
        super(mass, dimension);
        this.form = form;
        this.about = about;
        this.first = first;
        this.second = second;
    }

    /// The moments that rows of components with these masses have on average, for an M-step that gives them back.
    static CentredMoments of(Form form, List<Gaussian> components, double[] mass, Frame frame, Kernels kernels) {
        int d = frame.dimension();
        Precision[] about = new Precision[mass.length];
        int stored = form.length(d);
        double[] second = new double[form == Form.TIED ? stored : mass.length * stored];
        for (int k = 0; k < mass.length; k++) {
            Gaussian component = components.get(k);
            boolean shared = form == Form.TIED && k > 0;
            about[k] = shared ? about[0].at(component, frame) : Precision.of(component, frame, kernels);
            int from = form == Form.TIED ? 0 : k * stored;
            for (int i = 0; i < d; i++) {
                switch (form) {
                    case FULL, TIED -> {
                        for (int j = i; j < d; j++) {
                            second[from + i * d + j] +=
                                    mass[k] * component.covariance(i, j) / frame.scale()[i] / frame.scale()[j];
                        }
                    }
                    case DIAGONAL, SPHERICAL ->
                        second[from + (form == Form.DIAGONAL ? i : 0)] +=
                                mass[k] * component.covariance(i, i) / frame.scale()[i] / frame.scale()[i];
                }
            }
        }
        return new CentredMoments(form, about, mass.clone(), new double[mass.length * d], second, d);
    }

    /// The components that the moments are about.
    Precision[] about() {
        return about;
    }

    @Override
    public GaussianStatistics scaled(double factor) {
        return new CentredMoments(
                form, about, times(mass(), factor), times(first, factor), times(second, factor), dimension());
    }

    /// The same moments about other points b, with δ = a − b: Σ r (z − b)(z − b)ᵀ is Σ r (z − a)(z
    /// − a)ᵀ, and δ Σ r (z − a)ᵀ with its transpose, and N δδᵀ.
    private CentredMoments about(Precision[] other) {
        int d = dimension();
        double[] movedFirst = first.clone();
        double[] movedSecond = second.clone();
        for (int k = 0; k < other.length; k++) {
            double[] shift = new double[d];
            for (int j = 0; j < d; j++) shift[j] = about[k].mean()[j] - other[k].mean()[j];
            double n = mass()[k];
            for (int i = 0; i < d; i++) {
                double s = first[k * d + i];
                movedFirst[k * d + i] += n * shift[i];
                switch (form) {
                    case FULL, TIED -> {
                        int row = (form == Form.FULL ? k * d * d : 0) + i * d;
                        for (int j = i; j < d; j++) {
                            movedSecond[row + j] +=
                                    shift[i] * first[k * d + j] + s * shift[j] + n * shift[i] * shift[j];
                        }
                    }
                    case DIAGONAL -> movedSecond[k * d + i] += 2 * shift[i] * s + n * shift[i] * shift[i];
                    case SPHERICAL -> movedSecond[k] += 2 * shift[i] * s + n * shift[i] * shift[i];
                }
            }
        }
        return new CentredMoments(form, other, mass(), movedFirst, movedSecond, d);
    }

    /// Moments of one walk are about the same means; those of a stream are moved to the later ones first.
    @Override
    public GaussianStatistics merge(GaussianStatistics later) {
        CentredMoments other = (CentredMoments) later;
        if (!Arrays.equals(other.about, about)) return about(other.about).merge(later);
        addTo(mass(), other.mass());
        addTo(first, other.first);
        addTo(second, other.second);
        return this;
    }

    private double step(int k, int j) {
        return first[k * dimension() + j] / mass()[k];
    }

    @Override
    void mean(int k, double[] out) {
        for (int j = 0; j < out.length; j++) out[j] = about[k].mean()[j] + step(k, j);
    }

    @Override
    void covariance(int k, double[] mean, double[] out) {
        int d = dimension();
        double total = mass()[k];
        switch (form) {
            case FULL -> {
                for (int i = 0; i < d; i++) {
                    for (int j = i; j < d; j++) {
                        double value = second[k * d * d + i * d + j] / total - step(k, i) * step(k, j);
                        out[i * d + j] = value;
                        out[j * d + i] = value;
                    }
                }
            }
            case DIAGONAL -> {
                for (int j = 0; j < d; j++) out[j] = second[k * d + j] / total - step(k, j) * step(k, j);
            }
            case SPHERICAL -> {
                double shift = 0;
                for (int j = 0; j < d; j++) shift += step(k, j) * step(k, j);
                out[0] = (second[k] / total - shift) / d;
            }
            case TIED -> throw new AssertionError("tied components share their scatter");
        }
    }

    @Override
    void pooledScatter(double[][] means, double[] out) {
        int d = dimension();
        Arrays.fill(out, 0);
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                double sum = second[i * d + j];
                for (int k = 0; k < means.length; k++) {
                    if (mass()[k] > 0) sum -= mass()[k] * step(k, i) * step(k, j);
                }
                out[i * d + j] = sum;
                out[j * d + i] = sum;
            }
        }
    }
}
