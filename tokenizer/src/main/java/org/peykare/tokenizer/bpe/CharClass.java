package org.peykare.tokenizer.bpe;

import org.peykare.tokenizer.pipeline.Utf8;
import org.peykare.tokenizer.pipeline.WhiteSpace;

/// The classes of characters that word patterns tell apart, from one table for the basic plane.
final class CharClass {
  static final byte OTHER = 0;
  static final byte LETTER = 1;
  static final byte NUMBER = 2;
  static final byte SPACE = 3;
  static final byte MARK = 4;
  static final byte NON_JOINER = 5;

  private static final byte[] BASIC_PLANE = new byte[0x10000];

  static {
    for (int c = 0; c < BASIC_PLANE.length; c++) {
      BASIC_PLANE[c] = find(c);
    }
  }

  private CharClass() {}

  /// The class of the character that begins at `i` of a text that ends at `to`.
  static byte at(String text, int i, int to) {
    char c = text.charAt(i);
    return Utf8.isPair(text, i, to)
        ? find(Character.toCodePoint(c, text.charAt(i + 1)))
        : BASIC_PLANE[c];
  }

  private static byte find(int codePoint) {
    if (WhiteSpace.is(codePoint)) {
      return SPACE;
    }
    if (codePoint == 0x200C) {
      return NON_JOINER;
    }
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER ->
          LETTER;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          NUMBER;
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          MARK;
      default -> OTHER;
    };
  }
}
