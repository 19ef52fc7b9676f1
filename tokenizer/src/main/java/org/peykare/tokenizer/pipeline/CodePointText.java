package org.peykare.tokenizer.pipeline;

import org.jspecify.annotations.Nullable;

/// A text of which ranges in code points are read.
final class CodePointText {
  private final String text;

  /// Where each code point begins; null where that is its number.
  private final int @Nullable [] indices;

  CodePointText(String text) {
    this.text = text;
    int count = text.codePointCount(0, text.length());
    if (count == text.length()) {
      indices = null;
      return;
    }
    int[] begins = new int[count + 1];
    for (int i = 0, at = 0; i <= count; i++) {
      begins[i] = at;
      at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
    }
    indices = begins;
  }

  String range(int start, int end) {
    int[] begins = indices;
    return begins == null ? text.substring(start, end) : text.substring(begins[start], begins[end]);
  }
}
