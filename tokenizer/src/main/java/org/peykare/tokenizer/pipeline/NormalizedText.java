package org.peykare.tokenizer.pipeline;

import org.jspecify.annotations.Nullable;

/// Text after a [Normalizer], with the way back to the original for each of its UTF-16 units.
public final class NormalizedText {
  private final String text;
  private final int from;
  private final int to;
  private final int @Nullable [] starts;
  private final int @Nullable [] ends;

  private NormalizedText(
      String text, int from, int to, int @Nullable [] starts, int @Nullable [] ends) {
    this.text = text;
    this.from = from;
    this.to = to;
    this.starts = starts;
    this.ends = ends;
  }

  /// The range `from` to `to` of `text`, unchanged.
  public static NormalizedText identity(String text, int from, int to) {
    return new NormalizedText(text, from, to, null, null);
  }

  /// New text. Its UTF-16 unit `i` came from the original's units `starts[i]` to `ends[i]`.
  public static NormalizedText rewritten(String text, int[] starts, int[] ends) {
    return new NormalizedText(text, 0, text.length(), starts, ends);
  }

  /// A part of this text, from `from` to `to` of [#text].
  public NormalizedText range(int from, int to) {
    return new NormalizedText(text, from, to, starts, ends);
  }

  /// What `normalizer` makes of this text.
  public NormalizedText then(Normalizer normalizer) {
    NormalizedText next = normalizer.normalize(text, from, to);
    int[] first = starts;
    int[] last = ends;
    if (first == null || last == null || next.starts == null || next.ends == null) {
      return first == null || next.starts != null
          ? next
          : new NormalizedText(next.text, next.from, next.to, first, last);
    }
    int[] newStarts = new int[next.text.length()];
    int[] newEnds = new int[next.text.length()];
    for (int i = next.from; i < next.to; i++) {
      newStarts[i] = first[next.starts[i]];
      newEnds[i] = last[Math.max(next.ends[i] - 1, next.starts[i])];
    }
    return new NormalizedText(next.text, next.from, next.to, newStarts, newEnds);
  }

  /// Whether nothing is left.
  public boolean isEmpty() {
    return from == to;
  }

  /// A string that holds the normalised text from [#from] to [#to].
  public String text() {
    return text;
  }

  /// Where the normalised text begins in [#text].
  public int from() {
    return from;
  }

  /// Where the normalised text ends in [#text].
  public int to() {
    return to;
  }

  /// Where the non-empty range that begins at `index` begins in the original.
  public int originalStart(int index) {
    return starts == null ? index : starts[index];
  }

  /// Where the non-empty range that ends before `index` ends in the original.
  public int originalEnd(int index) {
    return ends == null ? index : ends[index - 1];
  }
}
