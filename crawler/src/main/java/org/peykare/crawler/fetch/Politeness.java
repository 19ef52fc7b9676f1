package org.peykare.crawler.fetch;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Keeps the delay between requests to one host (URL authority): one request at a time, and from
/// the end of a response to the start of the next request at least the host's delay. The slot is
/// reserved before the wait, so that nobody else slips in.
///
/// ```java
/// politeness.enter(host);
/// try { … } finally { politeness.leave(host); }
/// ```
public final class Politeness {
  private static final int SWEEP_EVERY = 10_000;
  private static final long FORGET_AFTER = TimeUnit.MINUTES.toNanos(10);

  private final ConcurrentHashMap<String, Slot> slots = new ConcurrentHashMap<>();
  private final AtomicLong created = new AtomicLong();
  private final AtomicLong shortestGap = new AtomicLong(Long.MAX_VALUE);
  private final LongSupplier clock;
  private final long defaultDelay;
  private final long opened;

  /// Politeness with `defaultDelay` for hosts that have no delay of their own.
  public Politeness(Duration defaultDelay) {
    this(defaultDelay, System::nanoTime);
  }

  Politeness(Duration defaultDelay, LongSupplier clock) {
    this.clock = clock;
    this.defaultDelay = withMargin(defaultDelay);
    this.opened = clock.getAsLong();
  }

  private static final class Slot {
    final Semaphore free = new Semaphore(1, true);
    int users;
    volatile long delay;
    volatile long lastEnd;
    volatile boolean used;
    volatile long notBefore;

    /// What was fetched before this process began is unknown: the first request waits a delay, too.
    Slot(long delay, long opened) {
      this.delay = delay;
      this.lastEnd = opened;
      this.notBefore = opened;
    }

    long next() {
      long afterDelay = lastEnd + delay;
      return afterDelay - notBefore > 0 ? afterDelay : notBefore;
    }
  }

  /// Reserves the host and says how long to wait, in nanoseconds, before the request may start.
  public long reserve(String host) throws InterruptedException {
    Slot slot = use(host);
    try {
      slot.free.acquire();
    } catch (InterruptedException e) {
      unuse(host);
      throw e;
    }
    return Math.max(0, slot.next() - clock.getAsLong());
  }

  /// Says that the request to the reserved host starts now.
  public void started(String host) {
    Slot slot = slots.get(host);
    if (slot != null && slot.used) {
      long gap = clock.getAsLong() - slot.lastEnd;
      shortestGap.accumulateAndGet(gap, Math::min);
    }
  }

  /// Reserves the host and waits until the request may start.
  public void enter(String host) throws InterruptedException {
    long wait = reserve(host);
    if (wait > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(wait);
      } catch (InterruptedException e) {
        abandon(host);
        throw e;
      }
    }
    started(host);
  }

  /// Says that the response has ended: the delay runs from now.
  public void leave(String host) {
    Slot slot = slots.get(host);
    if (slot == null) {
      throw new IllegalStateException("Cannot leave " + host + ": it was not entered");
    }
    slot.lastEnd = clock.getAsLong();
    slot.used = true;
    slot.free.release();
    unuse(host);
  }

  /// Gives a reserved host back without a request.
  public void abandon(String host) {
    Slot slot = slots.get(host);
    if (slot != null) {
      slot.free.release();
      unuse(host);
    }
  }

  /// Sets the host's own delay; missing is the default.
  public void setDelay(String host, @Nullable Duration delay) {
    long nanos = delay == null ? defaultDelay : withMargin(delay);
    Slot slot = slots.get(host);
    if (slot == null ? nanos != defaultDelay : slot.delay != nanos) {
      use(host).delay = nanos;
      unuse(host);
    }
  }

  /// No request to the host for `time` from now.
  public void pause(String host, Duration time) {
    Slot slot = use(host);
    long until = clock.getAsLong() + time.toNanos();
    if (until - slot.notBefore > 0) {
      slot.notBefore = until;
    }
    unuse(host);
  }

  /// When the next request to the host may start, on the clock of [System#nanoTime].
  public long nextStart(String host) {
    Slot slot = slots.get(host);
    return slot == null ? opened + defaultDelay : slot.next();
  }

  /// The shortest time from the end of a response to the next request to the same host, in
  /// nanoseconds; [Long#MAX_VALUE] where there was none.
  public long shortestGap() {
    return shortestGap.get();
  }

  /// A server sees the end of its response a little later than the client, on a busy machine.
  private static long withMargin(Duration delay) {
    long nanos = delay.toNanos();
    return nanos + Math.min(nanos / 4, TimeUnit.MILLISECONDS.toNanos(5));
  }

  private Slot use(String host) {
    Slot used =
        slots.compute(
            host,
            (_, found) -> {
              Slot slot = found == null ? newSlot() : found;
              slot.users++;
              return slot;
            });
    if (created.get() >= SWEEP_EVERY) {
      created.set(0);
      sweep();
    }
    return used;
  }

  private Slot newSlot() {
    created.incrementAndGet();
    return new Slot(defaultDelay, opened);
  }

  private void unuse(String host) {
    slots.computeIfPresent(
        host,
        (_, slot) -> {
          slot.users--;
          return slot;
        });
  }

  private void sweep() {
    long now = clock.getAsLong();
    for (String host : slots.keySet()) {
      slots.computeIfPresent(
          host, (_, slot) -> slot.users == 0 && now - slot.next() > FORGET_AFTER ? null : slot);
    }
  }
}
