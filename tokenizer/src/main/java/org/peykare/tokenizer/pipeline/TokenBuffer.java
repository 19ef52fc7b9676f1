package org.peykare.tokenizer.pipeline;

import java.util.Arrays;

/// Collects the tokens of one text. Models add ids alone when nobody asked for offsets.
public final class TokenBuffer {
  private static final int[] EMPTY = {};
  private final boolean withOffsets;
  private NormalizedText piece = NormalizedText.identity("", 0, 0);
  private int word;
  private int size;
  private int[] ids = new int[64];
  private int[] starts;
  private int[] ends;
  private int[] words;

  private TokenBuffer(boolean withOffsets) {
    this.withOffsets = withOffsets;
    starts = withOffsets ? new int[64] : EMPTY;
    ends = starts.clone();
    words = starts.clone();
  }

  /// Keeps ids only.
  static TokenBuffer idsOnly() {
    return new TokenBuffer(false);
  }

  /// Keeps ids, offsets and word numbers.
  static TokenBuffer full() {
    return new TokenBuffer(true);
  }

  /// Whether offsets are wanted; if not, use [#addAll].
  public boolean wantsOffsets() {
    return withOffsets;
  }

  /// Adds the first `count` of `tokens` without offsets.
  public void addAll(int[] tokens, int count) {
    ensure(count);
    System.arraycopy(tokens, 0, ids, size, count);
    size += count;
  }

  /// Adds token `id`, which stands for the normalised text from `from` to `to` (UTF-16).
  public void add(int id, int from, int to) {
    if (withOffsets) {
      addAt(id, piece.originalStart(from), piece.originalEnd(to));
    } else {
      ensure(1);
      ids[size++] = id;
    }
  }

  /// Adds token `id`, which stands for the original text from `start` to `end` (UTF-16).
  void addAt(int id, int start, int end) {
    ensure(1);
    if (withOffsets) {
      starts[size] = start;
      ends[size] = end;
      words[size] = word;
    }
    ids[size++] = id;
  }

  /// Where the next token will be, for [#reset].
  public int mark() {
    return size;
  }

  /// Takes back the tokens added since the mark.
  public void reset(int mark) {
    size = mark;
  }

  /// Says which text the indices of the next tokens belong to.
  void in(NormalizedText text) {
    piece = text;
  }

  /// Ends a word.
  void nextWord() {
    word++;
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
}
