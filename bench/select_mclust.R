# Beside `mixtura select FILE --columns '!CLASS' -k 1..9`: mclustBIC over 14 structures and k = 1..9 of one table of numbers, its last column left out
# when it is named as a class.
# Usage: Rscript bench/select_mclust.R FILE [CLASS]
suppressMessages(library(mclust))
arguments <- commandArgs(TRUE)
x <- read.csv(arguments[1])
if (length(arguments) > 1) x[[arguments[2]]] <- NULL
found <- mclustBIC(as.matrix(x), G = 1:9, verbose = FALSE)
print(pickBIC(found, 3))
