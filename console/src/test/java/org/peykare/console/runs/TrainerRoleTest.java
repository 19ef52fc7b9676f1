package org.peykare.console.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.RunState.State;

class TrainerRoleTest {
  private static final int STEPS = 40;

  @TempDir static Path dir;
  private static RunsFixture fixture;
  private static RunState undisturbed;

  @BeforeAll
  static void trainOneInPeace() throws Exception {
    fixture = new RunsFixture(dir);
    fixture.snapshot("spring", 60);
    try (TrainerRole _ = fixture.trainer("peaceful")) {
      fixture.request("peace", "spring", RunsFixture.settings(STEPS));
      undisturbed = fixture.awaitEnd("peace");
    }
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void walksThroughTheStatesInOrder() {
    assertThat(undisturbed.state()).as(undisturbed.toString()).isEqualTo(State.DONE);
    assertThat(fixture.history("peace"))
        .containsExactly(
            State.REQUESTED,
            State.TOKENIZING,
            State.SHARDING,
            State.QUEUED,
            State.TRAINING,
            State.EVALUATING,
            State.DONE);
    assertThat(undisturbed.tokenizer()).isEqualTo("spring");
    assertThat(undisturbed.step()).isEqualTo(STEPS);
    assertThat(undisturbed.steps()).isEqualTo(STEPS);
    assertThat(undisturbed.losses())
        .extracting(RunState.Point::step)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, STEPS).boxed().toList());
    assertThat(undisturbed.heldOut())
        .extracting(RunState.Point::step)
        .containsExactly(0L, 10L, 20L, 30L, (long) STEPS);
    assertThat(undisturbed.entropy()).isPositive();
    assertThat(undisturbed.checkpoint()).isEqualTo("models/peace/step-000000" + STEPS);
    assertThat(fixture.checkpoint(undisturbed)).isDirectory();
  }

  @Test
  void aKilledTrainingGoesOnAsIfNothingHadHappened() throws Exception {
    long seed = System.nanoTime();
    System.out.println("kills drawn from seed " + seed);
    Random random = new Random(seed);
    int kills = 0;
    try (TrainerRole _ = fixture.trainer("killed")) {
      fixture.request("kills", "spring", RunsFixture.settings(STEPS));
      long from = 0;
      for (String signal : List.of("KILL", "SEGV", "TERM")) {
        long least = Math.min(STEPS, from + 1 + random.nextInt(3));
        from = fixture.await("kills", state -> state.step() >= least).step();
        Optional<ProcessHandle> child = RunsFixture.child("kills");
        if (child.isPresent()) {
          RunsFixture.signal(child.get(), signal);
          child.get().onExit().get();
          kills++;
        }
      }
      assertSameAsUndisturbed(fixture.awaitEnd("kills"));
    }
    // On a machine that trains faster than the test can follow, later signals come too late.
    assertThat(kills).isPositive();
    assertThat(fixture.written("kills").stream().map(RunState::message).filter(Objects::nonNull))
        .anyMatch(message ->
            message.contains("SIGKILL")
                || message.contains("crashed in native code")
                || message.contains("goes on from step"));
  }

  @Test
  void takesOverTheRunOfATrainerThatWasKilled() throws Exception {
    Process other = TrainerMain.start(fixture, "doomed");
    try {
      fixture.request("orphan", "spring", RunsFixture.settings(STEPS));
      fixture.await("orphan", state -> state.step() >= 2);
      ProcessHandle child = RunsFixture.child("orphan").orElseThrow();
      other.destroyForcibly().waitFor();
      child.onExit().get();
    } finally {
      other.destroyForcibly();
    }
    try (TrainerRole _ = fixture.trainer("heir")) {
      assertSameAsUndisturbed(fixture.awaitEnd("orphan"));
    }
    assertThat(fixture.written("orphan")).extracting(RunState::worker).contains("doomed", "heir");
  }

  @Test
  void pausesAndResumesExactly() throws Exception {
    try (TrainerRole _ = fixture.trainer("pausing")) {
      RunRequest request = fixture.request("pause", "spring", RunsFixture.settings(STEPS));
      fixture.await("pause", state -> state.step() >= 3);
      fixture.put(request.want(RunRequest.Wanted.PAUSE));
      RunState paused = fixture.await("pause", state -> state.state() == State.PAUSED);
      assertThat(fixture.checkpoint(paused)).isDirectory();
      assertThat(RunsFixture.child("pause")).isEmpty();

      fixture.put(request.want(RunRequest.Wanted.RUN));
      assertSameAsUndisturbed(fixture.awaitEnd("pause"));
    }
  }

  @Test
  void cancelsAndKeepsTheCheckpoints() throws Exception {
    try (TrainerRole _ = fixture.trainer("cancelling")) {
      RunRequest request = fixture.request("cancel", "spring", RunsFixture.settings(100_000));
      fixture.await("cancel", state -> state.step() >= 5);
      fixture.put(request.want(RunRequest.Wanted.CANCEL));

      RunState cancelled = fixture.awaitEnd("cancel");

      assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
      assertThat(fixture.checkpoint(cancelled)).isDirectory();
      assertThat(RunsFixture.child("cancel")).isEmpty();
    }
  }

  @Test
  void aTrainerThatStopsLeavesItsRunToTheNext() throws Exception {
    try (TrainerRole _ = fixture.trainer("first")) {
      fixture.request("handed", "spring", RunsFixture.settings(STEPS));
      fixture.await("handed", state -> state.step() >= 2);
    }
    RunState left = fixture.states.get("handed").orElseThrow();
    assertThat(left.state()).isIn(State.QUEUED, State.DONE);
    assertThat(RunsFixture.child("handed")).isEmpty();
    try (TrainerRole _ = fixture.trainer("second")) {
      assertSameAsUndisturbed(fixture.awaitEnd("handed"));
    }
  }

  @Test
  void givesUpWhenTheTrainingBreaksAgainAndAgain() throws Exception {
    TrainerConfig cramped =
        fixture.config("cramped").withMemory(8 << 20, 0).withTries(2, Duration.ofMillis(50));
    try (TrainerRole _ = TrainerRole.start(cramped, fixture.corpus)) {
      fixture.request("cramped", "spring", RunsFixture.settings(STEPS));

      RunState failed = fixture.awaitEnd("cramped");

      assertThat(failed.state()).isEqualTo(State.FAILED);
      assertThat(failed.message()).startsWith("Gave up after 2 tries: ");
    }
  }

  @Test
  void endsATrainingThatTakesMoreMemoryThanAllowed() throws Exception {
    TrainerConfig cramped =
        fixture.config("greedy").withMemory(0, 20 << 20).withTries(1, Duration.ofMillis(50));
    try (TrainerRole _ = TrainerRole.start(cramped, fixture.corpus)) {
      fixture.request("greedy", "spring", RunsFixture.settings(STEPS));

      assertThat(fixture.awaitEnd("greedy").message()).contains("of memory, the limit is 20 MB");
    }
  }

  @Test
  void saysWhatIsWrongWithARequest() throws Exception {
    try (TrainerRole _ = fixture.trainer("strict")) {
      fixture.request("no-snapshot", "winter", RunsFixture.settings(STEPS));
      Map<String, String> settings = new TreeMap<>(RunsFixture.settings(STEPS));
      settings.put("stepps", "7");
      fixture.request("no-setting", "spring", settings);
      fixture.put(
          new RunRequest(
              "no-tokenizer",
              "spring",
              "missing",
              Map.of(),
              RunRequest.Wanted.RUN,
              Instant.now(),
              "command"));

      assertThat(fixture.awaitEnd("no-snapshot").message()).contains("winter");
      assertThat(fixture.awaitEnd("no-setting").message()).contains("unknown setting stepps");
      assertThat(fixture.awaitEnd("no-tokenizer").message())
          .contains("Cannot train with the tokenizer missing");
      assertThat(fixture.history("no-snapshot")).containsExactly(State.REQUESTED, State.FAILED);
    }
  }

  private static void assertSameAsUndisturbed(RunState run) {
    assertThat(run.state()).as(run.toString()).isEqualTo(State.DONE);
    System.out.printf(
        "run %s: final held-out loss %s, undisturbed %s%n",
        run.id(), run.heldOut().getLast().value(), undisturbed.heldOut().getLast().value());
    assertThat(run.losses()).isEqualTo(undisturbed.losses());
    assertThat(run.heldOut()).containsAll(undisturbed.heldOut());
    assertThat(fixture.checkpoint(run).resolve("model.safetensors"))
        .hasSameBinaryContentAs(fixture.checkpoint(undisturbed).resolve("model.safetensors"));
  }
}
