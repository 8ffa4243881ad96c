# Makes core/src/test/resources/reference/bootstrap/faithful.csv with mclust: standard errors of the two full components of Old
# Faithful by the nonparametric and by the weighted-likelihood bootstrap, and the p values of mclustBootstrapLRT for VVV.
# Usage: Rscript reference/bootstrap.R

suppressMessages(library(mclust))
resources <- "core/src/test/resources/reference"
x <- read.csv(file.path(resources, "data/faithful.csv"), comment.char = "#")
fit <- Mclust(x, G = 2, modelNames = "VVV", verbose = FALSE)
lines <- c(paste("# mclust", packageVersion("mclust"), format(R.version.string)), "# Rscript reference/bootstrap.R; 999 replicates",
           "parameter,component,i,j,value,nonparametric,weighted")
set.seed(1)
b <- summary(MclustBootstrap(fit, nboot = 999, type = "bs", verbose = FALSE), what = "se")
w <- summary(MclustBootstrap(fit, nboot = 999, type = "wlbs", verbose = FALSE), what = "se")
p <- fit$parameters
for (k in 1:2) {
  lines <- c(lines, sprintf("mixingProportions,%d,0,0,%.10g,%.6g,%.6g", k, p$pro[k], b$pro[k], w$pro[k]))
  for (i in 1:2) lines <- c(lines, sprintf("means,%d,%d,0,%.10g,%.6g,%.6g", k, i, p$mean[i, k], b$mean[i, k], w$mean[i, k]))
  for (i in 1:2) for (j in 1:i)
    lines <- c(lines, sprintf("covariances,%d,%d,%d,%.10g,%.6g,%.6g", k, i, j, p$variance$sigma[i, j, k],
                              b$variance[i, j, k], w$variance[i, j, k]))
}
t <- mclustBootstrapLRT(x, modelName = "VVV", nboot = 199, maxG = 2, verbose = FALSE)
for (k in 1:2) lines <- c(lines, sprintf("lrt,%d,0,0,%.10g,%.6g,%.6g", k, t$obs[k], t$p.value[k], t$p.value[k]))
dir.create(file.path(resources, "bootstrap"), showWarnings = FALSE)
writeLines(lines, file.path(resources, "bootstrap/faithful.csv"))
cat(lines, sep = "\n")
