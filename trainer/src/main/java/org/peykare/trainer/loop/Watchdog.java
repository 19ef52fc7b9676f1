package org.peykare.trainer.loop;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Notices that a training has stopped moving: nothing was heard for longer than a limit, as when a
/// GPU or a network disk hangs. It tells once for each stall, from a thread of its own; whoever
/// listens decides, as native code cannot be called back.
public final class Watchdog implements AutoCloseable {
  private static final int FRAMES = 8;

  private final Duration limit;
  private final Consumer<? super Progress.Stalled> listener;
  private final Thread watched = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long heardAt = System.nanoTime();
  private volatile int step;

  /// Watches the calling thread. A `limit` of zero switches the watching off.
  public Watchdog(Duration limit, Consumer<? super Progress.Stalled> listener) {
    this.limit = limit;
    this.listener = listener;
    if (limit.isPositive()) {
      Thread.ofPlatform().daemon().name("training-watchdog").start(this::watch);
    }
  }

  /// The training moves.
  public void alive() {
    heardAt = System.nanoTime();
  }

  /// The training moves and has done `done` steps.
  void alive(int done) {
    step = done;
    alive();
  }

  private void watch() {
    long toldOf = 0;
    try {
      while (!closed.await(Math.max(1, limit.toMillis() / 10), TimeUnit.MILLISECONDS)) {
        long heard = heardAt;
        long silent = System.nanoTime() - heard;
        if (silent > limit.toNanos() && heard != toldOf) {
          toldOf = heard;
          listener.accept(new Progress.Stalled(step, silent / 1_000_000_000, where()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String where() {
    return Arrays.stream(watched.getStackTrace())
        .limit(FRAMES)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < "));
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
