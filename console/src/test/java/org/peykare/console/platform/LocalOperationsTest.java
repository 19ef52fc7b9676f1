package org.peykare.console.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.console.settings.Settings;
import org.peykare.console.topics.TopicMap;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.store.Snapshot;
import org.peykare.crawler.seed.Seed;
import org.peykare.formats.run.CrawlOrder;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.TrainingPolicy;
import org.peykare.formats.status.RoleStatus;
import org.peykare.formats.topic.Topic;

class LocalOperationsTest {
  @TempDir static Path dir;

  private static Platform platform;
  private static Corpus corpus;
  private static Operations operations;

  @BeforeAll
  static void open() {
    platform = Platform.open(new Layout(dir), Settings.read(dir, Map.of()));
    corpus = platform.corpus();
    operations = platform.operations(corpus);
  }

  @AfterAll
  static void close() {
    operations.close();
    corpus.close();
    platform.close();
  }

  @Test
  void seedsAreThereAtOnceAndGoAgain() {
    operations.putSeeds(
        List.of(Seed.of("b", "http://b.example/"), Seed.of("a", "http://a.example/")));
    assertThat(operations.seeds()).extracting(Seed::id).containsExactly("a", "b");
    operations.putSeeds(List.of(Seed.of("a", "http://other.example/")));
    assertThat(operations.seeds().getFirst().startUrls()).containsExactly("http://other.example/");
    assertThat(operations.removeSeed("a")).isTrue();
    assertThat(operations.removeSeed("a")).isFalse();
    assertThat(operations.removeSeed("b")).isTrue();
    assertThat(operations.seeds()).isEmpty();
  }

  @Test
  void theCrawlIsWantedUntilItIsPaused() {
    assertThat(operations.crawlWanted()).isEqualTo(CrawlOrder.Wanted.RUN);
    operations.orderCrawl(CrawlOrder.Wanted.PAUSE);
    assertThat(operations.crawlWanted()).isEqualTo(CrawlOrder.Wanted.PAUSE);
    operations.orderCrawl(CrawlOrder.Wanted.RUN);
    assertThat(operations.crawlWanted()).isEqualTo(CrawlOrder.Wanted.RUN);
  }

  @Test
  void aRunIsShownAsRequestedUntilATrainerSpeaksOfIt() {
    Snapshot snapshot = operations.makeSnapshot("first");
    assertThat(snapshot.tags()).containsExactly("first");
    RunState run = operations.requestRun(null, "latest", null, Map.of("steps", "3"), "command");
    assertThat(run.state()).isEqualTo(RunState.State.REQUESTED);
    assertThat(run.id()).isEqualTo("first-1");
    assertThat(run.snapshot()).isEqualTo("first");
    assertThat(operations.runs()).containsExactly(run);
    assertThatThrownBy(() -> operations.requestRun("first-1", "first", null, Map.of(), "command"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot start the run first-1: there is one of that name; choose another");
    assertThatThrownBy(
            () -> operations.requestRun("x", "first", null, Map.of("stepps", "3"), "command"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown setting stepps");
    assertThatThrownBy(() -> operations.requestRun("x", "first", "none", Map.of(), "command"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is none of that name (there are: [])");
    operations.orderRun("first-1", RunRequest.Wanted.CANCEL);
    assertThat(operations.runs())
        .extracting(RunState::state)
        .containsExactly(RunState.State.CANCELLED);
    assertThatThrownBy(() -> operations.orderRun("first-1", RunRequest.Wanted.RUN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it has ended (cancelled)");
    assertThatThrownBy(() -> operations.orderRun("none", RunRequest.Wanted.RUN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(there are: [first-1])");
  }

  @Test
  void policiesComeAndGo() {
    TrainingPolicy policy = new TrainingPolicy("weekly", 1_000, null, Map.of(), Instant.EPOCH);
    operations.putPolicy(policy);
    assertThat(operations.policies())
        .containsExactly(
            policy.knowing(
                operations.snapshots().stream().flatMap(s -> s.tags().stream()).toList()));
    assertThat(operations.removePolicy("weekly")).isTrue();
    assertThat(operations.removePolicy("weekly")).isFalse();
    assertThatThrownBy(
            () -> operations.putPolicy(new TrainingPolicy("a/b", 0, null, Map.of(), Instant.EPOCH)))
        .hasMessageContaining("Invalid policy name: 'a/b'");
  }

  @Test
  void theCorpusIsCountedOverAllItsWorkersAndAPartitionThatMovedOnce() {
    try (TopicMap<RoleStatus> status =
        TopicMap.open(
            platform.bootstrapServers(),
            Topic.STATUS,
            (_, bytes) -> RoleStatus.CODEC.fromBytes(bytes))) {
      Instant now = Instant.now();
      say(
          status,
          "a",
          now.plus(Duration.ofHours(1)),
          Map.of(
              "partition/0/read", 5L, "partition/0/kept", 3L, "partition/0/dropped/filter/x", 2L));
      say(
          status,
          "b",
          now.plus(Duration.ofHours(1)),
          Map.of("partition/1/read", 4L, "partition/1/kept", 4L));
      say(
          status,
          "dead",
          now.minus(Duration.ofHours(1)),
          Map.of("partition/1/read", 3L, "partition/1/kept", 3L));
    }
    while (operations.roles().size() < 3) {
      Thread.onSpinWait();
    }
    assertThat(operations.roles())
        .extracting(RoleStatus::instance)
        .containsExactly("a", "b", "dead");
    assertThat(operations.corpus().state()).isEqualTo("running");
    assertThat(operations.corpus().read()).isEqualTo(9);
    assertThat(operations.corpus().kept()).isEqualTo(7);
    assertThat(operations.corpus().dropped()).containsExactly(Map.entry("filter/x", 2L));
  }

  @Test
  void aModelIsNamedAndNothingOutsideItsFolderCanBe() throws IOException {
    assertThatThrownBy(() -> operations.fill("../elsewhere", "a [MASK]", List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none was trained yet");
    Files.createDirectories(dir.resolve("models/first-1/step-00000010"));
    Files.createDirectories(dir.resolve("models/empty"));
    Files.createDirectories(dir.resolve("tokenizers/fa"));
    Files.writeString(dir.resolve("tokenizers/fa/tokenizer.json"), "{}");
    assertThat(operations.models()).containsExactly("first-1");
    assertThat(operations.tokenizers()).containsExactly("fa");
  }

  private static void say(
      TopicMap<RoleStatus> topic, String instance, Instant at, Map<String, Long> counts) {
    @Nullable String message = null;
    RoleStatus status =
        new RoleStatus("corpus", instance, "node", 1, at, "running", message, counts, List.of());
    topic.put("corpus/" + instance, RoleStatus.CODEC.toBytes(status));
  }
}
