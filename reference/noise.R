# Gaussian mixtures with mclust's noise component, from given classes and noise rows:
#   Rscript reference/noise.R
# writes core/src/test/resources/reference/noise/*.csv: rows with their class (0: noise), volumes, and where EM ends.
suppressMessages(library(mclust))
out <- "core/src/test/resources/reference/noise"
dir.create(out, recursive = TRUE, showWarnings = FALSE)
set.seed(9)
n <- c(80, 60, 25)
x <- rbind(matrix(rnorm(n[1] * 2), ncol = 2) %*% matrix(c(1, .6, 0, .5), 2),
           sweep(matrix(rnorm(n[2] * 2), ncol = 2) %*% diag(c(.5, 1)), 2, c(5, 3), "+"),
           cbind(runif(n[3], -6, 12), runif(n[3], -8, 9)))
x <- round(x %*% matrix(c(.8, .6, -.6, .8), 2), 4)
class <- rep(c(1, 2, 0), n)
class[seq(3, sum(n), 11)] <- (class[seq(3, sum(n), 11)] + 1) %% 3
head <- paste0("# R ", getRversion(), ", mclust ", packageVersion("mclust"), ", reference/noise.R: ")
put <- function(name, what, table) {
  con <- file(file.path(out, name), "w")
  writeLines(paste0(head, what), con)
  write.table(table, con, sep = ",", row.names = FALSE, quote = FALSE)
  close(con)
}
put("rows.csv", "two clouds and even noise, and the classes that EM starts from, 0 for noise", data.frame(x, class))
box <- function(y) prod(apply(y, 2, function(column) diff(range(column))))
thin <- round(matrix(rnorm(120), ncol = 3) %*% diag(c(9, 1, .2)) %*% qr.Q(qr(matrix(rnorm(9), 3))), 4)
put("thin.csv", "a thin cloud at an angle", data.frame(thin))
put("volume.csv", "hypvol, and the box around the columns, of rows.csv and thin.csv",
    data.frame(hypvol = sprintf("%.15g", c(hypvol(x), hypvol(thin))), box = sprintf("%.15g", c(box(x), box(thin)))))
words <- c(VVV = "full", EEE = "tied", VVI = "diag", VII = "spherical")
z <- cbind(unmap(class)[, c(2, 3)], class == 0)
ends <- NULL
for (model in names(words)) {
  fit <- me(x, modelName = model, z = z, Vinv = hypvol(x, reciprocal = TRUE),
            control = emControl(tol = c(1e-14, 1e-14), itmax = c(50000, 50000)))
  p <- fit$parameters
  for (k in 1:2) {
    ends <- rbind(ends, data.frame(covariance = words[[model]], component = k, logLikelihood = sprintf("%.12g", fit$loglik),
      bic = sprintf("%.12g", bic(model, fit$loglik, fit$n, fit$d, fit$G, noise = TRUE)),
      noise = sprintf("%.14g", p$pro[3]), proportion = sprintf("%.14g", p$pro[k]), t(sapply(p$mean[, k], sprintf, fmt = "%.14g")),
      t(setNames(sprintf("%.14g", p$variance$sigma[, , k]), paste0("s", rep(1:2, 2), rep(1:2, each = 2))))))
  }
}
put("ends.csv", "log-likelihood and parameters where EM ends; proportions of all rows; BIC with mclust's sign", ends)
