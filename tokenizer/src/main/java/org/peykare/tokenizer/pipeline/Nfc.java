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

  private Nfc() {}

  @Override
  public NormalizedText normalize(String text, int from, int to) {
    if (isPlain(text, from, to) || isNormalized(text, from, to)) {
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

  private static boolean isPlain(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) >= ALWAYS_STARTS) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNormalized(String text, int from, int to) {
    return java.text.Normalizer.isNormalized(text.substring(from, to), Form.NFC);
  }
}
