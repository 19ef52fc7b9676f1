package org.peykare.console.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SupervisorTest {
  private final AtomicInteger starts = new AtomicInteger();
  private final AtomicInteger closes = new AtomicInteger();
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private final AtomicReference<@Nullable String> hold = new AtomicReference<>();
  private final AtomicReference<@Nullable RuntimeException> atStart = new AtomicReference<>();

  @Test
  void aRoleThatFailsIsClosedToldOfAndStartedAgain() throws InterruptedException {
    try (Supervisor supervisor = start()) {
      await(supervisor, Supervisor.State.RUNNING);
      assertThat(supervisor.trouble()).isEmpty();
      failure.set("the well is dry");
      await(supervisor, Supervisor.State.FAILED);
      assertThat(supervisor.trouble().orElse(""))
          .startsWith("the well is dry; it is started again");
      assertThat(closes).hasValue(1);
      failure.set(null);
      await(supervisor, Supervisor.State.RUNNING);
      assertThat(starts).hasValueGreaterThan(1);
    }
    assertThat(closes).hasValue(starts.get());
  }

  @Test
  void aRoleThatCannotStartIsTriedAgain() throws InterruptedException {
    atStart.set(new IllegalStateException("no water"));
    try (Supervisor supervisor = start()) {
      await(supervisor, Supervisor.State.FAILED);
      assertThat(supervisor.trouble().orElse("")).startsWith("no water");
      atStart.set(null);
      await(supervisor, Supervisor.State.RUNNING);
    }
  }

  @Test
  void aRoleIsHeldWhileTheDiskIsLow() throws InterruptedException {
    hold.set("the disk is low");
    try (Supervisor supervisor = start()) {
      await(supervisor, Supervisor.State.HELD);
      assertThat(supervisor.trouble()).contains("the disk is low");
      assertThat(starts).hasValue(0);
      hold.set(null);
      await(supervisor, Supervisor.State.RUNNING);
      hold.set("the disk is low again");
      await(supervisor, Supervisor.State.HELD);
      assertThat(closes).hasValue(1);
    }
  }

  private Supervisor start() {
    return Supervisor.start(new Spring(), () -> Optional.ofNullable(hold.get()));
  }

  private static void await(Supervisor supervisor, Supervisor.State state)
      throws InterruptedException {
    while (supervisor.state() != state) {
      Thread.sleep(10);
    }
  }

  private final class Spring implements Role {
    @Override
    public String name() {
      return "spring";
    }

    @Override
    public String instance() {
      return "one";
    }

    @Override
    public Optional<Path> state() {
      return Optional.empty();
    }

    @Override
    public Running start() {
      RuntimeException problem = atStart.get();
      if (problem != null) {
        throw problem;
      }
      starts.incrementAndGet();
      return new Running() {
        @Override
        public Optional<Throwable> failure() {
          return Optional.ofNullable(failure.get()).map(IllegalStateException::new);
        }

        @Override
        public void close() {
          closes.incrementAndGet();
        }
      };
    }
  }
}
