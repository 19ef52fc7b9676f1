package org.peykare.trainer.ops;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;

/// Starts DJL's PyTorch engine: offline, with its unpacked libraries in the user's cache folder.
///
/// Values already given by system property or environment variable are left as they are.
final class NativeEngine {
  private NativeEngine() {}

  /// The started engine; starts it on the first call.
  static Engine start() {
    return Holder.ENGINE;
  }

  /// Prepares the calling thread for computing with `threads` processors (0: all).
  static void prepareThread(int threads) {
    start();
    JniUtils.setNumThreads(threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(false);
  }

  /// Number of GPUs that this build of the native library can use.
  static int gpus() {
    return start().hasCapability(StandardCapabilities.CUDA) ? start().getGpuCount() : 0;
  }

  /// Where DJL unpacks its libraries: `DJL_CACHE_DIR`, else `peykare` in the user's cache folder.
  private static Path cacheFolder() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path cache =
        xdg != null && !xdg.isBlank()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".cache");
    return cache.resolve("peykare").resolve("djl");
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getenv(property) == null && System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static final class Holder {
    static final Engine ENGINE = load();

    private static Engine load() {
      ThreadWaiting.sleepWhileWaiting();
      setIfAbsent("ai.djl.offline", "true");
      setIfAbsent("OPT_OUT_TRACKING", "true");
      setIfAbsent("DJL_CACHE_DIR", cacheFolder().toString());
      setIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
      try {
        return Engine.getEngine("PyTorch");
      } catch (RuntimeException | UnsatisfiedLinkError e) {
        throw new IllegalStateException(
            "Cannot start the native library PyTorch from "
                + System.getProperty("DJL_CACHE_DIR", System.getenv("DJL_CACHE_DIR"))
                + ": "
                + e.getMessage()
                + "; delete that folder if it is damaged, or set DJL_CACHE_DIR to one that can be"
                + " written (it needs 0.5 GB)",
            e);
      }
    }
  }
}
