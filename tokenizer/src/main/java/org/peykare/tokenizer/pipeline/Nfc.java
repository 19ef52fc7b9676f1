package org.peykare.tokenizer.pipeline;

import java.text.Normalizer.Form;

/// Unicode normalisation form C. Text that is in that form already, nearly all text, is checked and
/// passed on; the rest is composed piece by piece to know where each character came from. Follows
/// Unicode 9.0 as Hugging Face does ([CombiningOrder]); what later versions leave as it is, this
/// leaves as well.
public final class Nfc implements Normalizer {
  /// The only instance.
  public static final Nfc NFC = new Nfc();

  /// Below this no character composes with the one before it or decomposes into more than one that
  /// would not compose again.
  private static final char ALWAYS_STARTS = 0x300;

  /// Java's own check takes quadratic time on runs of marks; longer ones are composed without it.
  private static final int LONGEST_RUN_OF_MARKS = 64;

  private Nfc() {}

  @Override
  public NormalizedText normalize(String text, int from, int to) {
    if (isNormalized(text, from, to)) {
      return NormalizedText.identity(text, from, to);
    }
    NfcRewriter rewriter = new NfcRewriter(text);
    for (int start = from; start < to; ) {
      int end = start + 1;
      while (end < to && text.charAt(end) >= ALWAYS_STARTS) {
        end++;
      }
      if (isNormalized(text, start, end)) {
        rewriter.keep(start, end);
      } else {
        rewriter.compose(start, end);
      }
      start = end;
    }
    return rewriter.result();
  }

  /// Whether a range is known to be in normal form.
  private static boolean isNormalized(String text, int from, int to) {
    boolean plain = true;
    int marks = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < ALWAYS_STARTS) {
        marks = 0;
      } else {
        plain = false;
        marks = isMark(text, i) ? marks + 1 : 0;
        if (marks > LONGEST_RUN_OF_MARKS) {
          return false;
        }
      }
    }
    return plain || java.text.Normalizer.isNormalized(text.substring(from, to), Form.NFC);
  }

  /// Whether the character that begins or ends at `i` is a mark.
  private static boolean isMark(String text, int i) {
    char c = text.charAt(i);
    int codePoint =
        Character.isLowSurrogate(c) && i > 0 ? text.codePointAt(i - 1) : text.codePointAt(i);
    int marks =
        1 << Character.NON_SPACING_MARK
            | 1 << Character.COMBINING_SPACING_MARK
            | 1 << Character.ENCLOSING_MARK;
    return (marks >> Character.getType(codePoint) & 1) == 1;
  }
}
