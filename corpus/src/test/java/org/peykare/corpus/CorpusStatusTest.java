package org.peykare.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.peykare.formats.status.RoleStatus;

@NullUnmarked
class CorpusStatusTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aPartitionThatMovedIsCountedOnce() {
    RoleStatus dead =
        status("a", 60, "running", Map.of(0, counts(10, 4, 5, 1), 1, counts(20, 20, 0, 0)));
    RoleStatus heir = status("b", 1, "running", Map.of(0, counts(12, 6, 6, 0)));
    CorpusStatus sum = CorpusStatus.of(List.of(dead, heir), NOW);
    assertThat(sum.read()).isEqualTo(32);
    assertThat(sum.kept()).isEqualTo(26);
    assertThat(sum.dropped()).containsExactly(Map.entry("near/near-duplicate", 6L));
    assertThat(sum.pending()).isZero();
    assertThat(sum.state()).isEqualTo("running");
    assertThat(CorpusStatus.of(List.of(heir, dead), NOW)).isEqualTo(sum);
  }

  @Test
  void deadProcessesSayNothingOfTheState() {
    RoleStatus dead = status("a", 60, "running", Map.of());
    RoleStatus starting = status("b", 1, "starting", Map.of());
    assertThat(CorpusStatus.of(List.of(dead), NOW).state()).isEqualTo("stopped");
    assertThat(CorpusStatus.of(List.of(dead, starting), NOW).state()).isEqualTo("starting");
    assertThat(CorpusStatus.of(List.of(), NOW).state()).isEqualTo("not-started");
  }

  private static Map<String, Long> counts(long read, long kept, long dropped, long pending) {
    return Map.of(
        "read", read, "kept", kept, "dropped/near/near-duplicate", dropped, "pending", pending);
  }

  private static RoleStatus status(
      String instance, int secondsAgo, String state, Map<Integer, Map<String, Long>> counts) {
    return new RoleStatus(
        "corpus",
        instance,
        "node",
        1,
        NOW.minusSeconds(secondsAgo),
        state,
        null,
        RoleCounts.withSums(counts),
        List.of());
  }
}
