package org.peykare.tokenizer.normalize;

import java.text.Normalizer.Form;
import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.Normalizer;

/// Unicode normalisation forms. Text that is in the form already, nearly all text, is checked and
/// passed on; the rest is rewritten piece by piece to know where each character came from. Follows
/// Unicode 9.0 as Hugging Face does ([CombiningOrder]); what later versions leave as it is, this
/// leaves as well.
public enum UnicodeForm implements Normalizer {
  /// Composed.
  NFC(Form.NFC, 0x300),
  /// Decomposed.
  NFD(Form.NFD, 0x80),
  /// Compatible characters made one, composed.
  NFKC(Form.NFKC, 0x80),
  /// Compatible characters made one, decomposed.
  NFKD(Form.NFKD, 0x80);

  /// Java's own check takes quadratic time on runs of marks; longer ones are rewritten without it.
  private static final int LONGEST_RUN_OF_MARKS = 64;

  private final Form form;

  /// Below this no character composes with the one before it or changes.
  private final int alwaysStarts;

  UnicodeForm(Form form, int alwaysStarts) {
    this.form = form;
    this.alwaysStarts = alwaysStarts;
  }

  /// Whether marks are joined with the letters before them.
  boolean composes() {
    return this == NFC || this == NFKC;
  }

  /// The full decomposition of a character.
  String decompose(int codePoint) {
    return this == NFC || this == NFD
        ? CombiningOrder.decompose(codePoint)
        : CombiningOrder.decomposeCompatible(codePoint);
  }

  @Override
  public NormalizedText normalize(String text, int from, int to) {
    int doubt = firstDoubt(text, from, to);
    FormRewriter rewriter = null;
    int done = from;
    while (doubt < to) {
      int start = doubt;
      while (start > done && !isPlain(text.charAt(start))) {
        start--;
      }
      int end = doubt + 1;
      while (end < to && !isPlain(text.charAt(end))) {
        end++;
      }
      if (!isNormalized(text, start, end)) {
        rewriter = rewriter == null ? new FormRewriter(text, to - from, this) : rewriter;
        rewriter.keep(done, start);
        rewriter.rewrite(start, end);
        done = end;
      }
      doubt = firstDoubt(text, end, to);
    }
    if (rewriter == null) {
      return NormalizedText.identity(text, from, to);
    }
    rewriter.keep(done, to);
    return rewriter.result();
  }

  /// The first character that may not be in normal form. Arabic vowel marks stay as they are when
  /// they stand in the order of their combining classes, which is that of their code points.
  private int firstDoubt(String text, int from, int to) {
    char mark = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        mark = 0;
      } else if (this == NFC && isVowelMark(c) && c >= mark) {
        mark = c;
      } else {
        return i;
      }
    }
    return to;
  }

  private static boolean isVowelMark(char c) {
    return (c >= 0x64B && c <= 0x652) || c == 0x670;
  }

  /// Whether a character is in normal form wherever it stands: it never changes, and is not joined
  /// with what is before it. Only blocks are listed that real text is made of.
  private boolean isPlain(char c) {
    if (c < alwaysStarts) {
      return true;
    }
    return this == NFC
        && ((c >= 0x61B && c <= 0x64A)
            || (c >= 0x660 && c <= 0x66F)
            || (c >= 0x671 && c <= 0x6D5)
            || (c >= 0x6EE && c <= 0x6FF)
            || c == 0x60C
            || (c >= 0x200B && c <= 0x2027)
            || (c >= 0x400 && c <= 0x482)
            || (c >= 0x4E00 && c <= 0x9FFD));
  }

  /// Whether a range is known to be in normal form.
  private boolean isNormalized(String text, int from, int to) {
    boolean plain = true;
    int marks = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < alwaysStarts) {
        marks = 0;
      } else {
        plain = false;
        marks = isMark(text, i) ? marks + 1 : 0;
        if (marks > LONGEST_RUN_OF_MARKS) {
          return false;
        }
      }
    }
    return plain || java.text.Normalizer.isNormalized(text.substring(from, to), form);
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
