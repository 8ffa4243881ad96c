/// Tests of networks, on problems that are learned in seconds.
@org.jspecify.annotations.NullMarked
package mixtura.neural;
