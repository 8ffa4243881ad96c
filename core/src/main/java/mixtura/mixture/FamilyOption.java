package mixtura.mixture;

/// An option of [MixtureOptions] that some families follow and others have no use for.
public enum FamilyOption {
    /// [MixtureOptions#covariance].
    COVARIANCE,
    /// [MixtureOptions#ridge].
    RIDGE,
    /// [MixtureOptions#collapse].
    COLLAPSE,
    /// [MixtureOptions#eigenvalueRatio].
    EIGENVALUE_RATIO,
    /// [MixtureOptions#prior].
    PRIOR,
    /// [MixtureOptions#variationalPrior].
    VARIATIONAL_PRIOR,
    /// [MixtureOptions#smoothing].
    SMOOTHING,
    /// [MixtureOptions#degreesOfFreedom].
    DEGREES_OF_FREEDOM
}
