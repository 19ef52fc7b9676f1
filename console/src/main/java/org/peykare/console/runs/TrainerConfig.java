package org.peykare.console.runs;

import java.nio.file.Path;
import java.time.Duration;
import org.peykare.formats.document.CatalogConfig;
import org.peykare.trainer.journal.DeviceRates;

/// How a trainer works.
///
/// @param bootstrapServers the Kafka cluster, whose topics must exist
/// @param instance tells trainers apart; the same after a restart
/// @param dir the working directory, with `tokenizers`, `datasets` and `models`; several trainers
///   share one
/// @param catalog where the snapshots are
/// @param vocabularySize of a tokenizer that is trained for a run
/// @param heapBytes Java heap of a training process; 0: what a JVM takes by itself
/// @param memoryBytes resident memory of a training process, native memory included, beyond which
///   it is ended (Linux); 0: no limit
/// @param keepFreeBytes stay free on the disk when a checkpoint is written
/// @param tries crashes in a row, without a new checkpoint between them, after which a run has
///   failed
/// @param backOff wait after the first crash; doubled with each one that follows, up to a minute
/// @param stopGrace how long a training process may take to write its last checkpoint
/// @param policyInterval between looks at the snapshots for training policies
/// @param rates peak and price of a device, for what trainings report
/// @param gpus of this machine, each for one run at a time; 0: not known, one run at a time unless
///   the runs name their devices
public record TrainerConfig(
    String bootstrapServers,
    String instance,
    Path dir,
    CatalogConfig catalog,
    int vocabularySize,
    long heapBytes,
    long memoryBytes,
    long keepFreeBytes,
    int tries,
    Duration backOff,
    Duration stopGrace,
    Duration policyInterval,
    DeviceRates rates,
    int gpus) {

  public TrainerConfig {
    if (heapBytes < 0 || memoryBytes < 0 || keepFreeBytes < 0) {
      throw new IllegalArgumentException(
          "Invalid limits of a trainer: heap %d, memory %d, free disk %d bytes (must be 0 or more)"
              .formatted(heapBytes, memoryBytes, keepFreeBytes));
    }
    if (tries < 1) {
      throw new IllegalArgumentException(
          "Invalid number of tries: %d (must be 1 or more)".formatted(tries));
    }
  }

  /// No limits of memory, 1 GiB kept free on the disk, five tries from a second on.
  public static TrainerConfig defaults(
      String bootstrapServers, String instance, Path dir, int vocabularySize) {
    return new TrainerConfig(
        bootstrapServers,
        instance,
        dir,
        CatalogConfig.in(dir),
        vocabularySize,
        0,
        0,
        1L << 30,
        5,
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        DeviceRates.UNKNOWN,
        0);
  }

  /// This configuration with snapshots in another catalog.
  public TrainerConfig withCatalog(CatalogConfig other) {
    return new TrainerConfig(
        bootstrapServers,
        instance,
        dir,
        other,
        vocabularySize,
        heapBytes,
        memoryBytes,
        keepFreeBytes,
        tries,
        backOff,
        stopGrace,
        policyInterval,
        rates,
        gpus);
  }

  /// This configuration with limits for a training process, each 0 for none.
  public TrainerConfig withMemory(long heap, long resident) {
    return new TrainerConfig(
        bootstrapServers,
        instance,
        dir,
        catalog,
        vocabularySize,
        heap,
        resident,
        keepFreeBytes,
        tries,
        backOff,
        stopGrace,
        policyInterval,
        rates,
        gpus);
  }

  /// This configuration with other bytes that stay free on the disk.
  public TrainerConfig withKeepFreeBytes(long bytes) {
    return new TrainerConfig(
        bootstrapServers,
        instance,
        dir,
        catalog,
        vocabularySize,
        heapBytes,
        memoryBytes,
        bytes,
        tries,
        backOff,
        stopGrace,
        policyInterval,
        rates,
        gpus);
  }

  /// This configuration with another number of tries and another wait.
  public TrainerConfig withTries(int number, Duration wait) {
    return new TrainerConfig(
        bootstrapServers,
        instance,
        dir,
        catalog,
        vocabularySize,
        heapBytes,
        memoryBytes,
        keepFreeBytes,
        number,
        wait,
        stopGrace,
        policyInterval,
        rates,
        gpus);
  }

  /// This configuration with another time between looks at the snapshots.
  public TrainerConfig withPolicyInterval(Duration interval) {
    return new TrainerConfig(
        bootstrapServers,
        instance,
        dir,
        catalog,
        vocabularySize,
        heapBytes,
        memoryBytes,
        keepFreeBytes,
        tries,
        backOff,
        stopGrace,
        interval,
        rates,
        gpus);
  }

  /// This configuration with `number` GPUs to share out, 0 where that is not known, and what is
  /// known of one.
  public TrainerConfig withGpus(int number, DeviceRates known) {
    return new TrainerConfig(
        bootstrapServers,
        instance,
        dir,
        catalog,
        vocabularySize,
        heapBytes,
        memoryBytes,
        keepFreeBytes,
        tries,
        backOff,
        stopGrace,
        policyInterval,
        known,
        number);
  }

  Path tokenizer(String name) {
    return dir.resolve("tokenizers").resolve(name);
  }

  Path dataset(String name) {
    return dir.resolve("datasets").resolve(name);
  }

  Path model(String run) {
    return dir.resolve("models").resolve(run);
  }
}
