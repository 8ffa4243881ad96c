# Bootstrap likelihood-ratio tests of k components against k + 1 with mclust (mclustBootstrapLRT, McLachlan 1987):
#   Rscript reference/lrt.R
# writes core/src/test/resources/reference/lrt/*.csv: drawn tables, and for each table and structure the two
# log-likelihoods, the statistic and the p value. `best` is the larger log-likelihood of the k + 1 components when mclust
# starts from random hierarchical pairs as well, 40 times, with its own test for flagged components: where that is above
# `larger`, mclust's statistic rests on a local maximum.
suppressMessages(library(mclust))
resources <- "core/src/test/resources/reference"
out <- file.path(resources, "lrt")
dir.create(out, recursive = TRUE, showWarnings = FALSE)
head <- paste0("# R ", getRversion(), ", mclust ", packageVersion("mclust"), ", reference/lrt.R: ")
put <- function(name, what, table) {
  con <- file(file.path(out, name), "w")
  writeLines(paste0(head, what), con)
  write.table(table, con, sep = ",", row.names = FALSE, quote = FALSE)
  close(con)
}
set.seed(5)
cloud <- function(n, mean, sd) round(sapply(seq_along(mean), function(j) rnorm(n, mean[j], sd[j])), 4)
drawn <- list(one = cloud(120, c(0, 0), c(1, 2)),
              two = rbind(cloud(90, c(0, 0), c(1, 1)), cloud(60, c(4, 1), c(1, .6))),
              three = rbind(cloud(60, c(0, 0), c(1, 1)), cloud(60, c(5, 0), c(1, 1)), cloud(60, c(2.5, 4.5), c(1, 1))))
put("rows.csv", "rows drawn from one, two and three normal components",
    do.call(rbind, lapply(names(drawn), function(s) data.frame(set = s, x = drawn[[s]][, 1], y = drawn[[s]][, 2]))))
faithful <- as.matrix(read.csv(file.path(resources, "data/faithful.csv"), comment.char = "#"))
tables <- c(drawn, list(faithful = faithful))
tight <- emControl(tol = c(1e-10, 1e-10), itmax = c(20000, 20000))

flagged <- function(x, fit) {                                       # as definitions.md says
  z <- sqrt(colSums(sweep(x, 2, colMeans(x))^2) / nrow(x))
  sigma <- fit$parameters$variance$sigma
  if (anyNA(sigma)) return(TRUE)
  any(sapply(seq_along(fit$parameters$pro), function(k) min(eigen(sigma[, , k] / outer(z, z))$values) < 1e-4)) ||
    any(colSums(fit$z) < ncol(x) + 1)
}
best <- function(x, model, k, from) {
  for (s in 1:40) {
    set.seed(s)
    fit <- suppressWarnings(tryCatch(me(x, model, unmap(hclass(hcRandomPairs(x), k)), control = tight), error = function(e) NULL))
    if (is.null(fit) || is.na(fit$loglik) || flagged(x, fit)) next
    from <- max(from, fit$loglik)
  }
  from
}
words <- c(VVV = "full", EEE = "tied", EII = "EII", VVI = "diag")
ends <- NULL
for (name in names(tables)) for (model in names(words)) {
  x <- tables[[name]]
  set.seed(1)
  t <- mclustBootstrapLRT(x, modelName = model, nboot = 199, maxG = 3, level = 1, verbose = FALSE)
  for (k in seq_along(t$obs)) {
    smaller <- Mclust(x, G = k, modelNames = model, verbose = FALSE)
    larger <- Mclust(x, G = k + 1, modelNames = model, verbose = FALSE)
    if (is.null(smaller) || is.null(larger)) next
    row <- data.frame(set = name, covariance = words[[model]], k = k, smaller = sprintf("%.8g", smaller$loglik),
      larger = sprintf("%.8g", larger$loglik), best = sprintf("%.8g", best(x, model, k + 1, larger$loglik)),
      flagged = flagged(x, larger), statistic = sprintf("%.6g", t$obs[k]), pValue = t$p.value[k])
    print(row)
    ends <- rbind(ends, row)
  }
}
put("tests.csv", "mclustBootstrapLRT, 199 replicates", ends)
