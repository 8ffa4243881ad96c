# Fuzzy c-means by e1071 from the first k rows, and trimmed k-means by trimcluster, the best of 200 starts.
# Rscript reference/relatives.R, in the folder of the project.
suppressMessages({library(e1071); library(trimcluster)})
here <- "core/src/test/resources/reference"
iris_rows <- as.matrix(read.csv(file.path(here, "data/iris.csv"), comment.char = "#")[, 1:4])
faithful_rows <- as.matrix(read.csv(file.path(here, "data/faithful.csv"), comment.char = "#")[, 1:2])

head_lines <- function() c(
  sprintf("# made by %s, e1071 %s, trimcluster %s", R.version.string, packageVersion("e1071"), packageVersion("trimcluster")),
  "# command: Rscript reference/relatives.R")
write_table <- function(name, table) {
  dir.create(file.path(here, "relatives"), showWarnings = FALSE)
  file <- file.path(here, "relatives", name)
  writeLines(c(head_lines(), paste(names(table), collapse = ",")), file)
  table[] <- lapply(table, function(x) if (is.numeric(x) && !is.integer(x)) sprintf("%.17g", x) else x)
  write.table(table, file, append = TRUE, sep = ",", row.names = FALSE, col.names = FALSE, quote = FALSE)
}

fuzzy <- data.frame()
trimmed <- data.frame()
for (name in c("iris", "faithful")) {
  rows <- if (name == "iris") iris_rows else faithful_rows
  k <- if (name == "iris") 3 else 2
  for (m in c(1.5, 2, 3)) {
    fit <- cmeans(rows, rows[1:k, ], iter.max = 100000, m = m, control = list(reltol = 1e-15))
    squared <- sapply(1:k, function(c) colSums((t(rows) - fit$centers[c, ])^2))
    fuzzy <- rbind(fuzzy, data.frame(data = name, m = m, centroid = 1:k,
      objective = sum(fit$membership^m * squared), column1 = fit$centers[, 1], column2 = fit$centers[, 2], mass = colSums(fit$membership)))
  }
  for (trim in if (name == "iris") c(0.1, 0.2) else c(0.125, 0.25)) { # whole numbers of rows
    set.seed(1)
    fit <- trimkmeans(rows, k = k, trim = trim, runs = 200, printcrit = FALSE)
    squared <- sapply(1:k, function(c) colSums((t(rows) - fit$means[c, ])^2))
    nearest <- sort(apply(squared, 1, min))
    kept <- nrow(rows) - floor(trim * nrow(rows))
    trimmed <- rbind(trimmed, data.frame(data = name, trim = trim, kept = kept, distortion = sum(nearest[1:kept])))
  }
}
write_table("fuzzy.csv", fuzzy)
write_table("trimmed.csv", trimmed)
