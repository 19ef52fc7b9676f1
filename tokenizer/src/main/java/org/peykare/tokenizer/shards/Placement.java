package org.peykare.tokenizer.shards;

import org.peykare.tokenizer.text.DocumentPart;

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

  /// Whether the documents of `cluster` belong to the validation split.
  static boolean isHeldOut(String cluster, double share) {
    return DocumentPart.isHeldOut(cluster, share);
  }
}
