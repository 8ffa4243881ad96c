/// Neural networks as the rest of the house sees them: something that turns rows into the activations of its
/// layers. What trains and opens them is the optional module `mixtura-neural`, found by
/// [mixtura.network.Networks#find] when it is on the class path.
@NullMarked
package mixtura.network;

import org.jspecify.annotations.NullMarked;
