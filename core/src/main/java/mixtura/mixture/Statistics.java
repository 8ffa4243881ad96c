package mixtura.mixture;

import mixtura.data.Mergeable;

/// What the M-step needs of the rows: sums weighted by responsibilities, for all components.
public interface Statistics<S extends Statistics<S>> extends Mergeable<S> {
    /// N_k = Σ_n w_n r_nk, for each component.
    double[] mass();
}
