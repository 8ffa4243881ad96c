package mixtura.mixture;

/// How a mixture is fitted. Immutable; begin with [#of].
///
/// @param k                   number of components, at least 1
/// @param covariance          structure of Gaussian covariances; other families pass it, the ridge and the collapse
///                            rule over
/// @param ridge               added to Gaussian covariances
/// @param uniformProportions  whether the mixing proportions stay 1/k
/// @param start               where EM begins
/// @param restarts            independent starts, of which the best is kept; a fixed start runs once
/// @param tolerance           EM stops when the log-likelihood rises by no more than this per unit of weight, in
///                            nats; 0: when it does not rise
/// @param maxIterations       M-steps at most
/// @param collapse            what to do with a component that collapses
/// @param seed                same rows, options and seed: same model, bit for bit, on any number of threads
/// @param threads             threads to use
/// @param kernels             `auto`, `scalar`, `simd` or `blas`
public record MixtureOptions(
        int k,
        Covariance covariance,
        Ridge ridge,
        boolean uniformProportions,
        Start start,
        int restarts,
        double tolerance,
        int maxIterations,
        Collapse collapse,
        long seed,
        int threads,
        String kernels) {
    public MixtureOptions {
        if (k < 1) throw new IllegalArgumentException("k is " + k + "; there must be at least one component");
        if (restarts < 1)
            throw new IllegalArgumentException("restarts is " + restarts + "; there must be at least one start");
        if (!(tolerance >= 0))
            throw new IllegalArgumentException("the tolerance is " + tolerance + "; it must be 0 or positive");
        if (maxIterations < 0)
            throw new IllegalArgumentException("max-iter is " + maxIterations + "; it must be 0 or more");
        if (threads < 1) throw new IllegalArgumentException("threads is " + threads + "; there must be at least one");
    }

    /// Full covariances, relative ridge of a millionth, one k-means start, tolerance 1e-6, 500 iterations, seed 0,
    /// all processors.
    public static MixtureOptions of(int k) {
        return new MixtureOptions(
                k,
                Covariance.FULL,
                Ridge.auto(),
                false,
                Start.kMeans(),
                1,
                1e-6,
                500,
                Collapse.REPAIR,
                0,
                Runtime.getRuntime().availableProcessors(),
                "auto");
    }

    public MixtureOptions withCovariance(Covariance other) {
        return new MixtureOptions(
                k,
                other,
                ridge,
                uniformProportions,
                start,
                restarts,
                tolerance,
                maxIterations,
                collapse,
                seed,
                threads,
                kernels);
    }

    public MixtureOptions withRidge(Ridge other) {
        return new MixtureOptions(
                k,
                covariance,
                other,
                uniformProportions,
                start,
                restarts,
                tolerance,
                maxIterations,
                collapse,
                seed,
                threads,
                kernels);
    }

    public MixtureOptions withUniformProportions(boolean other) {
        return new MixtureOptions(
                k,
                covariance,
                ridge,
                other,
                start,
                restarts,
                tolerance,
                maxIterations,
                collapse,
                seed,
                threads,
                kernels);
    }

    public MixtureOptions withStart(Start other) {
        return new MixtureOptions(
                k,
                covariance,
                ridge,
                uniformProportions,
                other,
                restarts,
                tolerance,
                maxIterations,
                collapse,
                seed,
                threads,
                kernels);
    }

    public MixtureOptions withRestarts(int other) {
        return new MixtureOptions(
                k,
                covariance,
                ridge,
                uniformProportions,
                start,
                other,
                tolerance,
                maxIterations,
                collapse,
                seed,
                threads,
                kernels);
    }

    public MixtureOptions withTolerance(double other) {
        return new MixtureOptions(
                k,
                covariance,
                ridge,
                uniformProportions,
                start,
                restarts,
                other,
                maxIterations,
                collapse,
                seed,
                threads,
                kernels);
    }

    public MixtureOptions withMaxIterations(int other) {
        return new MixtureOptions(
                k,
                covariance,
                ridge,
                uniformProportions,
                start,
                restarts,
                tolerance,
                other,
                collapse,
                seed,
                threads,
                kernels);
    }

    public MixtureOptions withCollapse(Collapse other) {
        return new MixtureOptions(
                k,
                covariance,
                ridge,
                uniformProportions,
                start,
                restarts,
                tolerance,
                maxIterations,
                other,
                seed,
                threads,
                kernels);
    }

    public MixtureOptions withSeed(long other) {
        return new MixtureOptions(
                k,
                covariance,
                ridge,
                uniformProportions,
                start,
                restarts,
                tolerance,
                maxIterations,
                collapse,
                other,
                threads,
                kernels);
    }

    public MixtureOptions withThreads(int other) {
        return new MixtureOptions(
                k,
                covariance,
                ridge,
                uniformProportions,
                start,
                restarts,
                tolerance,
                maxIterations,
                collapse,
                seed,
                other,
                kernels);
    }

    public MixtureOptions withKernels(String other) {
        return new MixtureOptions(
                k,
                covariance,
                ridge,
                uniformProportions,
                start,
                restarts,
                tolerance,
                maxIterations,
                collapse,
                seed,
                threads,
                other);
    }
}
