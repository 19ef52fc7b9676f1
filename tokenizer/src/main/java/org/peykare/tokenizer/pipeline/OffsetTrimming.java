package org.peykare.tokenizer.pipeline;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Whether the offsets of a token cover the white space at its borders, as the post-processors of
/// byte-level tokenizers ask.
public enum OffsetTrimming {
  /// They do.
  NONE,
  /// They do not.
  ALL_SPACE,
  /// They do not, but one space at the beginning of a text is not counted: it was put there.
  ALL_BUT_ADDED_SPACE;

  private static final int SPACE_OF_BYTE_ALPHABET = '\u0120';

  /// Narrows the offsets of `encoding` in place.
  ///
  /// @param text the text of its token number `i`, or null
  void apply(Encoding encoding, IntFunction<@Nullable String> text) {
    for (int i = 0; this != NONE && i < encoding.size(); i++) {
      String token = text.apply(i);
      if (token != null) {
        apply(encoding, i, token);
      }
    }
  }

  private void apply(Encoding encoding, int i, String token) {
    int[] starts = encoding.starts();
    int[] ends = encoding.ends();
    int leading = 0;
    int size = token.length();
    while (leading < size && isSpace(token.charAt(leading))) {
      leading++;
    }
    int trailing = 0;
    while (trailing < size && isSpace(token.charAt(size - 1 - trailing))) {
      trailing++;
    }
    if (leading > 0) {
      boolean first = i == 0 || starts[i] == 0;
      int narrower = first && this == ALL_BUT_ADDED_SPACE && leading == 1 ? 0 : leading;
      starts[i] = Math.min(starts[i] + narrower, ends[i]);
    }
    if (trailing > 0 && ends[i] >= trailing) {
      ends[i] = Math.max(ends[i] - trailing, starts[i]);
    }
  }

  private static boolean isSpace(char c) {
    return c == SPACE_OF_BYTE_ALPHABET || WhiteSpace.is(c);
  }
}
