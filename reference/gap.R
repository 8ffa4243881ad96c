# Makes core/src/test/resources/reference/gap/gap.csv with clusGap of the R package cluster: log W, its mean over reference sets and
# the standard error, of Old Faithful and iris, in both reference boxes. d.power = 2 is the definition of Tibshirani et al. (2001).
# Reference sets are random, so the test compares within their standard errors; log W itself is not.
# Usage: Rscript reference/gap.R

suppressMessages(library(cluster))
resources <- "core/src/test/resources/reference"
read <- function(name) read.csv(file.path(resources, name), comment.char = "#")
data <- list(faithful = read("data/faithful.csv"), iris = read("data/iris.csv")[, 1:4])
best <- function(x, k) kmeans(x, k, nstart = 20, iter.max = 100)
lines <- c(paste("# cluster", packageVersion("cluster"), format(R.version.string)), "# Rscript reference/gap.R; B = 200",
           "data,reference,k,logDistortion,expected,standardError,chosen")
for (name in names(data)) for (box in c("scaledPCA", "original")) {
  set.seed(1)
  g <- clusGap(as.matrix(data[[name]]), best, K.max = 6, B = 200, d.power = 2, spaceH0 = box, verbose = FALSE)$Tab
  chosen <- maxSE(g[, "gap"], g[, "SE.sim"], method = "Tibs2001SEmax")
  # clusGap takes half the sum of squared distances over n: the distortion itself
  for (k in 1:6) lines <- c(lines, sprintf("%s,%s,%d,%.17g,%.17g,%.17g,%d", name, if (box == "original") "box" else "pca", k,
                                           g[k, "logW"], g[k, "E.logW"], g[k, "SE.sim"], chosen))
}
writeLines(lines, file.path(resources, "gap/gap.csv"))
cat(lines, sep = "\n")
