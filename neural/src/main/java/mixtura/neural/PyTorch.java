package mixtura.neural;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;

/// The engine, told before it loads that nothing may be fetched and nobody is to be called.
final class PyTorch {
    private PyTorch() {}

    /// @param threads  taken up by the first call in a process
    static Engine engine(int threads) {
        setUnlessSet("ai.djl.offline", "true");
        setUnlessSet("OPT_OUT_TRACKING", "true");
        setUnlessSet("ai.djl.pytorch.num_threads", Integer.toString(threads));
        setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
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

    private static void setUnlessSet(String name, String value) {
        if (System.getProperty(name) == null) System.setProperty(name, value);
    }
}
