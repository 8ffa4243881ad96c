# Makes core/src/test/resources/reference/structures/: for each of mclust's fourteen structures (and E and V of one column) the
# responsibilities of mclust's own fit, to four decimals, and the log-likelihood at which mclust's EM ends when it begins
# with exactly these and runs to a relative tolerance of 1e-12.
# Usage: Rscript reference/structures.R

suppressMessages(library(mclust))
resources <- "core/src/test/resources/reference"
read <- function(name) read.csv(file.path(resources, "data", name), comment.char = "#")
iris.table <- read("iris.csv")[, 1:4]
problems <- list(
  list(name = "iris", x = iris.table, k = 2:4),
  list(name = "faithful", x = read("faithful.csv"), k = 2:3),
  list(name = "waiting", x = read("faithful.csv")[, 2, drop = FALSE], k = 2:3)
)
control <- emControl(tol = c(1e-12, 1e-12), itmax = c(100000, 100000))
header <- c(paste0("# mclust ", packageVersion("mclust"), ", ", R.version.string),
            "# made by: Rscript reference/structures.R")
write.table.with.head <- function(table, file) {
  path <- file.path(resources, "structures", file)
  writeLines(c(header, paste(names(table), collapse = ",")), path)
  write.table(table, path, append = TRUE, sep = ",", quote = FALSE, row.names = FALSE, col.names = FALSE)
}

maxima <- NULL
for (problem in problems) {
  x <- as.matrix(problem$x)
  models <- if (ncol(x) == 1) c("E", "V") else mclust.options("emModelNames")
  for (k in problem$k) {
    starts <- NULL
    for (model in models) {
      own <- suppressWarnings(Mclust(x, G = k, modelNames = model, verbose = FALSE))
      if (is.null(own)) next
      z <- round(own$z, 4)
      z[, k] <- round(1 - rowSums(z[, -k, drop = FALSE]), 4) # rows of the table add up to exactly 1
      if (min(z) < 0) { z[z < 0] <- 0; z <- z / rowSums(z) }
      end <- me(x, modelName = model, z = z, control = control)
      if (is.na(end$loglik)) next
      maxima <- rbind(maxima, data.frame(data = problem$name, k = k, structure = model,
        parameters = nMclustParams(model, ncol(x), k), logLikelihood = sprintf("%.17g", end$loglik)))
      text <- apply(z, 2, function(column) sprintf("%.17g", column))
      colnames(text) <- paste(model, seq_len(k), sep = ".")
      starts <- if (is.null(starts)) as.data.frame(text) else cbind(starts, text)
    }
    write.table.with.head(starts, sprintf("%s-k%d.csv", problem$name, k))
  }
}
write.table.with.head(maxima, "maxima.csv")
cat(nrow(maxima), "maxima\n")

# Why VVE may end above mclust: its axes D make Σ_k tr(Dᵀ W_k D A_k⁻¹) smallest with the volumes λ_k left out, so that the
# slope of the M-step's objective in D is not 0 where mclust stops. Old Faithful, k = 2, as a share of its terms:
x <- as.matrix(read("faithful.csv"))
end <- me(x, "VVE", round(Mclust(x, G = 2, modelNames = "VVE", verbose = FALSE)$z, 4), control = control)
z <- estep(x, "VVE", end$parameters)$z
axes <- end$parameters$variance$orientation
slope <- function(power) {
  terms <- sapply(1:2, function(k) {
    y <- sweep(x, 2, colSums(z[, k] * x) / sum(z[, k])) %*% axes
    scatter <- t(y) %*% (z[, k] * y)
    volume <- sqrt(prod(diag(scatter) / sum(z[, k])))
    shape <- diag(scatter) / sum(z[, k]) / volume
    (1 / shape[1] - 1 / shape[2]) * scatter[1, 2] / volume^power
  })
  sum(terms) / sum(abs(terms))
}
cat(sprintf("VVE: slope %.1e without volumes, %.1e with them\n", slope(0), slope(1)))
