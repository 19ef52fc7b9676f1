package org.peykare.trainer.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.trainer.loop.HeldOut;
import org.peykare.trainer.loop.Progress;
import org.peykare.trainer.loop.UnigramBaseline;

class RunJournalTest {
  private static final DeviceRates RATES = new DeviceRates(1e9, 3600.0, "toman");

  @TempDir Path dir;

  private static Progress started(int from) {
    return new Progress.Started(7, "cpu", from, 9, 100, 5, new UnigramBaseline(3, 2));
  }

  private static Progress step(int step) {
    return new Progress.Step(step, 9, 1.0 / step, 0.001, 0.5, 2_000);
  }

  private List<JournalLine> lines() throws IOException {
    return Files.readAllLines(dir.resolve(MetricsFile.NAME)).stream()
        .filter(line -> line.endsWith("}"))
        .map(JournalLine.CODEC::fromJson)
        .toList();
  }

  @Test
  void whatWasUsedFollowsFromSpeedAndRates() {
    try (RunJournal journal = RunJournal.open(dir, 1_000, RATES)) {
      journal.take(started(0));
      Progress.Used used = requireNonNull(journal.take(step(9)));
      // 2,000 tokens a second of 1,000 operations, of a peak of 1e9.
      assertThat(used.flopsPerSecond()).isEqualTo(2e6);
      assertThat(used.utilization()).isEqualTo(0.002);
      // 3,600 an hour is one a second.
      assertThat(used.cost()).isCloseTo(used.seconds(), within(1e-9));
      assertThat(used.currency()).isEqualTo("toman");
      assertThat(used.secondsLeft()).isZero();
    }
  }

  @Test
  void withoutRatesNeitherShareNorCostIsMadeUp() {
    try (RunJournal journal = RunJournal.open(dir, 1_000, DeviceRates.UNKNOWN)) {
      journal.take(started(0));
      Progress.Used used = requireNonNull(journal.take(step(9)));
      assertThat(used.utilization()).isNull();
      assertThat(used.cost()).isNull();
    }
  }

  @Test
  void everyEventIsALineAndTimeGoesOnInTheNextProcess() throws IOException {
    double spent;
    try (RunJournal journal = RunJournal.open(dir, 1_000, RATES)) {
      journal.take(started(0));
      journal.take(step(1));
      journal.take(new Progress.Evaluated(new HeldOut(1, 2.5, 0.25, 10, null, 1.75)));
      journal.take(new Progress.CheckpointWritten(1, dir.resolve("step-00000001")));
      spent = lines().getLast().seconds();
    }
    // A kill tears the last line.
    Files.writeString(dir.resolve(MetricsFile.NAME), "{\"event\":\"st", StandardOpenOption.APPEND);
    try (RunJournal journal = RunJournal.open(dir, 1_000, RATES)) {
      journal.take(started(1));
      journal.take(step(9));
    }
    List<JournalLine> lines = lines();
    assertThat(lines)
        .extracting(JournalLine::event)
        .containsExactly("started", "step", "evaluated", "checkpoint", "started", "step");
    assertThat(lines.get(2).bitsPerByte()).isEqualTo(1.75);
    assertThat(lines.get(2).accuracy()).isEqualTo(0.25);
    assertThat(lines.get(4).seconds()).isGreaterThanOrEqualTo(spent);
    assertThat(lines.get(5).loss()).isCloseTo(1.0 / 9, within(1e-12));
    try (Stream<Path> files = Files.list(dir.resolve(RunJournal.TENSORBOARD))) {
      assertThat(files).hasSize(2);
    }
  }
}
