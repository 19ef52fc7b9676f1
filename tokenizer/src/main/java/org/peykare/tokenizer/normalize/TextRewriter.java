package org.peykare.tokenizer.normalize;

import java.util.Arrays;
import org.peykare.tokenizer.pipeline.NormalizedText;

/// Builds rewritten text and notes for every unit where it came from. As long as nothing changes,
/// nothing is built.
final class TextRewriter {
  private final String text;
  private final int from;
  private final int to;
  private final StringBuilder out = new StringBuilder();
  private int[] starts;
  private int[] ends;
  private boolean changed;

  /// A rewriter of the range `from` to `to` of `text`.
  TextRewriter(String text, int from, int to) {
    this.text = text;
    this.from = from;
    this.to = to;
    starts = new int[to - from + 16];
    ends = new int[to - from + 16];
  }

  /// Takes a range over as it is.
  void keep(int start, int end) {
    for (int at = start; at < end; ) {
      int codePoint = text.codePointAt(at);
      int next = at + Character.charCount(codePoint);
      append(codePoint, at, next);
      at = next;
    }
  }

  /// Writes `codePoint`, which came from the range `start` to `end`, in place of another.
  void replace(int codePoint, int start, int end) {
    changed = true;
    append(codePoint, start, end);
  }

  /// Writes `replacement`, which came from the range `start` to `end`.
  void replace(String replacement, int start, int end) {
    changed = true;
    replacement.codePoints().forEach(c -> append(c, start, end));
  }

  /// Leaves something out.
  void drop() {
    changed = true;
  }

  private void append(int codePoint, int start, int end) {
    int at = out.length();
    out.appendCodePoint(codePoint);
    if (out.length() > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    for (int i = at; i < out.length(); i++) {
      starts[i] = start;
      ends[i] = end;
    }
  }

  NormalizedText result() {
    return changed
        ? NormalizedText.rewritten(out.toString(), starts, ends)
        : NormalizedText.identity(text, from, to);
  }
}
