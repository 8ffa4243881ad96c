# Gaussian mixtures with mclust's conjugate prior (priorControl(), Fraley and Raftery 2007), from a given start:
#   Rscript reference/prior.R
# writes core/src/test/resources/reference/prior/*.csv: rows, the classes that the first M-step has, and where EM ends.
suppressMessages(library(mclust))
out <- "core/src/test/resources/reference/prior"
dir.create(out, recursive = TRUE, showWarnings = FALSE)
set.seed(8)
n <- c(60, 40, 20)
x <- rbind(matrix(rnorm(n[1] * 3), ncol = 3) %*% matrix(c(1, .5, 0, 0, 1, .3, 0, 0, .4), 3),
           matrix(rnorm(n[2] * 3, 3), ncol = 3) %*% diag(c(.5, 1, 2)),
           matrix(rnorm(n[3] * 3, -2), ncol = 3) %*% diag(c(.2, .3, .2)))
x <- round(sweep(x, 2, c(1, 2, 3), "*"), 4)
class <- rep(1:3, n)
class[seq(1, sum(n), 7)] <- 1 + (class[seq(1, sum(n), 7)] %% 3)
head <- paste0("# R ", getRversion(), ", mclust ", packageVersion("mclust"), ", reference/prior.R: ")
put <- function(name, what, table) {
  con <- file(file.path(out, name), "w")
  writeLines(paste0(head, what), con)
  write.table(table, con, sep = ",", row.names = FALSE, quote = FALSE)
  close(con)
}
put("rows.csv", "three clouds, and the classes that EM starts from", data.frame(x, class))
words <- c(VVV = "full", EEE = "tied", VVI = "diag", VII = "spherical")
ends <- NULL
for (model in names(words)) {
  fit <- me(x, modelName = model, z = unmap(class), prior = priorControl(),
            control = emControl(tol = c(1e-14, 1e-14), itmax = c(20000, 20000)))
  p <- fit$parameters
  for (k in 1:3) {
    ends <- rbind(ends, data.frame(covariance = words[[model]], component = k, logLikelihood = sprintf("%.12g", fit$loglik),
      proportion = sprintf("%.14g", p$pro[k]), t(sapply(p$mean[, k], sprintf, fmt = "%.14g")),
      t(setNames(sprintf("%.14g", p$variance$sigma[, , k]), paste0("s", rep(1:3, 3), rep(1:3, each = 3))))))
  }
}
put("ends.csv", "log-likelihood and parameters at the largest posterior density", ends)
# One column, equal and unequal variances
fit <- me(x[, 1], modelName = "V", z = unmap(class), prior = priorControl(),
          control = emControl(tol = c(1e-14, 1e-14), itmax = c(20000, 20000)))
put("one-column.csv", "the first column alone, unequal variances",
    data.frame(proportion = sprintf("%.14g", fit$parameters$pro), mean = sprintf("%.14g", fit$parameters$mean),
               variance = sprintf("%.14g", fit$parameters$variance$sigmasq), logLikelihood = sprintf("%.12g", fit$loglik)))
# One M-step from those classes where components share a part of their covariances. mclust's scatters are W_k + Λ with
# the shrinkage of the means (EEV leaves that out); its divisors are those of no one density: n + ν + k + 2 for EVI,
# d n_k + ν + 3 for the volumes of VEI, n + ν + d + 1 for EEV and d n_k for VEV.
shared <- NULL
for (model in c("EVI", "VEI", "EEV", "VEV")) {
  step <- mstep(x, modelName = model, z = unmap(class), prior = priorControl(),
                control = emControl(tol = c(1e-15, 1e-15), itmax = c(20000, 20000)))
  for (k in 1:3) {
    shared <- rbind(shared, data.frame(covariance = model, component = k,
      t(setNames(sprintf("%.14g", step$parameters$variance$sigma[, , k]), paste0("s", rep(1:3, 3), rep(1:3, each = 3))))))
  }
}
put("shared.csv", "covariances of one M-step from the classes", shared)
