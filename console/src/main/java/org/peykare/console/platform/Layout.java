package org.peykare.console.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where things lie in a working directory.
///
/// @param dir the working directory
public record Layout(Path dir) {
  /// Data of the embedded broker.
  public Path broker() {
    return dir.resolve("kafka");
  }

  /// State of the crawler's frontier; can be restored from the broker.
  public Path crawlerState() {
    return dir.resolve("state").resolve("crawler");
  }

  /// State of the corpus stream; can be restored from the broker.
  public Path corpusState() {
    return dir.resolve("state").resolve("corpus");
  }

  /// State of the streams; can be restored from the broker.
  public Path state() {
    return dir.resolve("state");
  }

  /// Folders that grow, each of which may lie on a disk of its own.
  List<Path> written() {
    return Stream.concat(
            Stream.of(dir),
            Stream.of("kafka", "state", "warehouse", "index", "datasets", "models")
                .map(dir::resolve))
        .toList();
  }

  /// Tokenizers by name.
  public Path tokenizer(String name) {
    return dir.resolve("tokenizers").resolve(name);
  }

  /// Tokenized data sets by name.
  public Path dataset(String name) {
    return datasets().resolve(name);
  }

  /// All tokenized data sets.
  public Path datasets() {
    return dir.resolve("datasets");
  }

  /// Names of the tokenized data sets that are there, in alphabetical order.
  List<String> datasetNames() {
    return folders(datasets()).stream()
        .map(folder -> folder.getFileName().toString())
        .filter(name -> !name.startsWith("."))
        .sorted()
        .toList();
  }

  /// Checkpoints of trainings by name.
  public Path model(String name) {
    return dir.resolve("models").resolve(name);
  }

  /// Names of the tokenizers that are there, in alphabetical order.
  public List<String> tokenizers() {
    return folders(dir.resolve("tokenizers")).stream()
        .filter(folder -> Files.exists(folder.resolve("tokenizer.json")))
        .map(folder -> folder.getFileName().toString())
        .sorted()
        .toList();
  }

  /// Names of the models that have a checkpoint, the newest checkpoint first.
  public List<String> models() {
    record Found(String name, Path checkpoint, long modified) {}
    return folders(dir.resolve("models")).stream()
        .map(folder -> folder.getFileName().toString())
        .flatMap(name -> newestCheckpoint(name).map(c -> new Found(name, c, modified(c))).stream())
        .sorted(Comparator.comparingLong(Found::modified).reversed().thenComparing(Found::name))
        .map(Found::name)
        .toList();
  }

  /// The newest checkpoint folder of a model, sound or not.
  public Optional<Path> newestCheckpoint(String model) {
    Path folder = model(model);
    return Files.exists(folder.resolve("config.json"))
        ? Optional.of(folder)
        : folders(folder).stream()
            .filter(step -> step.getFileName().toString().matches("step-[0-9]{8,10}"))
            .max(Comparator.comparingLong(Layout::step));
  }

  private static long step(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("step-".length()));
  }

  private static List<Path> folders(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(parent)) {
      return found.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + parent, e);
    }
  }

  private static long modified(Path folder) {
    try {
      return Files.getLastModifiedTime(folder).toMillis();
    } catch (IOException e) {
      return 0; // it has just been replaced by a newer one
    }
  }
}
