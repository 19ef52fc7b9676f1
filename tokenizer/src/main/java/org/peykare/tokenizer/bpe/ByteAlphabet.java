package org.peykare.tokenizer.bpe;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.peykare.tokenizer.pipeline.Utf8;

/// The 256 characters that stand for bytes in a byte-level vocabulary: printable Latin-1 characters
/// for themselves, the other bytes for U+0100 onwards, in order.
public final class ByteAlphabet {
  private static final char[] CHAR_OF_BYTE = new char[256];
  private static final int[] BYTE_OF_CHAR = new int[0x144];

  static {
    Arrays.fill(BYTE_OF_CHAR, -1);
    char next = 0x100;
    for (int b = 0; b < 256; b++) {
      CHAR_OF_BYTE[b] = isPrintable(b) ? (char) b : next++;
      BYTE_OF_CHAR[CHAR_OF_BYTE[b]] = b;
    }
  }

  private ByteAlphabet() {}

  private static boolean isPrintable(int b) {
    return (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xFF && b != 0xAD);
  }

  /// The character that stands for byte `b` (0 to 255).
  public static char charOf(int b) {
    return CHAR_OF_BYTE[b];
  }

  /// The byte (0 to 255) that `c` stands for, or -1.
  public static int byteOf(char c) {
    return c < BYTE_OF_CHAR.length ? BYTE_OF_CHAR[c] : -1;
  }

  /// All 256 characters in the order of their code points.
  public static IntStream characters() {
    return IntStream.range(0, BYTE_OF_CHAR.length).filter(c -> BYTE_OF_CHAR[c] >= 0);
  }

  /// The UTF-8 bytes of `text` from `from` to `to` as characters of this alphabet; a lone surrogate
  /// counts as U+FFFD.
  public static String write(String text, int from, int to) {
    byte[] bytes = new byte[3 * (to - from)];
    int length = Utf8.encode(text, from, to, bytes);
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = CHAR_OF_BYTE[bytes[i] & 0xFF];
    }
    return new String(chars);
  }
}
