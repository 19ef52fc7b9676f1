package org.peykare.tokenizer.text;

/// Streams the documents of one snapshot.
public final class SnapshotReader {
  private SnapshotReader() {}
}
