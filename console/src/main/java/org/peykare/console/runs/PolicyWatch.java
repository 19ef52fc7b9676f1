package org.peykare.console.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.store.Snapshot;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.TrainingPolicy;
import org.peykare.formats.shards.DatasetCard;

/// Decides which snapshots a training policy asks to train on. It remembers nothing: what was
/// started is told by the requests themselves, whose ids follow from policy and snapshot.
final class PolicyWatch {
  private static final String ORIGIN = "policy/";

  private final DatasetCards cards;

  /// The data sets that are there.
  @FunctionalInterface
  interface DatasetCards {
    Optional<DatasetCard> of(Snapshot snapshot, String tokenizer);
  }

  /// A run that is due.
  ///
  /// @param reason the count of tokens it follows from, and how it was made
  record Due(RunRequest request, String reason) {}

  PolicyWatch(DatasetCards cards) {
    this.cards = cards;
  }

  /// The runs that `policy` asks for now: one for each snapshot tagged since the policy was made,
  /// oldest first, that has enough tokens beyond the one trained on last and was not tried yet.
  List<Due> due(
      TrainingPolicy policy,
      List<Snapshot> snapshots,
      Collection<RunRequest> requests,
      Map<String, RunState> states) {
    List<RunRequest> own =
        new ArrayList<>(
            requests.stream()
                .filter(request -> request.origin().equals(ORIGIN + policy.name()))
                .sorted(Comparator.comparing(RunRequest::at))
                .toList());
    Snapshot base = base(own, snapshots, states);
    String tokenizer = tokenizer(policy, own, states);
    List<Due> due = new ArrayList<>();
    List<Snapshot> oldestFirst =
        snapshots.stream().sorted(Comparator.comparing(Snapshot::committed)).toList();
    for (Snapshot snapshot : oldestFirst) {
      if (!isNew(snapshot, policy) || own.stream().anyMatch(request -> names(request, snapshot))) {
        continue;
      }
      Count count = count(snapshot, base, tokenizer);
      if (count.tokens() >= policy.minTokens()) {
        RunRequest request = request(policy, snapshot, tokenizer, last(own, states));
        due.add(new Due(request, count.how()));
        own.add(request);
        base = snapshot;
        if (tokenizer == null) {
          tokenizer = Preparation.name(snapshot);
        }
      }
    }
    return due;
  }

  /// Whether it was tagged after the policy was made.
  private static boolean isNew(Snapshot snapshot, TrainingPolicy policy) {
    List<String> known = policy.known();
    return known == null
        ? !snapshot.tags().isEmpty() && snapshot.committed().isAfter(policy.since())
        : !known.containsAll(snapshot.tags());
  }

  /// The last run of the policy that ended well.
  private static @Nullable String last(List<RunRequest> own, Map<String, RunState> states) {
    return own.reversed().stream()
        .map(RunRequest::id)
        .filter(id -> {
          RunState state = states.get(id);
          return state != null && state.state() == RunState.State.DONE;
        })
        .findFirst()
        .orElse(null);
  }

  private static boolean names(RunRequest request, Snapshot snapshot) {
    return snapshot.tags().contains(request.snapshot())
        || request.snapshot().equals(Long.toString(snapshot.id()));
  }

  /// The snapshot trained on last: the newest of those whose runs did not come to nothing.
  private static @Nullable Snapshot base(
      List<RunRequest> own, List<Snapshot> snapshots, Map<String, RunState> states) {
    return snapshots.stream()
        .filter(snapshot ->
            own.stream()
                .anyMatch(request ->
                    names(request, snapshot) && !cameToNothing(states.get(request.id()))))
        .max(Comparator.comparing(Snapshot::committed))
        .orElse(null);
  }

  private static boolean cameToNothing(@Nullable RunState state) {
    return state != null
        && (state.state() == RunState.State.FAILED || state.state() == RunState.State.CANCELLED);
  }

  private static @Nullable String tokenizer(
      TrainingPolicy policy, List<RunRequest> own, Map<String, RunState> states) {
    if (policy.tokenizer() != null) {
      return policy.tokenizer();
    }
    return own.stream()
        .map(request -> {
          RunState state = states.get(request.id());
          return state == null || state.tokenizer() == null
              ? Optional.ofNullable(request.tokenizer())
              : Optional.of(state.tokenizer());
        })
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  private record Count(long tokens, String how) {}

  /// Tokens that `snapshot` has beyond `base`: exact where both were tokenized, else words times
  /// the tokens per word of the last one, else its words, as a word is at least a token.
  private Count count(Snapshot snapshot, @Nullable Snapshot base, @Nullable String tokenizer) {
    Optional<Long> now = tokens(snapshot, tokenizer);
    Optional<Long> before = base == null ? Optional.of(0L) : tokens(base, tokenizer);
    if (now.isPresent() && before.isPresent()) {
      long tokens = now.get() - before.get();
      return new Count(tokens, "%,d new tokens, counted in its shards".formatted(tokens));
    }
    long words = snapshot.words() - (base == null ? 0 : base.words());
    if (base != null && before.isPresent() && base.words() > 0) {
      double perWord = (double) before.get() / base.words();
      long tokens = Math.round(words * perWord);
      return new Count(
          tokens,
          "about %,d new tokens: %,d words, %.3f tokens a word as in %s"
              .formatted(tokens, words, perWord, Preparation.name(base)));
    }
    return new Count(words, "at least %,d new tokens, one for each word".formatted(words));
  }

  private Optional<Long> tokens(Snapshot snapshot, @Nullable String tokenizer) {
    return tokenizer == null
        ? Optional.empty()
        : cards
            .of(snapshot, tokenizer)
            .map(card ->
                card.parts().stream()
                    .mapToLong(part -> part.train().keptTokens() + part.validation().keptTokens())
                    .sum());
  }

  private static RunRequest request(
      TrainingPolicy policy, Snapshot snapshot, @Nullable String tokenizer, @Nullable String last) {
    Map<String, String> settings = new TreeMap<>(policy.settings());
    if (policy.start() == TrainingPolicy.Start.CONTINUED && last != null) {
      settings.put("start-from", last);
    }
    String tag = Preparation.name(snapshot);
    String id = (policy.name() + "-" + tag).replaceAll("[^A-Za-z0-9._-]", "-");
    return new RunRequest(
        id.substring(0, Math.min(id.length(), 100)),
        tag,
        tokenizer,
        settings,
        RunRequest.Wanted.RUN,
        Instant.now(),
        ORIGIN + policy.name());
  }
}
