package org.peykare.tokenizer.pipeline;

import org.jspecify.annotations.Nullable;

/// Turns UTF-16 indices of a text into code point indices; costs nothing for text without surrogate
/// pairs.
final class CodePointIndex {
  private final int @Nullable [] codePointAt;

  private CodePointIndex(int @Nullable [] codePointAt) {
    this.codePointAt = codePointAt;
  }

  static CodePointIndex of(String text) {
    int first = firstPair(text);
    return new CodePointIndex(first < 0 ? null : index(text));
  }

  private static int firstPair(String text) {
    for (int i = 0; i + 1 < text.length(); i++) {
      if (Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
        return i;
      }
    }
    return -1;
  }

  private static int[] index(String text) {
    int[] index = new int[text.length() + 1];
    int codePoint = 0;
    for (int i = 0; i < text.length(); ) {
      int width = Character.charCount(text.codePointAt(i));
      index[i] = codePoint;
      if (width == 2) {
        index[i + 1] = codePoint;
      }
      i += width;
      codePoint++;
    }
    index[text.length()] = codePoint;
    return index;
  }

  /// Rewrites both arrays in place.
  void toCodePoints(int[] starts, int[] ends) {
    int[] index = codePointAt;
    if (index == null) {
      return;
    }
    for (int i = 0; i < starts.length; i++) {
      starts[i] = index[starts[i]];
      ends[i] = index[ends[i]];
    }
  }
}
