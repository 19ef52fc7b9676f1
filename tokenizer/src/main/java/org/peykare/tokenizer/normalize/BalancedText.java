package org.peykare.tokenizer.normalize;

import java.util.Arrays;
import org.peykare.tokenizer.pipeline.NormalizedText;

/// New text whose characters carry a balance of characters inserted (+1) and swallowed (-1). Its
/// characters take the places of the originals from left to right, as in Hugging Face's library:
/// with it, what is removed counts for the character before; at the very beginning for none, so
/// that all after it come from one character further left than they should.
final class BalancedText {
  private int[] codePoints;
  private int[] balances;
  private int size;

  /// A text of about so many characters.
  BalancedText(int characters) {
    codePoints = new int[characters + 16];
    balances = new int[characters + 16];
  }

  /// Takes a range of `text` over as it is.
  void keep(String text, int from, int to) {
    for (int at = from; at < to; ) {
      int codePoint = text.codePointAt(at);
      add(codePoint, 0);
      at += Character.charCount(codePoint);
    }
  }

  /// Puts `replacement` in the place of the next `count` characters.
  void replace(int count, String replacement) {
    int written = 0;
    for (int at = 0; at < replacement.length(); ) {
      int codePoint = replacement.codePointAt(at);
      add(codePoint, written++ < count ? 0 : 1);
      at += Character.charCount(codePoint);
    }
    if (written < count && size > 0) {
      balances[size - 1] -= count - written;
    }
  }

  private void add(int codePoint, int balance) {
    if (size == codePoints.length) {
      codePoints = Arrays.copyOf(codePoints, 2 * size);
      balances = Arrays.copyOf(balances, 2 * size);
    }
    codePoints[size] = codePoint;
    balances[size++] = balance;
  }

  /// The new text; the originals begin at `from` of `text`.
  NormalizedText result(String text, int from) {
    StringBuilder out = new StringBuilder(size + 16);
    int[] starts = new int[2 * size];
    int[] ends = new int[2 * size];
    int at = from;
    for (int i = 0; i < size; i++) {
      int start = at;
      int end = at;
      if (balances[i] > 0) {
        start = at > from ? text.offsetByCodePoints(at, -1) : at;
      } else {
        end = text.offsetByCodePoints(at, 1);
        at = text.offsetByCodePoints(end, -balances[i]);
      }
      int unit = out.length();
      out.appendCodePoint(codePoints[i]);
      Arrays.fill(starts, unit, out.length(), start);
      Arrays.fill(ends, unit, out.length(), end);
    }
    return NormalizedText.rewritten(out.toString(), starts, ends);
  }
}
