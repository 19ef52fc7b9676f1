package org.peykare.tokenizer.pipeline;

/// UTF-8 as tokenizers need it: lone surrogates become U+FFFD on the way in, and on the way out
/// each maximal ill-formed sequence becomes one U+FFFD (Unicode, section 3.9).
public final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /// Writes `text` from `from` to `to` into `out`, which has room for three bytes per UTF-16 unit;
  /// returns the number of bytes.
  public static int encode(String text, int from, int to, byte[] out) {
    int n = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        out[n++] = (byte) c;
      } else if (c < 0x800) {
        out[n++] = (byte) (0xC0 | c >> 6);
        out[n++] = (byte) (0x80 | c & 0x3F);
      } else if (isPair(text, i, to)) {
        int codePoint = Character.toCodePoint(c, text.charAt(++i));
        out[n++] = (byte) (0xF0 | codePoint >> 18);
        out[n++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
        out[n++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        out[n++] = (byte) (0x80 | codePoint & 0x3F);
      } else {
        char unit = Character.isSurrogate(c) ? REPLACEMENT : c;
        out[n++] = (byte) (0xE0 | unit >> 12);
        out[n++] = (byte) (0x80 | unit >> 6 & 0x3F);
        out[n++] = (byte) (0x80 | unit & 0x3F);
      }
    }
    return n;
  }

  /// Whether a surrogate pair begins at `i`.
  public static boolean isPair(String text, int i, int to) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < to
        && Character.isLowSurrogate(text.charAt(i + 1));
  }

  /// Bytes of the character that begins at `i`.
  public static int width(String text, int i, int to) {
    char c = text.charAt(i);
    return c < 0x80 ? 1 : c < 0x800 ? 2 : isPair(text, i, to) ? 4 : 3;
  }

  /// The text of `length` bytes.
  public static String decode(byte[] bytes, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; ) {
      int lead = bytes[i] & 0xFF;
      if (lead < 0x80) {
        text.append((char) lead);
        i++;
        continue;
      }
      int needed = continuations(lead);
      int codePoint = lead & (0x3F >> needed);
      int end = i + 1;
      while (end - i <= needed && end < length && follows(lead, end - i, bytes[end] & 0xFF)) {
        codePoint = codePoint << 6 | bytes[end++] & 0x3F;
      }
      boolean complete = needed > 0 && end - i == needed + 1;
      text.appendCodePoint(complete ? codePoint : REPLACEMENT);
      i = end;
    }
    return text.toString();
  }

  private static int continuations(int lead) {
    if (lead >= 0xC2 && lead <= 0xDF) {
      return 1;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      return 2;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 3 : 0;
  }

  /// Whether `b` may be the byte number `index` of a sequence that begins with `lead`.
  private static boolean follows(int lead, int index, int b) {
    if (index > 1) {
      return b >= 0x80 && b <= 0xBF;
    }
    return switch (lead) {
      case 0xE0 -> b >= 0xA0 && b <= 0xBF;
      case 0xED -> b >= 0x80 && b <= 0x9F;
      case 0xF0 -> b >= 0x90 && b <= 0xBF;
      case 0xF4 -> b >= 0x80 && b <= 0x8F;
      default -> b >= 0x80 && b <= 0xBF;
    };
  }
}
