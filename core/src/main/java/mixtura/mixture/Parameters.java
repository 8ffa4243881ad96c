package mixtura.mixture;

import java.util.List;

/// Where a run stands: π_k and θ_k of every component, with the share of the noise behind the proportions where
/// there is one.
///
/// @param proportions  `[k]`, or `[k + 1]` with noise; they add up to one
/// @param components   k of them
record Parameters<C>(double[] proportions, List<C> components) {}
