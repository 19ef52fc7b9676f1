package org.peykare.trainer.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.peykare.trainer.loop.HeldOut;
import org.peykare.trainer.loop.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a training down as it goes: `metrics.jsonl` and, for TensorBoard, `tensorboard/`.
///
/// A training is not lost for want of its journal: where the disk takes nothing more, that is
/// logged once and the training goes on.
public final class RunJournal implements AutoCloseable {
  /// Folder of the event files.
  public static final String TENSORBOARD = "tensorboard";

  private static final Logger LOG = LoggerFactory.getLogger(RunJournal.class);
  private static final long METER_NANOS = 1_000_000_000L;
  private static final double NANO = 1e-9;

  private final double flopsPerToken;
  private final DeviceRates rates;
  private final MetricsFile metrics;
  private final EventFile events;
  private final long begun = System.nanoTime();
  private long firstStep = -1;
  private long firstStepAt;
  private long meteredAt;
  private int lastStep;
  private boolean broken;

  private RunJournal(
      double flopsPerToken, DeviceRates rates, MetricsFile metrics, EventFile events) {
    this.flopsPerToken = flopsPerToken;
    this.rates = rates;
    this.metrics = metrics;
    this.events = events;
  }

  /// The journal of the training in `output`, gone on with where there is one.
  ///
  /// @param flopsPerToken operations of training the model on one token
  public static RunJournal open(Path output, double flopsPerToken, DeviceRates rates) {
    try {
      MetricsFile metrics = new MetricsFile(output);
      try {
        Path folder = Files.createDirectories(output.resolve(TENSORBOARD));
        return new RunJournal(flopsPerToken, rates, metrics, EventFile.in(folder, now()));
      } catch (IOException e) {
        metrics.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the journal of the training in " + output, e);
    }
  }

  /// Writes an event down.
  ///
  /// @return after a step, but once a second at most and for the last one, what was used so far
  public synchronized Progress.@Nullable Used take(Progress progress) {
    try {
      return write(progress);
    } catch (IOException e) {
      if (!broken) {
        broken = true;
        LOG.warn("The journal of the training cannot be written; the training goes on", e);
      }
      return null;
    }
  }

  private Progress.@Nullable Used write(Progress progress) throws IOException {
    if (progress instanceof Progress.Step step) {
      Progress.Used used = used(step);
      lastStep = step.step();
      boolean due = System.nanoTime() - meteredAt >= METER_NANOS || step.step() == step.steps();
      writeStep(step, used);
      if (due) {
        meteredAt = System.nanoTime();
        events.flush();
      }
      return due ? used : null;
    }
    if (progress instanceof Progress.Started started) {
      firstStep = started.fromStep();
      firstStepAt = System.nanoTime();
      lastStep = started.fromStep();
      events.start(started.fromStep(), now());
      metrics.add(
          line(
              "started",
              started.fromStep(),
              (long) started.steps(),
              "%,d parameters on %s".formatted(started.parameters(), started.device())));
    } else if (progress instanceof Progress.Evaluated evaluated) {
      writeHeldOut(evaluated.heldOut());
      events.flush();
    } else if (progress instanceof Progress.Trouble trouble) {
      metrics.add(line("note", lastStep, null, trouble.message()));
    } else if (progress instanceof Progress.CheckpointWritten written) {
      metrics.add(
          line("checkpoint", written.step(), null, written.folder().getFileName().toString()));
    }
    return null;
  }

  private void writeStep(Progress.Step step, Progress.Used used) throws IOException {
    metrics.add(
        new JournalLine(
            "step",
            Instant.now(),
            step.step(),
            used.seconds(),
            null,
            finite(step.loss()),
            step.learningRate(),
            finite(step.gradientNorm()),
            step.tokensPerSecond(),
            used.utilization(),
            used.memoryBytes(),
            used.cost(),
            used.cost() == null ? null : used.currency(),
            null,
            null,
            null));
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("train/loss", step.loss());
    values.put("train/learning_rate", step.learningRate());
    values.put("train/gradient_norm", step.gradientNorm());
    values.put("speed/tokens_per_second", step.tokensPerSecond());
    values.put("speed/memory_gb", used.memoryBytes() * NANO);
    put(values, "speed/utilization", used.utilization());
    put(values, "cost/" + used.currency(), used.cost());
    events.scalars(step.step(), now(), values);
  }

  private void writeHeldOut(HeldOut figures) throws IOException {
    metrics.add(
        new JournalLine(
            "evaluated",
            Instant.now(),
            figures.step(),
            seconds(),
            null,
            finite(figures.loss()),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            figures.accuracy(),
            figures.bitsPerByte(),
            null));
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("held_out/loss", figures.loss());
    values.put("held_out/accuracy", figures.accuracy());
    put(values, "held_out/bits_per_byte", figures.bitsPerByte());
    events.scalars(figures.step(), now(), values);
  }

  private static void put(Map<String, Double> values, String tag, @Nullable Double value) {
    if (value != null) {
      values.put(tag, value);
    }
  }

  private Progress.Used used(Progress.Step step) {
    double seconds = seconds();
    long done = step.step() - firstStep;
    double perStep = (System.nanoTime() - firstStepAt) * NANO / Math.max(1, done);
    return new Progress.Used(
        step.step(),
        seconds,
        Math.round((step.steps() - step.step()) * perStep),
        step.tokensPerSecond() * flopsPerToken,
        rates.utilization(step.tokensPerSecond() * flopsPerToken),
        ResidentMemory.bytes(),
        rates.cost(seconds),
        rates.currency());
  }

  private JournalLine line(String event, long step, @Nullable Long steps, String text) {
    return new JournalLine(
        event,
        Instant.now(),
        step,
        seconds(),
        steps,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        text);
  }

  /// Spent on the training so far.
  private double seconds() {
    return metrics.earlierSeconds() + (System.nanoTime() - begun) * NANO;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static double now() {
    return System.currentTimeMillis() * 1e-3;
  }

  @Override
  public void close() {
    try (metrics) {
      events.close();
    } catch (IOException e) {
      LOG.warn("The end of the training's journal may be missing", e);
    }
  }
}
