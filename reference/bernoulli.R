# Multivariate Bernoulli mixtures once more, in base R: checks the tables that reference/bernoulli.py wrote.
# Usage: Rscript reference/bernoulli.R

resources <- "core/src/test/resources/reference/bernoulli"
read <- function(name) read.csv(file.path(resources, name), comment.char = "#")

# 0 log 0 = 0
xlogy <- function(x, y) ifelse(x == 0, 0, x * log(y))

trace <- function(x, w, theta, iterations, learned) {
  k <- nrow(theta)
  proportions <- rep(1 / k, k)
  values <- numeric(iterations + 1)
  for (t in 0:iterations) {
    joint <- sapply(seq_len(k), function(j) {
      p <- matrix(theta[j, ], nrow(x), ncol(x), byrow = TRUE)
      log(proportions[j]) + rowSums(xlogy(x, p) + xlogy(1 - x, 1 - p))
    })
    top <- apply(joint, 1, max)
    density <- top + log(rowSums(exp(joint - top)))
    values[t + 1] <- sum(w * density)
    r <- exp(joint - density) * w
    theta <- pmin(crossprod(r, x) / colSums(r), 1)
    if (learned) proportions <- colSums(r) / sum(w)
  }
  values
}

for (name in sub("-trace.csv$", "", list.files(resources, "-trace.csv$"))) {
  x <- as.matrix(read(paste0(name, ".csv")))
  theta <- as.matrix(read(paste0(name, "-theta.csv")))
  w <- read(paste0(name, "-weights.csv"))$w
  one <- rep(1, nrow(x))
  table <- read(paste0(name, "-trace.csv"))
  iterations <- max(table$iteration)
  worst <- max(
    abs(trace(x, one, theta, iterations, TRUE) / table$learned - 1),
    abs(trace(x, one, theta, iterations, FALSE) / table$uniform - 1),
    abs(trace(x, w, theta, iterations, TRUE) / table$weighted - 1)
  )
  cat(name, ": largest relative difference from R", format(R.version.string), worst, "\n")
  stopifnot(worst < 1e-12)
}
