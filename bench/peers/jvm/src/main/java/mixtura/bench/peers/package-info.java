/// Other JVM libraries on the data of the comparison: [mixtura.bench.peers.JvmPeers] starts one of them.
@NullMarked
package mixtura.bench.peers;

import org.jspecify.annotations.NullMarked;
