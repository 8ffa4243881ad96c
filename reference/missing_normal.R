# The maximum of the observed-data likelihood of one normal distribution with cells missing at random, found by a general
# optimiser that knows nothing of EM. Writes the rows and the estimates for the tests.
# Usage: Rscript reference/missing_normal.R

out <- "core/src/test/resources/reference/missing"
set.seed(20)
n <- 80
d <- 4
x <- matrix(rnorm(n * d), n) %*% matrix(c(1, .5, .2, 0, 0, 1, -.6, .3, 0, 0, 1, .4, 0, 0, 0, 1), d, byrow = TRUE)
x <- round(sweep(sweep(x, 2, c(1, 10, .5, 3), "*"), 2, c(0, 100, -5, 7), "+"), 6)
x[matrix(runif(n * d), n) < 0.2] <- NA
x <- x[rowSums(!is.na(x)) > 0, ]

centre <- colMeans(x, na.rm = TRUE)
scale <- apply(x, 2, sd, na.rm = TRUE)
z <- sweep(sweep(x, 2, centre), 2, scale, "/")

# the mean, then the Cholesky factor of the covariance by columns, logarithms on its diagonal
unpack <- function(p) {
  l <- matrix(0, d, d)
  l[lower.tri(l, TRUE)] <- p[-(1:d)]
  diag(l) <- exp(diag(l))
  list(mean = p[1:d], covariance = l %*% t(l))
}
loss <- function(p) {
  q <- unpack(p)
  -sum(apply(z, 1, function(row) {
    o <- !is.na(row)
    s <- q$covariance[o, o, drop = FALSE]
    v <- row[o] - q$mean[o]
    -0.5 * (sum(o) * log(2 * pi) + log(det(s)) + sum(v * solve(s, v)))
  }))
}
p <- rep(0, d + d * (d + 1) / 2)
for (step in 1:6) {
  p <- optim(p, loss, method = "BFGS", control = list(reltol = 1e-16, maxit = 5000, ndeps = rep(1e-5, length(p))))$par
}
q <- unpack(p)
mean <- q$mean * scale + centre
covariance <- q$covariance * outer(scale, scale)
head <- paste0("# reference/missing_normal.R, R ", getRversion(), ": optim(method = \"BFGS\") on the observed-data likelihood\n")
save <- function(table, name) {
  path <- file.path(out, name)
  cat(head, file = path)
  suppressWarnings(write.table(format(table, digits = 15, trim = TRUE), path,
    append = TRUE, sep = ",", quote = FALSE, row.names = FALSE))
}
save(as.data.frame(ifelse(is.na(x), "NaN", x)), "normal-rows.csv")
estimates <- data.frame(mean = mean, covariance)
names(estimates) <- c("mean", paste0("covariance", 1:d))
save(estimates, "normal-estimates.csv")
save(data.frame(logLikelihood = -loss(p) - sum(colSums(!is.na(z)) * log(scale))), "normal-likelihood.csv")
