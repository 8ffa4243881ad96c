# mclust's best fit of wdbc without a flagged component, EVE with k = 2, to smaller and smaller tolerances: the smallest eigenvalue of
# each covariance on standardised columns (flagged below 1e-4). Down to 1e-8 it is 1.07e-4. An hour or so on one core.
# Usage: Rscript reference/wdbc.R FOLDER    (with classic/wdbc.csv in it)
suppressMessages(library(mclust))
x <- as.matrix(read.csv(file.path(commandArgs(TRUE)[1], "classic/wdbc.csv"))[, -(1:2)])
deviation <- apply(x, 2, function(v) sqrt(mean((v - mean(v))^2)))
z <- unmap(hclass(hc(x, modelName = "VVV", use = "SVD"), 2))
for (tolerance in c(1e-5, 1e-6, 1e-7, 1e-8)) {
  control <- emControl(tol = c(tolerance, sqrt(.Machine$double.eps)), itmax = c(20000, 2000000))
  fit <- me(x, modelName = "EVE", z = z, control = control)
  bic <- -2 * fit$loglik + nMclustParams("EVE", ncol(x), 2) * log(nrow(x))
  smallest <- sapply(1:2, function(k) min(eigen(fit$parameters$variance$sigma[, , k] / outer(deviation, deviation))$values))
  cat("tolerance", tolerance, " log L", fit$loglik, " BIC", bic, " smallest eigenvalues", smallest, "\n")
}
