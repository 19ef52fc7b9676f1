package org.peykare.tokenizer.pipeline;

import java.util.Arrays;

/// Takes the tokens that a [Model] makes of one word, with the range of the word's text (UTF-16)
/// that each stands for.
public final class TokenBuffer {
  private int size;
  private int[] ids = new int[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];

  /// Adds token `id`, which stands for the text from `from` to `to`.
  public void add(int id, int from, int to) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    ids[size] = id;
    starts[size] = from;
    ends[size++] = to;
  }

  /// Where the next token will be, for [#reset].
  public int mark() {
    return size;
  }

  /// Takes back the tokens added since the mark.
  public void reset(int mark) {
    size = mark;
  }

  /// Takes back all tokens; gives the memory of a huge word back.
  void clear() {
    size = 0;
    if (ids.length > 1 << 16) {
      ids = new int[64];
      starts = new int[64];
      ends = new int[64];
    }
  }

  int size() {
    return size;
  }

  int id(int i) {
    return ids[i];
  }

  int start(int i) {
    return starts[i];
  }

  int end(int i) {
    return ends[i];
  }
}
