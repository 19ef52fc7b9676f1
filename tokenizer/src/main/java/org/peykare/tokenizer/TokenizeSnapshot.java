package org.peykare.tokenizer;

import org.peykare.formats.shards.DatasetCard;

/// Writes the documents of a snapshot as a data set of token shards (`formats/shards.md`).
public final class TokenizeSnapshot {
  private final TokenizeSnapshotConfig config;

  /// A tokenization after `config`.
  public TokenizeSnapshot(TokenizeSnapshotConfig config) {
    this.config = config;
  }

  /// Writes the data set; the folder appears complete or not at all.
  public DatasetCard run() {
    throw new UnsupportedOperationException(config.toString());
  }
}
