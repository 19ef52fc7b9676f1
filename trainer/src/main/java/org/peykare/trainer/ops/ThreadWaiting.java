package org.peykare.trainer.ops;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the native library's threads sleep while they wait for each other.
///
/// By default OpenMP's threads spin at every barrier. As soon as another program wants one of the
/// processors, the thread that has one spins for the thread that has none, and training becomes ten
/// times slower. OpenMP reads its policy from the environment of the process when it is loaded; a
/// Java program can change that only through the C library.
final class ThreadWaiting {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadWaiting.class);
  private static final String VARIABLE = "OMP_WAIT_POLICY";

  private ThreadWaiting() {}

  /// Sets the policy, unless the environment has one; must come before the library is loaded.
  static void sleepWhileWaiting() {
    if (System.getenv(VARIABLE) != null) {
      return;
    }
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> address = linker.defaultLookup().find("setenv");
    if (address.isEmpty()) {
      return; // Windows: another OpenMP, which does not spin for long.
    }
    MethodHandle setenv =
        linker.downcallHandle(
            address.get(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int keep = 0;
      int result =
          (int)
              setenv.invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom("PASSIVE"), keep);
      if (result != 0) {
        LOG.warn("Cannot set {}: training will be slow while other programs run", VARIABLE);
      }
    } catch (Throwable t) {
      throw new IllegalStateException("Cannot call setenv of the C library", t);
    }
  }
}
