package org.peykare.console.runs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.store.Snapshot;
import org.peykare.corpus.store.VerdictCounts;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;
import org.peykare.formats.shards.DatasetCard;

/// Snapshots and data sets as a policy sees them.
final class PolicySnapshots {
  private PolicySnapshots() {}

  static Snapshot of(long id, Instant committed, @Nullable String tag, long words) {
    return new Snapshot(
        id,
        committed,
        tag == null ? List.of() : List.of(tag),
        1,
        words,
        Map.of(),
        Map.of(),
        VerdictCounts.NONE);
  }

  static Optional<DatasetCard> card(Snapshot snapshot, String tag, long tokens) {
    return snapshot.tags().contains(tag)
        ? Optional.of(
            new DatasetCard(
                DatasetCard.VERSION,
                Long.toString(snapshot.id()),
                tag,
                "0",
                1,
                new DatasetCard.SpecialTokens(0, 0, 0, 0, 0),
                0,
                List.of(
                    new DatasetCard.Part(
                        "part-00000",
                        null,
                        new DatasetCard.Split(3, tokens - 80, "0", 1, 20),
                        DatasetCard.Split.whole(1, 100, "0"))),
                new int[] {0},
                "0",
                Map.of()))
        : Optional.empty();
  }

  /// A run in a state.
  static RunState state(RunRequest request, RunState.State state) {
    return RunState.CODEC.fromJson(
        """
        {"id":"%s","state":"%s","requested":"%s","at":"%s","snapshot":"%s","step":0,"steps":0}
        """
            .formatted(request.id(), state, request.at(), request.at(), request.snapshot()));
  }
}
