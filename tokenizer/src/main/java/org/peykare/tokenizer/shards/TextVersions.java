package org.peykare.tokenizer.shards;

import java.security.MessageDigest;
import java.util.Arrays;

/// Computes what tells versions of a document apart: the first 16 bytes of the SHA-256 of its text
/// in UTF-8. Goes over the text in small blocks, without a copy of the whole; for one thread.
final class TextVersions {
  private static final int BLOCK = 1 << 12;
  private static final int MOST_BYTES_PER_UNIT = 3;

  private final MessageDigest digest = Digests.sha256();
  private final char[] units = new char[BLOCK];
  private final byte[] bytes = new byte[BLOCK * MOST_BYTES_PER_UNIT];

  /// The version of a document with this text. A surrogate without its other half counts as `?`, as
  /// in [String#getBytes].
  byte[] of(String text) {
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + BLOCK);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      text.getChars(from, to, units, 0);
      digest.update(bytes, 0, encode(to - from));
      from = to;
    }
    return Arrays.copyOf(digest.digest(), SplitWriter.VERSION_BYTES);
  }

  private int encode(int count) {
    char[] in = units;
    byte[] out = bytes;
    int n = 0;
    for (int i = 0; i < count; i++) {
      char c = in[i];
      if (c < 0x80) {
        out[n++] = (byte) c;
      } else if (c < 0x800) {
        out[n] = (byte) (0xC0 | c >> 6);
        out[n + 1] = (byte) (0x80 | c & 0x3F);
        n += 2;
      } else if (!Character.isSurrogate(c)) {
        out[n] = (byte) (0xE0 | c >> 12);
        out[n + 1] = (byte) (0x80 | c >> 6 & 0x3F);
        out[n + 2] = (byte) (0x80 | c & 0x3F);
        n += 3;
      } else if (i + 1 < count && Character.isSurrogatePair(c, in[i + 1])) {
        int codePoint = Character.toCodePoint(c, in[++i]);
        out[n] = (byte) (0xF0 | codePoint >> 18);
        out[n + 1] = (byte) (0x80 | codePoint >> 12 & 0x3F);
        out[n + 2] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        out[n + 3] = (byte) (0x80 | codePoint & 0x3F);
        n += 4;
      } else {
        out[n++] = '?';
      }
    }
    return n;
  }
}
