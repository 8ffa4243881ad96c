# Checks core/src/test/resources/reference/criteria/criteria.csv with mclust.
# mclust's signs are the opposite of ours: its BIC is 2 L - p log n, and larger is better.
# mclust starts from its own hierarchical clustering, so it may stop at a lower local maximum; it must never be above the table
# unless its fit is degenerate by the table's rule, and where it reaches the same maximum everything must agree.
# Usage: Rscript reference/criteria.R

suppressMessages(library(mclust))
resources <- "core/src/test/resources/reference"
read <- function(name) read.csv(file.path(resources, name), comment.char = "#")
table <- read("criteria/criteria.csv")
data <- list(faithful = read("data/faithful.csv"), iris = read("data/iris.csv")[, 1:4])
# mclust's letters for one component differ from those for several only in name
letters <- c(full = "VVV", tied = "EEE", diag = "VVI", spherical = "VII")
single <- c(full = "XXX", tied = "XXX", diag = "XXI", spherical = "XII")
x.of <- function(name) as.matrix(data[[name]])

agreeing <- 0
for (i in seq_len(nrow(table))) {
  row <- table[i, ]
  x <- x.of(row$data)
  if (row$k == 1) {
    z <- matrix(1, nrow(x), 1)
    fit <- mvn(single[[row$covariance]], x)
    parameters <- nMclustParams(letters[[row$covariance]], ncol(x), 1)
  } else {
    control <- emControl(tol = c(1e-15, 1e-15), itmax = c(100000, 100000))
    z0 <- unmap(hclass(hc(x, modelName = "VVV"), row$k))
    fit <- me(x, modelName = letters[[row$covariance]], z = z0, control = control)
    z <- fit$z
    parameters <- nMclustParams(letters[[row$covariance]], ncol(x), row$k)
  }
  bic <- -2 * fit$loglik + parameters * log(nrow(x))
  icl <- bic - 2 * sum(log(apply(z, 1, max)))
  stopifnot(parameters == row$parameters)
  same <- abs(fit$loglik - row$logLikelihood) < 1e-6 * abs(row$logLikelihood)
  verdict <- if (same) "same" else if (fit$loglik < row$logLikelihood) "mclust lower" else "mclust HIGHER"
  if (same) {
    agreeing <- agreeing + 1
    stopifnot(abs(bic - row$bic) < 1e-5 * abs(bic), abs(icl - row$icl) < 1e-5 * abs(icl))
  }
  cat(sprintf("%-8s k=%d %-9s mclust %.9f table %.9f ICL %.6f table %.6f  %s\n",
              row$data, row$k, row$covariance, fit$loglik, row$logLikelihood, icl, row$icl, verdict))
}
cat(agreeing, "of", nrow(table), "agree with mclust", format(packageVersion("mclust")), format(R.version.string), "\n")
