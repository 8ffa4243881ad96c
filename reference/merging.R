# Makes core/src/test/resources/reference/merging/{components,stages}.csv with mclust's clustCombi on the simulated examples of Baudry
# et al. (2010), which come with mclust: the mixture that BIC chooses, and for every number of clusters the entropy and the cluster
# of each component. `chosen` is where mclust's pcws2_reg puts the bend of the entropies over the weight of the rows put together
# (entPlot's "normalized" panel). The test makes the same mixture from its parameters and merges it.
# Usage: Rscript reference/merging.R

suppressMessages(library(mclust))
data(Baudry_etal_2010_JCGS_examples)
out <- "core/src/test/resources/reference/merging"
dir.create(out, showWarnings = FALSE)
head <- c(paste("# mclust", packageVersion("mclust"), format(R.version.string)), "# Rscript reference/merging.R")
components <- c(head, "data,component,share,parameters")
stages <- c(head, "data,clusters,entropy,chosen,clusterOf")
sets <- list(baudry_ex4_1 = ex4.1, baudry_ex4_2 = ex4.2, baudry_ex4_3 = ex4.3, baudry_ex4_4_1 = ex4.4.1, baudry_ex4_4_2 = ex4.4.2)
xlog <- function(x) ifelse(x > 0, x * log(x), 0)
for (name in names(sets)) {
  o <- suppressWarnings(clustCombi(data = sets[[name]], G = 1:9, verbose = FALSE))
  # the responsibilities that mclust keeps belong to the step before its parameters; take those of the parameters
  m <- o$MclustOutput
  m$z <- estep(modelName = m$modelName, data = as.matrix(sets[[name]]), parameters = m$parameters)$z
  o <- mclust:::combi(as.matrix(sets[[name]]), m)
  p <- o$MclustOutput$parameters; K <- o$MclustOutput$G
  cat(name, o$MclustOutput$modelName, K, "\n")
  for (k in 1:K)
    components <- c(components, sprintf("%s,%d,%.17g,%s", name, k, p$pro[k],
      paste(sprintf("%.17g", c(p$mean[, k], p$variance$sigma[, , k])), collapse = " ")))
  z <- o$MclustOutput$z; map <- diag(K)
  united <- 0; entropy <- -sum(xlog(z)); before <- z
  for (G in seq(K - 1, 1, length.out = K - 1)) {
    map <- o$combiM[[G]] %*% map; after <- z %*% t(map)
    two <- which(colSums(o$combiM[[G]][rowSums(o$combiM[[G]]) == 2, , drop = FALSE]) == 1)
    united <- c(united, tail(united, 1) + sum(before[, two])); entropy <- c(entropy, -sum(xlog(after))); before <- after
  }
  chosen <- if (K > 2) K + 1 - mclust:::pcws2_reg(united, entropy)$c else K
  cat("  united", united, "\n  bend", chosen, "\n")
  map <- diag(K)
  for (G in K:1) {
    map <- o$combiM[[G]] %*% map
    zz <- t(map %*% t(z))
    stages <- c(stages, sprintf("%s,%d,%.15g,%d,%s", name, G, -sum(xlog(zz)), chosen,
      paste(apply(map, 2, which.max) - 1, collapse = " ")))
  }
}
writeLines(components, file.path(out, "components.csv"))
writeLines(stages, file.path(out, "stages.csv"))
cat(stages, sep = "\n")
