package org.peykare.tokenizer.text;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Which documents of a snapshot are taken. Duplicates stay together: the cluster decides.
public sealed interface DocumentPart {
  /// Every document.
  record All() implements DocumentPart {}

  /// Those held out for validation.
  ///
  /// @param share of the clusters, 0 to 1
  record HeldOut(double share) implements DocumentPart {
    public HeldOut {
      check(share);
    }
  }

  /// All but those held out.
  ///
  /// @param share of the clusters held out, 0 to 1
  record Training(double share) implements DocumentPart {
    public Training {
      check(share);
    }
  }

  private static void check(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "Invalid share of documents held out: %s (must be 0..1)".formatted(share));
    }
  }

  /// Whether documents of `cluster` are taken.
  default boolean takes(String cluster) {
    return switch (this) {
      case All _ -> true;
      case HeldOut(double share) -> isHeldOut(cluster, share);
      case Training(double share) -> !isHeldOut(cluster, share);
    };
  }

  /// Whether the documents of `cluster` are held out: the first 53 bits of the SHA-256 of its id,
  /// as a fraction, lie below `share`.
  static boolean isHeldOut(String cluster, double share) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(cluster.getBytes(US_ASCII));
      return (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1p-53 < share;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no SHA-256", e);
    }
  }
}
