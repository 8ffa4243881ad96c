# Makes core/src/test/resources/reference/selection/mclust.csv: mclust's own fits (default start and tolerance) of classic
# tables, every covariance structure, 1 to 9 components. A component is flagged (docs/selection.md) when, on standardised
# columns, the smallest eigenvalue of its covariance is below 1e-4, or when it has less than d + 1 rows (2 for diagonal ones).
# Fits that mclust gives up are left out.
# Usage: Rscript reference/structures_mclust.R FOLDER [TABLE ...]     with FOLDER/classic/*.csv. Tables that are not named stay as
# they are; without names all are made: two minutes, and wdbc, with its 30 columns, the better part of an hour.

suppressMessages(library(mclust))
mclust.options(warn = FALSE)
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
path <- "core/src/test/resources/reference/selection/mclust.csv"
dir.create(dirname(path), showWarnings = FALSE)
columns <- list(iris = 1:4, faithful = 1:2, diabetes_corrected = 2:4, banknote = 2:7, wine = 1:13, acidity = 1, galaxies = 1,
                seeds = 1:7, wdbc = 3:32)
diagonal <- c("EII", "VII", "EEI", "VEI", "EVI", "VVI", "E", "V")

flagged <- function(fit, x, model) {
  n <- nrow(x)
  d <- ncol(x)
  scale <- sqrt(colMeans(sweep(x, 2, colMeans(x))^2))
  mass <- if (is.null(fit$z)) n else colSums(fit$z)
  if (any(mass < if (model %in% diagonal) 2 else d + 1)) return(TRUE)
  if (d == 1) return(any(fit$parameters$variance$sigmasq / scale^2 < 1e-4))
  sigma <- fit$parameters$variance$sigma
  for (k in seq_len(dim(sigma)[3])) {
    standardised <- sigma[, , k] / outer(scale, scale)
    if (min(eigen(standardised, symmetric = TRUE, only.values = TRUE)$values) < 1e-4) return(TRUE)
  }
  FALSE
}

wanted <- if (length(arguments) > 1) arguments[-1] else names(columns)
old <- if (file.exists(path)) readLines(path) else character()
kept <- old[!grepl("^#|^data,", old) & !(sub(",.*", "", old) %in% wanted)]
lines <- c(sprintf("# mclust %s, R %s; Rscript reference/structures_mclust.R FOLDER", packageVersion("mclust"), getRversion()),
           "data,structure,k,n,parameters,logLikelihood,flagged", kept)
for (name in wanted) {
  x <- as.matrix(read.csv(file.path(folder, "classic", paste0(name, ".csv")))[, columns[[name]], drop = FALSE])
  d <- ncol(x)
  models <- if (d == 1) c("E", "V") else mclust.options("emModelNames")
  pairs <- if (d == 1) NULL else hc(x, modelName = "VVV", use = "SVD")
  for (k in 1:9) {
    class <- if (d == 1) mclust:::qclass(x[, 1], k) else hclass(pairs, k)
    for (model in models) {
      data <- if (d == 1) x[, 1] else x
      fit <- if (k == 1) mvn(model, data) else me(data, modelName = model, z = unmap(as.vector(class)))
      if (is.null(fit$loglik) || is.na(fit$loglik)) next
      lines <- c(lines, sprintf("%s,%s,%d,%d,%d,%.17g,%s", name, model, k, nrow(x), nMclustParams(model, d, k), fit$loglik,
                                if (flagged(fit, x, model)) "yes" else "no"))
    }
    writeLines(lines, path)
    message(name, " ", k)
  }
}
