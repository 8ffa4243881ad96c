# Makes core/src/test/resources/reference/hierarchy: classes of mclust's default start, hc(modelName = "VVV", use = "SVD")
# cut at 2 to 9 groups, and in one dimension its quantile classes. Tables `drawn*` hold the points too; the others belong
# to data/iris.csv, data/faithful.csv and, with the folder of data sets as argument, to files in its `classic`.
# mclust works out the determinants of some merged groups with an error of up to a factor 2 (their own change attribute
# shows it), which hardly ever decides a merge, and equal distances are ranked by rounding.
# Usage: Rscript reference/hierarchy.R [FOLDER]

suppressMessages(library(mclust))
resources <- "core/src/test/resources/reference"
folder <- commandArgs(trailingOnly = TRUE)
dir.create(file.path(resources, "hierarchy"), showWarnings = FALSE)
sizes <- 2:9

classes <- function(x) {
  if (ncol(x) == 1) labels <- sapply(sizes, function(k) mclust:::qclass(x[, 1], k))
  else labels <- hclass(hc(x, modelName = "VVV", use = "SVD"), sizes)
  labels <- labels - 1
  colnames(labels) <- paste0("k", sizes)
  labels
}
write <- function(name, table) {
  path <- file.path(resources, "hierarchy", paste0(name, ".csv"))
  cat(sprintf("# mclust %s, R %s; Rscript reference/hierarchy.R\n", packageVersion("mclust"), getRversion()), file = path)
  suppressWarnings(write.table(table, path, append = TRUE, sep = ",", quote = FALSE, row.names = FALSE))
}

set.seed(20)
centres <- function(n, d, k, spread) matrix(rnorm(k * d, sd = spread), k, d)[sample(k, n, TRUE), , drop = FALSE]
draw <- function(n, d, k, spread) {
  x <- centres(n, d, k, spread) + matrix(rnorm(n * d), n, d) %*% matrix(rnorm(d * d), d, d)
  colnames(x) <- paste0("x", 1:d)
  signif(x, 9)
}
shapes <- list(c(60, 3, 2, 4), c(150, 2, 4, 5), c(120, 5, 3, 4), c(40, 8, 2, 6), c(90, 1, 3, 5))
for (i in seq_along(shapes)) {
  x <- do.call(draw, as.list(shapes[[i]]))
  write(paste0("drawn", i), cbind(x, classes(x)))
}
read <- function(name) read.csv(file.path(resources, "data", name), comment.char = "#")
write("iris", classes(as.matrix(read("iris.csv")[, 1:4])))
write("faithful", classes(as.matrix(read("faithful.csv"))))
if (length(folder) == 1) {
  classic <- list(diabetes_corrected = 2:4, banknote = 2:7, wine = 1:13, acidity = 1, galaxies = 1, seeds = 1:7)
  for (name in names(classic)) {
    x <- read.csv(file.path(folder, "classic", paste0(name, ".csv")))
    write(name, classes(as.matrix(x[, classic[[name]], drop = FALSE])))
  }
}
