package org.peykare.console.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.corpus.store.Snapshot;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.RunState.State;
import org.peykare.formats.run.TrainingPolicy;

class PolicyTest {
  @TempDir Path dir;

  @Test
  void trainsOnEachSnapshotOnceWhenItHasEnoughNewTextAlsoWithTwoTrainersAndAfterARestart()
      throws Exception {
    try (RunsFixture fixture = new RunsFixture(dir)) {
      fixture.snapshot("before", 10);
      TrainingPolicy policy =
          new TrainingPolicy("weekly", 1_000, null, RunsFixture.settings(4), Instant.now());
      try (TrainerRole _ = fixture.trainer("one");
          TrainerRole _ = fixture.trainer("two")) {
        fixture.put(policy);
        fixture.snapshot("first", 30);
        assertThat(fixture.awaitEnd("weekly-first").state()).isEqualTo(State.DONE);
        fixture.snapshot("little-more", 2);
        fixture.snapshot("second", 40);
        assertThat(fixture.awaitEnd("weekly-second").tokenizer()).isEqualTo("first");
      }
      try (TrainerRole _ = fixture.trainer("three")) {
        fixture.snapshot("third", 40);
        fixture.awaitEnd("weekly-third");
      }
      assertThat(fixture.states.all())
          .containsOnlyKeys("weekly-first", "weekly-second", "weekly-third");
      for (RunState run : fixture.states.all().values()) {
        assertThat(fixture.history(run.id()).stream().filter(s -> s == State.REQUESTED))
            .as(run.id())
            .hasSize(1);
      }
    }
  }

  @Test
  void countsTokensExactlyWhereItCanAndSaysWhenItEstimates() {
    Instant since = Instant.parse("2026-05-01T00:00:00Z");
    TrainingPolicy policy = new TrainingPolicy("p", 100, "fa", Map.of(), since);
    List<Snapshot> snapshots =
        List.of(
            PolicySnapshots.of(1, since.minusSeconds(1), "old", 9_000),
            PolicySnapshots.of(2, since.plusSeconds(1), "small", 99),
            PolicySnapshots.of(3, since.plusSeconds(2), null, 5_000),
            PolicySnapshots.of(4, since.plusSeconds(3), "a", 1_000),
            PolicySnapshots.of(5, since.plusSeconds(4), "b", 1_040),
            PolicySnapshots.of(6, since.plusSeconds(5), "c", 1_050));
    // Two and a half tokens a word in snapshot a; the others are not tokenized.
    PolicyWatch watch =
        new PolicyWatch((snapshot, _) -> PolicySnapshots.card(snapshot, "a", 2_500));

    List<PolicyWatch.Due> due = watch.due(policy, snapshots, List.of(), Map.of());

    assertThat(due).extracting(one -> one.request().id()).containsExactly("p-a", "p-b");
    assertThat(due)
        .extracting(PolicyWatch.Due::reason)
        .containsExactly(
            "2,500 new tokens, counted in its shards",
            "about 100 new tokens: 40 words, 2.500 tokens a word as in a");
  }

  @Test
  void aSnapshotThatIsTaggedLaterIsNewWheneverItWasMade() {
    Instant since = Instant.parse("2026-05-01T00:00:00Z");
    TrainingPolicy policy =
        new TrainingPolicy("p", 100, "fa", Map.of(), since).knowing(List.of("old"));
    List<Snapshot> snapshots =
        List.of(
            PolicySnapshots.of(1, since.minusSeconds(9), "old", 9_000),
            PolicySnapshots.of(2, since.minusSeconds(5), "tagged-later", 9_500),
            PolicySnapshots.of(3, since.plusSeconds(5), null, 9_900));
    PolicyWatch watch = new PolicyWatch((_, _) -> Optional.empty());

    assertThat(watch.due(policy, snapshots, List.of(), Map.of()))
        .extracting(one -> one.request().snapshot())
        .containsExactly("tagged-later");
  }

  @Test
  void aContinuedRunBeginsWithTheLastOneThatEndedWell() {
    Instant since = Instant.parse("2026-05-01T00:00:00Z");
    TrainingPolicy policy =
        new TrainingPolicy(
            "p", 100, "fa", Map.of("steps", "4"), TrainingPolicy.Start.CONTINUED, List.of(), since);
    PolicyWatch watch = new PolicyWatch((_, _) -> Optional.empty());
    List<Snapshot> first = List.of(PolicySnapshots.of(1, since, "a", 1_000));
    RunRequest begun = watch.due(policy, first, List.of(), Map.of()).getFirst().request();
    assertThat(begun.settings()).containsOnlyKeys("steps");

    List<Snapshot> both = List.of(first.getFirst(), PolicySnapshots.of(2, since, "b", 2_000));
    RunState running = PolicySnapshots.state(begun, State.TRAINING);
    assertThat(
            watch
                .due(policy, both, List.of(begun), Map.of("p-a", running))
                .getFirst()
                .request()
                .settings())
        .containsOnlyKeys("steps");
    RunState done = PolicySnapshots.state(begun, State.DONE);
    assertThat(
            watch
                .due(policy, both, List.of(begun), Map.of("p-a", done))
                .getFirst()
                .request()
                .settings())
        .containsEntry("start-from", "p-a")
        .containsEntry("steps", "4");
  }
}
