# mclust's EM (me) from given means, proportions 1/k and covariances s^2 I; --option is our name of the covariance structure.
# Prints the same JSON line as the Python peers. The E-step of the start is made before the clock starts; N iterations are N M-steps.

suppressMessages(library(mclust))

# An NPY file of version 1, C order, float or double, as a matrix with one observation a row.
read.npy <- function(file) {
  connection <- file(file, "rb")
  on.exit(close(connection))
  invisible(readBin(connection, "raw", 8))
  header <- rawToChar(readBin(connection, "raw", readBin(connection, "integer", 1, 2, endian = "little")))
  shape <- as.numeric(strsplit(sub(".*'shape': *\\(([^)]*)\\).*", "\\1", header), ",")[[1]])
  bytes <- if (grepl("<f4", header)) 4 else 8
  matrix(readBin(connection, "double", prod(shape), bytes, endian = "little"), shape[1], shape[2], byrow = TRUE)
}

given <- commandArgs(trailingOnly = TRUE)
option <- function(name) given[match(paste0("--", name), given) + 1]
x <- read.npy(option("data"))
means <- read.npy(option("start"))
k <- nrow(means)
d <- ncol(means)
structure <- option("option")
letters <- c(full = "VVV", tied = "EEE", diag = "VVI", spherical = "VII")[[structure]]

n <- nrow(x)
s2 <- mean(apply(x, 2, var)) * (n - 1) / n
variance <- list(modelName = letters, d = d, G = k, scale = rep(s2, k), shape = matrix(1, d, k), sigmasq = rep(s2, k))
variance$cholsigma <- array(diag(sqrt(s2), d), c(d, d, k))
if (structure == "tied") variance$Sigma <- diag(s2, d)
if (structure == "tied") variance$cholSigma <- diag(sqrt(s2), d)
z <- estep(x, modelName = letters, parameters = list(pro = rep(1 / k, k), mean = t(means), variance = variance))$z

fit <- function(iterations) {
  seconds <- system.time(
    model <- me(x, modelName = letters, z = z, control = emControl(tol = c(0, 0), itmax = c(iterations, iterations)), warn = FALSE)
  )[["elapsed"]]
  list(seconds = seconds, log.likelihood = model$loglik)
}
short <- as.integer(option("short"))
long <- as.integer(option("long"))
other <- fit(long)
beside <- proc.time()[["elapsed"]]
first <- other$seconds
one <- fit(short)
# Nothing is compiled on the way here: a long run that takes many seconds is timed once.
if (first < 12) other <- fit(long)
cat(sprintf(
  paste0(
    '{"program": "mclust", "version": "%s", "option": "%s", "seconds_first": %.6f, "iterations_short": %d, ',
    '"seconds_long": %.6f, "iterations_long": %d, "seconds_per_iteration": %.9f, "objective_short": %.17g, "objective": %.17g, "seconds_beside": %.6f}\n'
  ),
  packageVersion("mclust"), structure, first, short, other$seconds, long,
  (other$seconds - one$seconds) / (long - short), one$log.likelihood, other$log.likelihood, proc.time()[["elapsed"]] - beside
))
