package org.peykare.corpus.extract;

/// What characters say about a block of text, in all scripts.
final class Letters {
  /// Marks that end or part a sentence.
  private static final String MARKS = ".,;!?،؛؟۔。、！？，；।॥။၊።፣፤՝։๏។៖";

  private Letters() {}

  /// Letters that `c` is worth: an ideograph, kana or syllable says as much as two.
  static int weight(char c) {
    return c >= 0x2E80 && c <= 0xD7A3 ? 2 : 1;
  }

  static boolean isMark(char c) {
    return MARKS.indexOf(c) >= 0;
  }

  /// In scripts that write no space between words, a space parts phrases.
  static boolean endsPhraseWithSpace(char before) {
    return (before >= 0x0E00 && before <= 0x0EFF)
        || (before >= 0x1000 && before <= 0x109F)
        || (before >= 0x1780 && before <= 0x17FF);
  }
}
