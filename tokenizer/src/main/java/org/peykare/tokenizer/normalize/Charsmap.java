package org.peykare.tokenizer.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/// SentencePiece's compiled table of replacements, `precompiled_charsmap`: the bytes of a
/// double-array trie (u32, little-endian), its units of 32 bits in darts-clone's form, then the
/// replacements in UTF-8, each ended by NUL. A leaf holds where its replacement begins.
final class Charsmap {
  private static final int LABEL = 0x8000_00FF;
  private static final int LEAF = 1 << 8;
  private static final int FAR = 1 << 9;
  private static final int VALUE = 0x7FFF_FFFF;

  private final int[] units;
  private final byte[] replacements;

  private Charsmap(int[] units, byte[] replacements) {
    this.units = units;
    this.replacements = replacements;
  }

  /// Reads a table.
  ///
  /// @throws IllegalArgumentException when the bytes are no such table
  static Charsmap read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long size = in.remaining() < Integer.BYTES ? -1 : in.getInt() & 0xFFFF_FFFFL;
    if (size < Integer.BYTES || size % Integer.BYTES != 0 || size > in.remaining()) {
      throw new IllegalArgumentException(
          "Cannot read charsmap of %d bytes: its trie is said to take %d (must be a multiple of 4 and fit)"
              .formatted(bytes.length, size));
    }
    int[] units = new int[(int) size / Integer.BYTES];
    in.asIntBuffer().get(units);
    in.position(in.position() + (int) size);
    byte[] replacements = new byte[in.remaining()];
    in.get(replacements);
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(replacements));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "Cannot read charsmap of %d bytes: its replacements are not UTF-8"
              .formatted(bytes.length),
          e);
    }
    return new Charsmap(units, replacements);
  }

  /// The replacement of the shortest entry that the first `length` bytes of `key` begin with, or
  /// null.
  @Nullable String replacement(byte[] key, int length) {
    int node = offset(units[0]);
    for (int i = 0; i < length && key[i] != 0; i++) {
      node ^= key[i] & 0xFF;
      if (node >= units.length || (units[node] & LABEL) != (key[i] & 0xFF)) {
        return null;
      }
      int unit = units[node];
      node ^= offset(unit);
      if ((unit & LEAF) != 0 && node < units.length) {
        return replacementAt(units[node] & VALUE);
      }
    }
    return null;
  }

  private static int offset(int unit) {
    return unit >>> 10 << ((unit & FAR) >>> 6);
  }

  private @Nullable String replacementAt(int begin) {
    if (begin > replacements.length) {
      return null;
    }
    int end = begin;
    while (end < replacements.length && replacements[end] != 0) {
      end++;
    }
    return new String(replacements, begin, end - begin, UTF_8);
  }
}
