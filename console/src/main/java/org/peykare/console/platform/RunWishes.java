package org.peykare.console.platform;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.peykare.console.topics.TopicMap;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.TrainingPolicy;

/// What is asked of trainers: requests and policies on topic `commands`. States are the trainers'
/// own to write, so a request that none has taken up yet is shown as `REQUESTED` from here.
final class RunWishes {
  private static final String RUN = "run/";
  private static final String POLICY = "policy/";

  private final Opened<TopicMap<byte[]>> commands;
  private final Opened<TopicMap<RunState>> states;

  RunWishes(Opened<TopicMap<byte[]>> commands, Opened<TopicMap<RunState>> states) {
    this.commands = commands;
    this.states = states;
  }

  synchronized RunState request(
      @Nullable String name,
      String snapshot,
      @Nullable String tokenizer,
      Map<String, String> settings,
      String origin) {
    Set<String> taken = runs().stream().map(RunState::id).collect(Collectors.toSet());
    if (name != null && taken.contains(name)) {
      throw new IllegalArgumentException(
          "Cannot start the run %s: there is one of that name; choose another".formatted(name));
    }
    RunRequest request =
        new RunRequest(
            name == null ? freeName(snapshot, taken) : name,
            snapshot,
            tokenizer,
            settings,
            RunRequest.Wanted.RUN,
            Instant.now(),
            origin);
    put(request);
    return requested(request);
  }

  List<RunState> runs() {
    Map<String, RunState> known = new TreeMap<>(states.get().all());
    requests().forEach(request -> known.putIfAbsent(request.id(), requested(request)));
    return known.values().stream()
        .sorted(Comparator.comparing(RunState::requested).reversed().thenComparing(RunState::id))
        .toList();
  }

  synchronized RunState order(String id, RunRequest.Wanted wanted) {
    RunState run =
        runs().stream()
            .filter(state -> state.id().equals(id))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "Cannot find the run %s (there are: %s)"
                        .formatted(id, runs().stream().map(RunState::id).toList())));
    if (run.state().ended()) {
      throw new IllegalArgumentException(
          "Cannot change the run %s: it has ended (%s); start another"
              .formatted(id, run.state().name().toLowerCase(java.util.Locale.ROOT)));
    }
    RunRequest request =
        requests()
            .filter(wish -> wish.id().equals(id))
            .findFirst()
            .orElseThrow(() ->
                new IllegalStateException(
                    "Cannot change the run %s: its request is missing from topic commands"
                        .formatted(id)));
    put(request.want(wanted));
    return run;
  }

  List<TrainingPolicy> policies() {
    return read(POLICY, TrainingPolicy.CODEC::fromBytes).toList();
  }

  void putPolicy(TrainingPolicy policy) {
    if (!policy.name().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException(
          "Invalid policy name: '%s' (must be 1 to 100 letters, digits, dots, underscores or hyphens, beginning with a letter or digit)"
              .formatted(policy.name()));
    }
    commands.get().put(POLICY + policy.name(), TrainingPolicy.CODEC.toBytes(policy));
  }

  boolean removePolicy(String name) {
    if (commands.get().get(POLICY + name).isEmpty()) {
      return false;
    }
    commands.get().remove(POLICY + name);
    return true;
  }

  private void put(RunRequest request) {
    commands.get().put(RUN + request.id(), RunRequest.CODEC.toBytes(request));
  }

  private Stream<RunRequest> requests() {
    return read(RUN, RunRequest.CODEC::fromBytes);
  }

  private <T> Stream<T> read(String prefix, java.util.function.Function<byte[], T> reader) {
    return commands.get().all().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .flatMap(entry -> sound(entry.getValue(), reader).stream());
  }

  /// A command of a newer or broken writer must not hide the others.
  private static <T> Optional<T> sound(
      byte[] bytes, java.util.function.Function<byte[], T> reader) {
    try {
      return Optional.of(reader.apply(bytes));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String freeName(String snapshot, Set<String> taken) {
    String base = snapshot.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
    String shortened = base.isEmpty() ? "run" : base.substring(0, Math.min(base.length(), 90));
    return Stream.iterate(1, n -> n + 1)
        .map(n -> shortened + "-" + n)
        .filter(name -> !taken.contains(name))
        .findFirst()
        .orElseThrow();
  }

  private static RunState requested(RunRequest request) {
    return new RunState(
        request.id(),
        request.wanted() == RunRequest.Wanted.CANCEL
            ? RunState.State.CANCELLED
            : RunState.State.REQUESTED,
        request.at(),
        request.at(),
        request.snapshot(),
        request.tokenizer(),
        null,
        0,
        0,
        null,
        null,
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        null);
  }
}
