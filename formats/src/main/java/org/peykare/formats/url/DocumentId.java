package org.peykare.formats.url;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The id of a document: the first 128 bits of the SHA-256 of its URL in normal form (UTF-8).
///
/// @param high bits 0 to 63, big-endian
/// @param low bits 64 to 127
public record DocumentId(long high, long low) implements Comparable<DocumentId> {
  /// Bytes of an id.
  public static final int BYTES = 16;

  /// The id of the document at `url`.
  public static DocumentId of(UrlNormalForm url) {
    return ofNormalForm(url.toString());
  }

  /// The id of the document at `url`, which must already be in normal form.
  public static DocumentId ofNormalForm(String url) {
    ByteBuffer digest = ByteBuffer.wrap(sha256().digest(url.getBytes(StandardCharsets.UTF_8)));
    return new DocumentId(digest.getLong(), digest.getLong());
  }

  /// The id written as 32 hexadecimal digits.
  public static DocumentId parse(String hex) {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException(
          "Invalid document id: " + hex + " (must be 32 hexadecimal digits)");
    }
    return new DocumentId(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }

  /// The id as 16 bytes, big-endian.
  public byte[] toBytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }

  /// The id read from 16 bytes, big-endian.
  public static DocumentId fromBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new DocumentId(buffer.getLong(), buffer.getLong());
  }

  @Override
  public int compareTo(DocumentId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /// 32 hexadecimal digits.
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no SHA-256", e);
    }
  }
}
