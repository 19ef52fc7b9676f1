package org.peykare.console.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a command that runs until it is told to end (Ctrl-C, SIGTERM) close what it has before the
/// process goes: a minute at most, which a training needs for its last checkpoint; the rest takes
/// seconds. The exit code is then 130 or 143, as the signal says.
final class Signal implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch received = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::received, "signal");

  private Signal() {}

  /// From now on the process waits until this is closed.
  static Signal expect() {
    Signal signal = new Signal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  boolean isReceived() {
    return received.getCount() == 0;
  }

  void await() throws InterruptedException {
    received.await();
  }

  private void received() {
    received.countDown();
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "peykare: not everything closed within a minute; the process ends anyway");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook runs already, and the latch lets it end.
    }
  }
}
