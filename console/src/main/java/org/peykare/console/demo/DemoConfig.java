package org.peykare.console.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a demo does.
///
/// @param dir its working directory, which must be empty or missing
/// @param archives WARC files to crawl through replay; none: the sample web
/// @param delay between the end of a response and the next request to the same host
/// @param languages languages wanted; empty for all
/// @param vocabularySize of the tokenizer
/// @param preset of the model
/// @param steps of the training
/// @param validationShare share of the documents held out
public record DemoConfig(
    Path dir,
    List<Path> archives,
    Duration delay,
    List<String> languages,
    int vocabularySize,
    String preset,
    int steps,
    double validationShare) {
  public DemoConfig {
    archives = List.copyOf(archives);
    languages = List.copyOf(languages);
  }
}
