package org.peykare.console.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.peykare.console.topics.TopicMap;
import org.peykare.corpus.Corpus;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The trainer: takes up the runs that are asked for on topic `commands`, shares them with other
/// trainers, goes on with those of a dead one, and follows the training policies.
///
/// ```
/// try (TrainerRole trainer = TrainerRole.start(config, corpus)) { … }
/// ```
public final class TrainerRole implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainerRole.class);
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Duration MARGIN = Duration.ofSeconds(5);

  /// A trainer whose own loop stands still for longer no longer vouches for its trainings.
  private static final long STANDSTILL_NANOS = 30_000_000_000L;

  private final TrainerConfig config;
  private final Corpus corpus;
  private final Commands commands;
  private final TopicMap<RunState> states;
  private final StateWriter writer;
  private final TrainerStatus status;
  private final PolicyLoop policies;
  private final RunWorker.Shared shared;
  private final Map<String, RunWorker> workers = new HashMap<>();
  private final Thread thread;
  private volatile long tickAt = System.nanoTime();
  private volatile boolean closed;
  private volatile @Nullable Ownership ownership;

  private TrainerRole(TrainerConfig config, Corpus corpus) {
    this.config = config;
    this.corpus = corpus;
    Preparation preparation = new Preparation(config);
    commands = new Commands(config.bootstrapServers());
    states =
        TopicMap.open(
            config.bootstrapServers(), Topic.RUNS, (_, bytes) -> RunState.CODEC.fromBytes(bytes));
    writer = new StateWriter(config.bootstrapServers());
    status = new TrainerStatus(config);
    policies = new PolicyLoop(config, corpus, commands, states, preparation, this::holds);
    shared =
        new RunWorker.Shared(
            config, corpus, preparation, new Devices(config.gpus()), new Semaphore(1), writer);
    thread = Thread.ofPlatform().name("trainer").unstarted(this::run);
  }

  /// Starts a trainer; it takes up work as soon as the other trainers know of it.
  ///
  /// @param corpus where the snapshots are; stays open when the trainer is closed
  public static TrainerRole start(TrainerConfig config, Corpus corpus) {
    TrainerRole role = new TrainerRole(config, corpus);
    role.thread.start();
    return role;
  }

  /// Stops: trainings write a checkpoint and end, others may go on with them.
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(config.stopGrace().plus(MARGIN).plus(MARGIN));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    policies.close();
    writer.close();
    states.close();
    commands.close();
    status.close();
  }

  private void run() {
    while (!closed) {
      try (Ownership group = new Ownership(config.bootstrapServers(), new Changes())) {
        ownership = group;
        policies.start();
        while (!closed) {
          group.poll(TICK);
          tickAt = System.nanoTime();
          takeUp(group);
          writer.again();
          status.tell(workers.values(), policies.message());
        }
        leave(_ -> true);
      } catch (RuntimeException e) {
        LOG.error("The trainer begins anew", e);
        drop(_ -> true, "the trainer lost touch with Kafka");
        status.failed(e);
        sleep(AGAIN);
      }
    }
    status.stopped();
  }

  /// Starts what is asked for, and passes on what is wanted.
  private void takeUp(Ownership group) {
    Map<String, RunState> known = states.all();
    for (RunRequest request : commands.requests()) {
      if (!group.holds(Commands.key(request))) {
        continue;
      }
      RunWorker worker = workers.get(request.id());
      if (worker != null && worker.request().at().equals(request.at())) {
        worker.want(request.wanted());
      } else if (worker == null || worker.state().ended()) {
        RunState earlier = known.get(request.id());
        if (earlier != null && !earlier.requested().equals(request.at())) {
          earlier = null; // the state of a wish of the same name that ended before
        }
        if (earlier == null || !earlier.state().ended()) {
          begin(request, earlier);
        }
      }
    }
  }

  private void begin(RunRequest request, @Nullable RunState earlier) {
    RunWorker worker = new RunWorker(request, earlier, shared, () -> holds(Commands.key(request)));
    workers.put(request.id(), worker);
    worker.start();
  }

  private boolean holds(String key) {
    Ownership group = ownership;
    return group != null
        && group.holds(key)
        && System.nanoTime() - tickAt < STANDSTILL_NANOS + config.stopGrace().toNanos();
  }

  /// What happens when runs come and go between trainers.
  private final class Changes implements Ownership.Listener {
    @Override
    public void gained() {
      commands.catchUp();
      states.catchUp();
    }

    @Override
    public void leaving(Set<Integer> partitions) {
      leave(in(partitions));
    }

    @Override
    public void lost(Set<Integer> partitions) {
      drop(in(partitions), "another trainer has the run");
    }
  }

  private Predicate<RunWorker> in(Set<Integer> partitions) {
    Ownership group = ownership;
    return worker ->
        group != null && partitions.contains(group.partition(Commands.key(worker.request())));
  }

  /// Gives runs up in order: each training writes a checkpoint and ends.
  private void leave(Predicate<RunWorker> which) {
    var leaving = workers.values().stream().filter(which).toList();
    leaving.forEach(RunWorker::release);
    Instant deadline = Instant.now().plus(config.stopGrace()).plus(MARGIN);
    for (RunWorker worker : leaving) {
      try {
        Duration left = Duration.between(Instant.now(), deadline);
        if (!worker.awaitEnd(left.isPositive() ? left : Duration.ofMillis(1))) {
          worker.drop("the trainer stops");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        worker.drop("the trainer stops");
      }
    }
    writer.flush();
    workers.values().removeIf(which);
  }

  private void drop(Predicate<RunWorker> which, String reason) {
    workers.values().stream().filter(which).forEach(worker -> worker.drop(reason));
    workers.values().removeIf(which);
  }

  private void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      closed = true;
    }
  }
}
