package org.peykare.tokenizer.bpe;

import org.peykare.tokenizer.pipeline.WhiteSpace;

/// The classes of characters that word patterns tell apart, a bit each, from one table for the
/// basic plane. Ranges of text are `text` from an index to `to`, in UTF-16 units.
final class CharClass {
  static final int OTHER = 1;

  /// Capital and title-case letters.
  static final int UPPER = 2;

  /// Small letters.
  static final int LOWER = 4;

  /// Letters without case, modifiers.
  static final int CASELESS = 8;

  static final int NUMBER = 16;
  static final int SPACE = 32;
  static final int MARK = 64;

  /// The zero-width non-joiner, which is an other character too.
  static final int NON_JOINER = 128;

  static final int LETTER = UPPER | LOWER | CASELESS;

  /// Half of a character outside the basic plane, or a lone one.
  private static final int SURROGATE = 0;

  private static final byte[] BASIC_PLANE = new byte[0x10000];

  static {
    for (int c = 0; c < BASIC_PLANE.length; c++) {
      BASIC_PLANE[c] = (byte) (Character.isSurrogate((char) c) ? SURROGATE : find(c));
    }
  }

  private CharClass() {}

  /// The class of the character that begins at `i`.
  static int at(char[] text, int i, int to) {
    int found = BASIC_PLANE[text[i]] & 0xFF;
    return found != SURROGATE ? found : isPair(text, i, to) ? find(codePoint(text, i)) : OTHER;
  }

  /// UTF-16 units of the character that begins at `i`.
  static int width(char[] text, int i, int to) {
    return isPair(text, i, to) ? 2 : 1;
  }

  /// Where the run of characters of the `wanted` classes that begins at `start` ends.
  static int run(char[] text, int start, int to, int wanted) {
    int i = start;
    while (i < to) {
      if ((BASIC_PLANE[text[i]] & wanted) != 0) {
        i++;
      } else if (Character.isSurrogate(text[i]) && (at(text, i, to) & wanted) != 0) {
        i += width(text, i, to);
      } else {
        return i;
      }
    }
    return i;
  }

  private static boolean isPair(char[] text, int i, int to) {
    return Character.isHighSurrogate(text[i])
        && i + 1 < to
        && Character.isLowSurrogate(text[i + 1]);
  }

  private static int codePoint(char[] text, int i) {
    return Character.toCodePoint(text[i], text[i + 1]);
  }

  private static int find(int codePoint) {
    if (WhiteSpace.is(codePoint)) {
      return SPACE;
    }
    if (codePoint == 0x200C) {
      return NON_JOINER | OTHER;
    }
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> UPPER;
      case Character.LOWERCASE_LETTER -> LOWER;
      case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> CASELESS;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          NUMBER;
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          MARK;
      default -> OTHER;
    };
  }
}
