package org.peykare.tokenizer.bpe;

import org.peykare.tokenizer.pipeline.TextCutter.RangeSink;

/// The pattern of o200k by hand.
///
/// A word is capitals, then small letters; letters without case and marks are both. The expression
/// has two alternatives, each with and without one character before the word, tried in this order:
/// with small letters at the end, with that character and without; then the same without small
/// letters.
final class O200kPattern {
  private static final int CAPITAL = CharClass.UPPER | CharClass.CASELESS | CharClass.MARK;
  private static final int SMALL = CharClass.LOWER | CharClass.CASELESS | CharClass.MARK;

  private O200kPattern() {}

  /// Passes the pieces on.
  static void split(char[] text, int from, int to, RangeSink sink) {
    for (int at = from; at < to; ) {
      int end = next(text, at, to);
      sink.piece(at, end);
      at = end;
    }
  }

  private static int next(char[] text, int at, int to) {
    int end = word(text, at, to);
    if (end == at) {
      return Gpt4Pattern.withoutLetters(text, at, to, true);
    }
    boolean contracted = end < to && text[end] == '\'';
    return contracted ? Gpt4Pattern.contraction(text, end, to) : end;
  }

  /// The end of the word at `at`, or `at`.
  private static int word(char[] text, int at, int to) {
    int first = CharClass.at(text, at, to);
    boolean mayLead =
        (first & (CharClass.LETTER | CharClass.NUMBER)) == 0 && !Gpt4Pattern.isLineEnd(text[at]);
    int after = mayLead ? at + CharClass.width(text, at, to) : at;
    int end = mayLead ? small(text, after, to) : after;
    if (end == after) {
      end = small(text, at, to);
      if (end == at) {
        // No small letters: capitals, which nothing follows that the word could take.
        int led = mayLead ? CharClass.run(text, after, to, CAPITAL) : after;
        end = led > after ? led : CharClass.run(text, at, to, CAPITAL);
      }
    }
    return end;
  }

  /// The end of capitals followed by at least one small letter, or `at`. Capitals give back what a
  /// small letter needs.
  private static int small(char[] text, int at, int to) {
    int capitals = CharClass.run(text, at, to, CAPITAL);
    int end = CharClass.run(text, capitals, to, SMALL);
    for (int i = capitals; end == capitals && i > at; ) {
      boolean low = Character.isLowSurrogate(text[i - 1]) && i - 1 > at;
      int before = low && Character.isHighSurrogate(text[i - 2]) ? i - 2 : i - 1;
      if ((CharClass.at(text, before, to) & SMALL) != 0) {
        return i;
      }
      i = before;
    }
    return end == capitals ? at : end;
  }
}
