package org.peykare.tokenizer.shards;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/// Where a document goes and how often it is written there.
///
/// @param heldOut whether it is of the validation split
/// @param copies 0 or more
record Placement(boolean heldOut, int copies) {

  static Placement of(String id, String cluster, String language, DataSetSpec spec) {
    if (isHeldOut(cluster, spec.validationShare())) {
      return new Placement(true, spec.weights().leavesOut(language) ? 0 : 1);
    }
    return new Placement(false, spec.weights().copies(language, id));
  }

  /// Whether the documents of `cluster` belong to the validation split: the first 53 bits of the
  /// SHA-256 of its id, as a fraction, lie below `share`.
  static boolean isHeldOut(String cluster, double share) {
    byte[] digest = Digests.sha256().digest(cluster.getBytes(US_ASCII));
    return (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1p-53 < share;
  }
}
