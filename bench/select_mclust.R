# Beside `mixtura select FILE --columns '!CLASS' -k 1..9`: mclustBIC over 14 structures and k = 1..9 of one table of numbers, the column of
# its classes left out when it is named. With ROUNDS it prints the seconds of each of so many rounds in one process (bench/select_warm).
# Usage: Rscript bench/select_mclust.R FILE [CLASS [ROUNDS]]
suppressMessages(library(mclust))
arguments <- commandArgs(TRUE)
x <- read.csv(arguments[1])
if (length(arguments) > 1) x[[arguments[2]]] <- NULL
x <- as.matrix(x)
if (length(arguments) < 3) {
  print(pickBIC(mclustBIC(x, G = 1:9, verbose = FALSE), 3))
} else {
  for (round in seq_len(as.integer(arguments[3]))) {
    seconds <- system.time(mclustBIC(x, G = 1:9, verbose = FALSE))[["elapsed"]]
    cat(sprintf("%.3f\n", seconds))
  }
}
