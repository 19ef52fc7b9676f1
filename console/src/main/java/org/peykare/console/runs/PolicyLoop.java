package org.peykare.console.runs;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.peykare.console.topics.TopicMap;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.store.Snapshot;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.TrainingPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the snapshots every few seconds on behalf of the policies that this trainer holds, and
/// asks for the runs that are due.
final class PolicyLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyLoop.class);

  private final TrainerConfig config;
  private final Corpus corpus;
  private final Commands commands;
  private final TopicMap<RunState> states;
  private final PolicyWatch watch;
  private final Predicate<String> holds;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("policies").factory());
  private boolean started;
  private volatile @Nullable String message;

  /// @param holds whether this trainer is in charge of a key of topic `commands`
  PolicyLoop(
      TrainerConfig config,
      Corpus corpus,
      Commands commands,
      TopicMap<RunState> states,
      Preparation preparation,
      Predicate<String> holds) {
    this.config = config;
    this.corpus = corpus;
    this.commands = commands;
    this.states = states;
    this.watch = new PolicyWatch(preparation::card);
    this.holds = holds;
  }

  synchronized void start() {
    if (!started) {
      started = true;
      long millis = config.policyInterval().toMillis();
      executor.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  /// What the last policy that asked for a run, or the last look, had to say.
  @Nullable String message() {
    return message;
  }

  private void look() {
    try {
      List<TrainingPolicy> held =
          commands.policies().stream().filter(policy -> holds.test(Commands.key(policy))).toList();
      if (!held.isEmpty()) {
        List<Snapshot> snapshots = corpus.snapshots();
        held.forEach(policy -> lookAlone(policy, snapshots));
      }
    } catch (RuntimeException e) {
      message = "the policies could not be looked at: " + e.getMessage();
      LOG.warn("The policies could not be looked at; again in {}", config.policyInterval(), e);
    }
  }

  /// What goes wrong with one policy keeps none of the others from its runs.
  private void lookAlone(TrainingPolicy policy, List<Snapshot> snapshots) {
    try {
      look(policy, snapshots);
    } catch (RuntimeException e) {
      message = "policy %s could not be looked at: %s".formatted(policy.name(), e.getMessage());
      LOG.warn(
          "Policy {} could not be looked at; again in {}",
          policy.name(),
          config.policyInterval(),
          e);
    }
  }

  private void look(TrainingPolicy policy, List<Snapshot> snapshots) {
    for (PolicyWatch.Due due : watch.due(policy, snapshots, commands.requests(), states.all())) {
      if (holds.test(Commands.key(policy))) {
        commands.put(due.request());
        message =
            "policy %s asked for run %s: %s"
                .formatted(policy.name(), due.request().id(), due.reason());
        LOG.info("{}", message);
      }
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
