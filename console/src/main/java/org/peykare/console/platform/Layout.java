package org.peykare.console.platform;

import java.nio.file.Path;

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

  /// Tokenizers by name.
  public Path tokenizer(String name) {
    return dir.resolve("tokenizers").resolve(name);
  }

  /// Tokenized data sets by name.
  public Path dataset(String name) {
    return dir.resolve("datasets").resolve(name);
  }

  /// Checkpoints of trainings by name.
  public Path model(String name) {
    return dir.resolve("models").resolve(name);
  }
}
