/// Partitions of rows into any number of groups, made once and cut for every k: where mixtures of several sizes begin.
@NullMarked
package mixtura.seeding.hierarchy;

import org.jspecify.annotations.NullMarked;
