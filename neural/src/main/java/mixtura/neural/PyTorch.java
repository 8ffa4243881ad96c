package mixtura.neural;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The engine, told before it loads that nothing may be fetched and nobody is to be called, and how its libraries
/// are to add and to wait.
final class PyTorch {
    private PyTorch() {}

    /// @param threads  taken up by the first call in a process
    static Engine engine(int threads) {
        setUnlessSet("ai.djl.offline", "true");
        setUnlessSet("OPT_OUT_TRACKING", "true");
        setUnlessSet("ai.djl.pytorch.num_threads", Integer.toString(threads));
        setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
        prepareEnvironment();
        try {
            return Engine.getEngine("PyTorch");
        } catch (EngineException e) {
            throw new IllegalStateException(
                    "PyTorch cannot be loaded: its natives for this machine are not on the class path, or the folder "
                            + "that they are unpacked to (DJL_CACHE_DIR, else ~/.djl.ai) is not writable: "
                            + e.getMessage(),
                    e);
        }
    }

    /// MKL, which multiplies PyTorch's matrices on x86-64, adds in an order of its own for each number of
    /// threads, unless it is told to be strict (Intel's guide to oneMKL, "Conditional Numerical
    /// Reproducibility"): then a seed gives the same network on any number. That costs no time with the loops
    /// for AVX2.
    ///
    /// OpenMP's threads spin while they wait for one another. Two threads on two processors gain a fifth of the
    /// time by that; when another program has one of the processors, they take ten times as long
    /// (784-100-50-25-10, batches of 1024).
    ///
    /// Both read the environment when they are loaded.
    @SuppressWarnings("restricted")
    private static void prepareEnvironment() {
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol = linker.defaultLookup().find("setenv").orElse(null);
        if (symbol == null) return; // Windows
        MethodHandle setenv =
                linker.downcallHandle(symbol, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        setUnlessSet(setenv, "MKL_CBWR", "AVX2,STRICT");
        setUnlessSet(setenv, "OMP_WAIT_POLICY", "PASSIVE");
    }

    private static void setUnlessSet(MethodHandle setenv, String name, String value) {
        try (Arena arena = Arena.ofConfined()) {
            int ignored = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 0);
        } catch (Throwable e) {
            throw new AssertionError("setenv never throws", e);
        }
    }

    private static void setUnlessSet(String name, String value) {
        if (System.getProperty(name) == null) System.setProperty(name, value);
    }
}
