package org.peykare.tokenizer.pipeline;

import java.util.Arrays;

/// Collects the tokens of one text, with or without their offsets and word numbers.
final class TextTokens {
  private static final int[] EMPTY = {};

  private final boolean withOffsets;
  private int word;
  private int size;
  private int[] ids;
  private int[] starts;
  private int[] ends;
  private int[] words;

  private TextTokens(boolean withOffsets, int characters) {
    this.withOffsets = withOffsets;
    ids = new int[16 + characters / 4];
    starts = withOffsets ? new int[ids.length] : EMPTY;
    ends = withOffsets ? new int[ids.length] : EMPTY;
    words = withOffsets ? new int[ids.length] : EMPTY;
  }

  /// Keeps ids only, of a text of so many characters.
  static TextTokens idsOnly(int characters) {
    return new TextTokens(false, characters);
  }

  /// Keeps ids, offsets and word numbers.
  static TextTokens full(int characters) {
    return new TextTokens(true, characters);
  }

  /// Adds the tokens of a word as a model gave them.
  void add(TokenBuffer tokens, NormalizedText in) {
    ensure(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      if (withOffsets) {
        place(in.originalStart(tokens.start(i)), in.originalEnd(tokens.end(i)));
      }
      ids[size++] = tokens.id(i);
    }
    word++;
  }

  /// Adds the tokens of a word that begins at `from`, found in `cache` at `slot`.
  void add(WordCache cache, int slot, NormalizedText in, int from) {
    int count = cache.count(slot);
    ensure(count);
    for (int i = 0; i < count; i++) {
      if (withOffsets) {
        place(
            in.originalStart(from + cache.start(slot, i)),
            in.originalEnd(from + cache.end(slot, i)));
      }
      ids[size++] = cache.id(slot, i);
    }
    word++;
  }

  /// Adds a token that is a word, which stands for the original text from `start` to `end`.
  void add(int id, int start, int end) {
    ensure(1);
    if (withOffsets) {
      place(start, end);
    }
    ids[size++] = id;
    word++;
  }

  private void place(int start, int end) {
    starts[size] = start;
    ends[size] = end;
    words[size] = word;
  }

  private void ensure(int more) {
    if (size + more <= ids.length) {
      return;
    }
    int capacity = Math.max(size + more, 2 * ids.length);
    ids = Arrays.copyOf(ids, capacity);
    if (withOffsets) {
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
      words = Arrays.copyOf(words, capacity);
    }
  }

  int[] ids() {
    return Arrays.copyOf(ids, size);
  }

  /// The tokens, their offsets turned from UTF-16 units of `original` into code points.
  Encoding encoding(String original) {
    int[] from = Arrays.copyOf(starts, size);
    int[] to = Arrays.copyOf(ends, size);
    CodePointIndex.of(original).toCodePoints(from, to);
    return Encoding.plain(ids(), from, to, Arrays.copyOf(words, size));
  }
}
