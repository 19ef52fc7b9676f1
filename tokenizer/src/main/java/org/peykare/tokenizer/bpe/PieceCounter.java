package org.peykare.tokenizer.bpe;

import org.jspecify.annotations.Nullable;

/// Counts distinct pre-tokens without making a string of each.
public final class PieceCounter {
  private @Nullable String[] pieces = new @Nullable String[1 << 16];
  private int[] hashes = new int[1 << 16];
  private long[] counts = new long[1 << 16];
  private int distinct;
  private long total;

  /// Takes what was counted.
  @FunctionalInterface
  public interface CountSink {
    /// The next pre-token and how often it came.
    void count(String piece, long times);
  }

  /// Counts the pre-token `text` from `from` to `to` once.
  public void add(String text, int from, int to) {
    add(text, from, to, 1);
  }

  /// Counts the pre-token `text` from `from` to `to` as often as `times` says.
  public void add(String text, int from, int to, long times) {
    if (from == to) {
      return;
    }
    int hash = PieceCache.hash(text, from, to);
    int at = slot(hash, text, from, to);
    if (pieces[at] == null) {
      pieces[at] = text.substring(from, to);
      hashes[at] = hash;
      distinct++;
    }
    counts[at] += times;
    total += times;
    if (2 * distinct > pieces.length) {
      grow();
    }
  }

  /// Counts a whole string as often as `times` says, without copying it.
  void add(String piece, long times) {
    int hash = PieceCache.hash(piece, 0, piece.length());
    int at = slot(hash, piece, 0, piece.length());
    if (pieces[at] == null) {
      pieces[at] = piece;
      hashes[at] = hash;
      distinct++;
    }
    counts[at] += times;
    total += times;
    if (2 * distinct > pieces.length) {
      grow();
    }
  }

  private int slot(int hash, String text, int from, int to) {
    int mask = pieces.length - 1;
    for (int at = hash >>> 8 & mask; ; at = at + 1 & mask) {
      String piece = pieces[at];
      if (piece == null
          || (hashes[at] == hash && piece.length() == to - from && text.startsWith(piece, from))) {
        return at;
      }
    }
  }

  private void grow() {
    @Nullable String[] oldPieces = pieces;
    int[] oldHashes = hashes;
    long[] oldCounts = counts;
    pieces = new @Nullable String[2 * oldPieces.length];
    hashes = new int[pieces.length];
    counts = new long[pieces.length];
    for (int i = 0; i < oldPieces.length; i++) {
      String piece = oldPieces[i];
      if (piece != null) {
        int at = slot(oldHashes[i], piece, 0, piece.length());
        pieces[at] = piece;
        hashes[at] = oldHashes[i];
        counts[at] = oldCounts[i];
      }
    }
  }

  /// Different pre-tokens.
  public int distinct() {
    return distinct;
  }

  /// Pre-tokens in all.
  public long total() {
    return total;
  }

  /// Passes the counts on, in no particular order.
  public void forEach(CountSink sink) {
    for (int i = 0; i < pieces.length; i++) {
      String piece = pieces[i];
      if (piece != null) {
        sink.count(piece, counts[i]);
      }
    }
  }
}
