package org.peykare.console.node;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.peykare.console.platform.StateFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a role at work: starts it, and where it fails closes it and starts it again, after one
/// second, then two, up to a minute; after five good minutes from one second on again. What is
/// wrong is never silent: [#trouble] says it as long as it lasts. While there is a reason to hold
/// (a disk that fills up) the role is closed, and started again when the reason is gone.
final class Supervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration HOLD_LOOK = Duration.ofSeconds(2);
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration GOOD = Duration.ofMinutes(5);

  private final Role role;
  private final Supplier<Optional<String>> hold;
  private final Thread thread;

  // Guarded by this.
  private boolean closing;
  private @Nullable String trouble = "it is starting";
  private State state = State.STARTING;

  /// How the role is.
  enum State {
    /// It is being started.
    STARTING,
    /// It works, and speaks for itself.
    RUNNING,
    /// It is closed while a disk is too full.
    HELD,
    /// It failed and will be started again.
    FAILED
  }

  private Supervisor(Role role, Supplier<Optional<String>> hold) {
    this.role = role;
    this.hold = hold;
    this.thread = Thread.ofPlatform().name("role-" + role.name()).unstarted(this::run);
  }

  /// Begins to keep `role` at work; returns at once.
  ///
  /// @param hold why the role must not work now; empty where it may
  static Supervisor start(Role role, Supplier<Optional<String>> hold) {
    Supervisor supervisor = new Supervisor(role, hold);
    supervisor.thread.start();
    return supervisor;
  }

  Role role() {
    return role;
  }

  /// Why the role does not work now; empty where it does.
  synchronized Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  synchronized State state() {
    return state;
  }

  /// Tells the role to stop; returns at once.
  synchronized void stop() {
    closing = true;
    notifyAll();
  }

  /// Stops the role; returns when it has.
  @Override
  public void close() {
    stop();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration backOff = FIRST;
    while (!isClosing()) {
      awaitRoom();
      long begin = System.nanoTime();
      Optional<Throwable> failure = work();
      if (failure.isEmpty() || isClosing()) {
        continue;
      }
      if (StateFolder.isDamage(failure.get())) {
        role.state().ifPresent(state -> StateFolder.setAside(state, "damaged"));
      }
      if (System.nanoTime() - begin > GOOD.toNanos()) {
        backOff = FIRST;
      }
      LOG.error(
          "The {} failed and is started again in {} s: {}",
          role.name(),
          backOff.toSeconds(),
          message(failure.get()));
      set(
          State.FAILED,
          "%s; it is started again in at most %d s"
              .formatted(message(failure.get()), backOff.toSeconds()));
      await(backOff);
      backOff = backOff.multipliedBy(2).compareTo(LONGEST) < 0 ? backOff.multipliedBy(2) : LONGEST;
    }
  }

  private void awaitRoom() {
    Optional<String> reason = hold.get();
    if (reason.isPresent()) {
      LOG.warn("The {} waits: {}", role.name(), reason.get());
    }
    while (reason.isPresent() && !isClosing()) {
      set(State.HELD, reason.get());
      await(HOLD_LOOK);
      reason = hold.get();
    }
  }

  /// Works until it is closed, held or failed.
  ///
  /// @return why it failed
  private Optional<Throwable> work() {
    if (isClosing()) {
      return Optional.empty();
    }
    set(State.STARTING, "it is starting");
    try (Role.Running at = role.start()) {
      set(State.RUNNING, null);
      long looked = System.nanoTime();
      while (!isClosing()) {
        Optional<Throwable> failure = at.failure();
        if (failure.isPresent()) {
          return failure;
        }
        if (System.nanoTime() - looked > HOLD_LOOK.toNanos()) {
          looked = System.nanoTime();
          if (hold.get().isPresent()) {
            return Optional.empty();
          }
        }
        await(LOOK);
      }
      return Optional.empty();
    } catch (Exception | LinkageError e) {
      LOG.debug("The {} failed", role.name(), e);
      return Optional.of(e);
    }
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private synchronized void set(State now, @Nullable String problem) {
    state = now;
    trouble = problem;
  }

  private synchronized boolean isClosing() {
    return closing;
  }

  private synchronized void await(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    try {
      for (long left = time.toMillis(); !closing && left > 0; ) {
        wait(left);
        left = (deadline - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      closing = true;
    }
  }
}
