# Writes the table on which docs/selection.md times `mixtura select` beside mclustBIC: 20 000 rows of 10 columns, drawn from five
# Gaussians whose shares, volumes, shapes and orientations differ, and which overlap a little.
# Usage: Rscript bench/select_clusters.R FILE
set.seed(20)
n <- 20000
d <- 10
share <- c(0.35, 0.25, 0.2, 0.12, 0.08)
cluster <- sample(5, n, replace = TRUE, prob = share)
x <- matrix(0, n, d)
for (k in 1:5) {
  axes <- qr.Q(qr(matrix(rnorm(d * d), d)))
  deviation <- exp(runif(d, -1, 0.7))
  own <- cluster == k
  x[own, ] <- sweep(matrix(rnorm(sum(own) * d), ncol = d) %*% diag(deviation) %*% t(axes), 2, rnorm(d, sd = 1.5), "+")
}
colnames(x) <- paste0("x", 1:d)
write.csv(round(x, 4), commandArgs(TRUE)[1], row.names = FALSE, quote = FALSE)
