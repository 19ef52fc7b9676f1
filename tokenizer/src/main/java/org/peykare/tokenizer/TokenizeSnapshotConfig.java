package org.peykare.tokenizer;

import java.nio.file.Path;
import java.util.Optional;
import org.peykare.formats.document.CatalogConfig;
import org.peykare.tokenizer.text.LanguageWeights;

/// How a snapshot becomes a data set.
///
/// @param catalog where the documents table lies
/// @param snapshot a tag, a snapshot id or `latest`
/// @param tokenizer a `tokenizer.json` or its folder
/// @param out the folder to write, which must not exist yet
/// @param validationShare share of documents held out for validation, by hash of the cluster id
/// @param weights how often training documents of each language are written
/// @param base folder of the data set of an earlier snapshot, whose parts are shared so that only
///   what is new is tokenized
public record TokenizeSnapshotConfig(
    CatalogConfig catalog,
    String snapshot,
    Path tokenizer,
    Path out,
    double validationShare,
    LanguageWeights weights,
    Optional<Path> base) {

  /// The share held out unless said otherwise.
  public static final double DEFAULT_VALIDATION_SHARE = 0.01;

  public TokenizeSnapshotConfig {
    if (!(validationShare >= 0 && validationShare < 1)) {
      throw new IllegalArgumentException(
          "Invalid validation share: %s (must be 0 or more and less than 1)"
              .formatted(validationShare));
    }
  }

  /// The whole snapshot, a hundredth held out, every document once.
  public static TokenizeSnapshotConfig of(
      CatalogConfig catalog, String snapshot, Path tokenizer, Path out) {
    return new TokenizeSnapshotConfig(
        catalog,
        snapshot,
        tokenizer,
        out,
        DEFAULT_VALIDATION_SHARE,
        LanguageWeights.NONE,
        Optional.empty());
  }

  /// This configuration with another share held out.
  public TokenizeSnapshotConfig withValidationShare(double share) {
    return new TokenizeSnapshotConfig(catalog, snapshot, tokenizer, out, share, weights, base);
  }

  /// This configuration with other weights.
  public TokenizeSnapshotConfig withWeights(LanguageWeights other) {
    return new TokenizeSnapshotConfig(
        catalog, snapshot, tokenizer, out, validationShare, other, base);
  }

  /// This configuration with the parts of another data set shared.
  public TokenizeSnapshotConfig withBase(Path folder) {
    return new TokenizeSnapshotConfig(
        catalog, snapshot, tokenizer, out, validationShare, weights, Optional.of(folder));
  }
}
