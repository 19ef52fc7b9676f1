package org.peykare.tokenizer;

import java.nio.file.Path;

/// How a snapshot becomes a data set.
///
/// @param dir the working directory with the corpus
/// @param snapshot a tag, a snapshot id or `latest`
/// @param tokenizer a `tokenizer.json` or its folder
/// @param out the folder to write, which must not exist yet
/// @param validationShare share of documents held out for validation, by hash of the cluster id
public record TokenizeSnapshotConfig(
    Path dir, String snapshot, Path tokenizer, Path out, double validationShare) {

  /// The share held out unless said otherwise.
  public static final double DEFAULT_VALIDATION_SHARE = 0.01;

  public TokenizeSnapshotConfig {
    if (!(validationShare >= 0 && validationShare < 1)) {
      throw new IllegalArgumentException(
          "Invalid validation share: %s (must be 0 or more and less than 1)"
              .formatted(validationShare));
    }
  }
}
