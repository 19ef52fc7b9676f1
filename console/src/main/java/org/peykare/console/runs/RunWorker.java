package org.peykare.console.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.store.Snapshot;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunRequest.Wanted;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.RunState.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Walks one run through its states, on a thread of its own, until it has ended or this trainer
/// gives it up.
final class RunWorker {
  private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);
  private static final String DEVICE = "device";
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration FOLDER_WAIT = Duration.ofSeconds(2);
  private static final long STATE_NANOS = 1_000_000_000;

  /// What the runs of a trainer share.
  ///
  /// @param preparing one run at a time makes tokenizers and data sets: both use all processors
  record Shared(
      TrainerConfig config,
      Corpus corpus,
      Preparation preparation,
      Devices devices,
      Semaphore preparing,
      StateWriter states) {}

  /// The run cannot go on as it is: something else is wanted of it, or it is given up.
  private static final class Diverted extends Exception {
    private static final long serialVersionUID = 1;
  }

  private final RunRequest request;
  private final Shared shared;
  private final BooleanSupplier held;
  private final Figures figures;
  private final List<String> notes = new ArrayList<>();
  private final Thread thread;
  private volatile State state;
  private long stateAt;

  // Guarded by this.
  private Wanted wanted;
  private boolean released;
  private boolean preparing;
  private @Nullable TrainingProcess process;

  /// A worker for `request`; it begins with [#start].
  ///
  /// @param earlier the last state, where the run was begun before
  /// @param held whether this trainer still holds the run
  RunWorker(RunRequest request, @Nullable RunState earlier, Shared shared, BooleanSupplier held) {
    this.request = request;
    this.shared = shared;
    this.held = held;
    this.wanted = request.wanted();
    this.figures = new Figures(request, earlier, shared.config().dir(), shared.config().instance());
    this.state = earlier == null ? State.REQUESTED : earlier.state();
    this.thread = Thread.ofPlatform().daemon().name("run-" + request.id()).unstarted(this::work);
    if (earlier == null) {
      publish(State.REQUESTED);
    }
  }

  void start() {
    thread.start();
  }

  RunRequest request() {
    return request;
  }

  State state() {
    return state;
  }

  /// Changes what is wanted of the run.
  synchronized void want(Wanted now) {
    if (now != wanted) {
      wanted = now;
      divert();
    }
  }

  /// Gives the run up in order: the training writes a checkpoint, another trainer may go on.
  synchronized void release() {
    released = true;
    divert();
  }

  /// Gives the run up at once: another trainer has it already.
  synchronized void drop(String reason) {
    released = true;
    divert();
    if (process != null) {
      process.kill(reason);
    }
  }

  /// Waits until the worker has ended; whether it has.
  boolean awaitEnd(Duration patience) throws InterruptedException {
    return thread.join(patience);
  }

  private void divert() {
    if (process != null) {
      process.stop();
    }
    if (preparing) {
      thread.interrupt();
    }
    notifyAll();
  }

  private void work() {
    Tries tries = new Tries(shared.config().tries(), shared.config().backOff());
    while (true) {
      try {
        awaitWanted();
        walk(tries);
        end(State.DONE, null);
        return;
      } catch (Diverted e) {
        if (isReleased()) {
          handOver();
          return;
        }
        if (isCancelled()) {
          end(State.CANCELLED, null);
          return;
        }
      } catch (IllegalArgumentException e) {
        end(State.FAILED, e.getMessage());
        return;
      } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
        LOG.error("Run {} broke", request.id(), e);
        end(State.FAILED, e.toString());
        return;
      } finally {
        shared.devices().release(request.id());
      }
    }
  }

  private void walk(Tries tries) throws Diverted {
    TrainSettings.check(request.settings());
    Snapshot snapshot = shared.corpus().show(request.snapshot());
    String tokenizer = figures.tokenizer();
    if (tokenizer == null) {
      tokenizer = Preparation.name(snapshot);
      figures.tokenizer(tokenizer);
    }
    prepare(snapshot, tokenizer, tries);
    String device = awaitDevice();
    train(Preparation.dataset(snapshot, tokenizer), device, tries);
  }

  private void prepare(Snapshot snapshot, String tokenizer, Tries tries) throws Diverted {
    Preparation preparation = shared.preparation();
    while (!shared.preparing().tryAcquire()) {
      pause(LOOK);
    }
    try {
      if (!preparation.hasTokenizer(tokenizer)) {
        if (tokenizer.equals(request.tokenizer())) {
          throw new IllegalArgumentException(
              "Cannot train with the tokenizer %s: there is no %s"
                  .formatted(tokenizer, shared.config().tokenizer(tokenizer)));
        }
        publish(State.TOKENIZING);
        attempt(tries, () -> preparation.trainTokenizer(snapshot, tokenizer));
      }
      if (preparation.card(snapshot, tokenizer).isEmpty()) {
        publish(State.SHARDING);
        attempt(tries, () -> preparation.writeDataset(snapshot, tokenizer));
      }
    } finally {
      shared.preparing().release();
    }
  }

  /// Work in this process; an interrupt ends it where something else is wanted.
  private void attempt(Tries tries, Runnable work) throws Diverted {
    while (true) {
      try {
        enterPreparing();
        work.run();
        leavePreparing();
        return;
      } catch (IllegalArgumentException e) {
        leavePreparing();
        throw e;
      } catch (RuntimeException e) {
        leavePreparing();
        LOG.warn("Run {}: {} broke", request.id(), state, e);
        again(tries, e.getMessage() == null ? e.toString() : e.getMessage());
      }
    }
  }

  private synchronized void enterPreparing() throws Diverted {
    check();
    preparing = true;
  }

  /// What was interrupted may look broken in any way; what is wanted decides.
  private synchronized void leavePreparing() throws Diverted {
    preparing = false;
    Thread.interrupted();
    check();
  }

  /// Waits for its turn; gives the device to run on.
  private String awaitDevice() throws Diverted {
    String wanted = request.settings().getOrDefault(DEVICE, Devices.ANY);
    publish(State.QUEUED);
    Optional<String> device = shared.devices().take(request.id(), wanted);
    while (device.isEmpty()) {
      note("waits for the device; before it: " + shared.devices().others(request.id()));
      publishNowAndThen();
      pause(LOOK);
      device = shared.devices().take(request.id(), wanted);
    }
    notes.clear();
    return device.get();
  }

  private void train(String dataset, String device, Tries tries) throws Diverted {
    while (true) {
      TrainingProcess.Ended ended = begin(dataset, device).run(line -> take(line, tries));
      synchronized (this) {
        process = null;
      }
      if (!(ended instanceof TrainingProcess.Ended.Complete)) {
        notes.clear();
        if (ended instanceof TrainingProcess.Ended.Crashed(String reason)) {
          notes.add(reason + "; it goes on from its newest checkpoint");
        }
        check();
      }
      switch (ended) {
        case TrainingProcess.Ended.Complete() -> {
          return;
        }
        case TrainingProcess.Ended.Refused(String reason) ->
            throw new IllegalArgumentException(reason);
        case TrainingProcess.Ended.FolderInUse() -> {
          note("waits: another process still trains in its folder");
          publishNowAndThen();
          pause(FOLDER_WAIT);
        }
        // A signal from outside: it wrote its checkpoint and goes on.
        case TrainingProcess.Ended.Stopped() -> note("the training process was asked to end");
        case TrainingProcess.Ended.Crashed(String reason) -> again(tries, reason);
      }
    }
  }

  private synchronized TrainingProcess begin(String dataset, String device) throws Diverted {
    check();
    Map<String, String> settings =
        new TreeMap<>(TrainSettings.located(request.settings(), shared.config().dir()));
    settings.put(DEVICE, device);
    TrainingProcess started =
        TrainingProcess.start(
            shared.config(),
            shared.config().dataset(dataset),
            shared.config().model(request.id()),
            settings,
            held);
    process = started;
    return started;
  }

  private void take(ProgressLine line, Tries tries) {
    figures.take(line);
    switch (line.event()) {
      case STARTED -> {
        if (figures.step() > 0) {
          notes.add("goes on from step " + figures.step());
        }
        publish(State.TRAINING);
      }
      case STEP -> {
        if (figures.trained()) {
          publish(State.EVALUATING);
        } else {
          publishNowAndThen();
        }
      }
      case CHECKPOINT -> {
        tries.progress();
        notes.clear();
        publish(state);
      }
      case EVALUATED -> publish(state);
      case NOTE -> {
        note(line.text() == null ? "" : line.text());
        publishNowAndThen();
      }
      case USED, COMPLETE, STOPPED, FOLDER_IN_USE, REFUSED, BROKEN -> {}
    }
  }

  private void again(Tries tries, String reason) throws Diverted {
    if (!tries.again()) {
      throw new IllegalArgumentException(
          "Gave up after %d tries: %s".formatted(tries.broken(), reason));
    }
    notes.clear();
    note("%s; try %d of %d follows".formatted(reason, tries.broken() + 1, shared.config().tries()));
    LOG.warn("Run {}: {}", request.id(), notes.getFirst());
    publish(state);
    pause(tries.delay());
  }

  /// While a pause is wanted, waits.
  private void awaitWanted() throws Diverted {
    synchronized (this) {
      if (released || wanted == Wanted.CANCEL) {
        throw new Diverted();
      }
      if (wanted == Wanted.RUN) {
        return;
      }
    }
    publish(State.PAUSED);
    notes.clear();
    synchronized (this) {
      while (wanted == Wanted.PAUSE && !released) {
        await(LOOK);
      }
    }
    awaitWanted();
  }

  private synchronized void pause(Duration duration) throws Diverted {
    long until = System.nanoTime() + duration.toNanos();
    for (long left = duration.toMillis(); left > 0; ) {
      check();
      await(Duration.ofMillis(left));
      left = (until - System.nanoTime()) / 1_000_000;
    }
    check();
  }

  private synchronized void await(Duration duration) {
    try {
      wait(duration.toMillis());
    } catch (InterruptedException e) {
      // Interrupts only end preparations; what is wanted is looked at after each wait.
    }
  }

  private synchronized void check() throws Diverted {
    if (released || wanted != Wanted.RUN) {
      throw new Diverted();
    }
  }

  private synchronized boolean isReleased() {
    return released;
  }

  private synchronized boolean isCancelled() {
    return wanted == Wanted.CANCEL;
  }

  private void note(String text) {
    notes.removeIf(note -> note.startsWith("waits"));
    notes.add(text);
  }

  private void end(State last, @Nullable String reason) {
    notes.clear();
    if (reason != null) {
      notes.add(reason);
    }
    publish(last);
    LOG.info("Run {}: {} {}", request.id(), last, reason == null ? "" : reason);
  }

  private void handOver() {
    if (state != State.PAUSED && state != State.REQUESTED) {
      notes.clear();
      notes.add("waits for a trainer");
      publish(State.QUEUED);
    }
  }

  private void publish(State now) {
    state = now;
    stateAt = System.nanoTime();
    if (held.getAsBoolean()) {
      shared.states().write(figures.state(now, notes.isEmpty() ? null : String.join("; ", notes)));
    }
  }

  private void publishNowAndThen() {
    if (System.nanoTime() - stateAt >= STATE_NANOS) {
      publish(state);
    }
  }
}
