package org.peykare.tokenizer.unigram;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.peykare.tokenizer.pipeline.CharTrie;
import org.peykare.tokenizer.pipeline.Model;
import org.peykare.tokenizer.pipeline.TokenBuffer;
import org.peykare.tokenizer.pipeline.Utf8;

/// Unigram: of all ways to cover a text with tokens, the one with the highest sum of scores, found
/// from left to right (Viterbi). A character without a token costs ten more than the worst token;
/// neighbours of that kind are one unknown token, or their bytes.
public final class UnigramModel implements Model {
  private static final double UNKNOWN_PENALTY = 10;

  /// A token and its score, a logarithm of its probability.
  public record Piece(String token, double score) {}

  /// What an unknown stretch becomes.
  public enum Fallback {
    /// The unknown token.
    UNKNOWN_TOKEN,
    /// Tokens of its bytes, where the vocabulary has them all.
    BYTES
  }

  private final List<Piece> pieces;
  private final double[] scores;
  private final int unknown;
  private final double unknownScore;
  private final int[] byteIds;
  private final Fallback fallback;
  private final CharTrie trie = new CharTrie();
  private final Map<String, Integer> ids = new HashMap<>();

  /// A model.
  ///
  /// @param pieces the tokens; the index is the id
  /// @param unknown id of the unknown token, or [#UNKNOWN] if there is none
  public UnigramModel(List<Piece> pieces, int unknown, Fallback fallback) {
    this.pieces = List.copyOf(pieces);
    this.unknown = unknown;
    this.fallback = fallback;
    if (unknown >= pieces.size() || (pieces.isEmpty() && unknown != UNKNOWN)) {
      throw new IllegalArgumentException(
          "Invalid Unigram model: unk_id is %d (must be below %d)"
              .formatted(unknown, pieces.size()));
    }
    scores = pieces.stream().mapToDouble(Piece::score).toArray();
    unknownScore = Arrays.stream(scores).min().orElse(0) - UNKNOWN_PENALTY;
    for (int id = 0; id < pieces.size(); id++) {
      String token = pieces.get(id).token();
      ids.put(token, id);
      if (!token.isEmpty()) {
        trie.add(token, 0, id);
      }
    }
    byteIds = new int[256];
    for (int b = 0; b < 256; b++) {
      byteIds[b] = ids.getOrDefault("<0x%02X>".formatted(b), UNKNOWN);
    }
  }

  @Override
  public void tokenize(String text, int from, int to, TokenBuffer out) {
    Lattice lattice = new Lattice(text, from, to);
    lattice.fill();
    lattice.addTo(out);
  }

  /// The best way to every position.
  private final class Lattice {
    private final String text;
    private final int from;
    private final int to;
    private final double[] best;
    private final int[] startOf;
    private final int[] idOf;

    Lattice(String text, int from, int to) {
      this.text = text;
      this.from = from;
      this.to = to;
      best = new double[to - from + 1];
      startOf = new int[to - from + 1];
      idOf = new int[to - from + 1];
      Arrays.fill(startOf, -1);
    }

    void fill() {
      for (int at = from; at < to; ) {
        int begin = at;
        int next = at + (Utf8.isPair(text, at, to) ? 2 : 1);
        double score = best[at - from];
        boolean[] single = {false};
        trie.prefixes(
            text,
            at,
            to,
            (id, end) -> {
              offer(begin, end, id, scores[id] + score);
              single[0] |= end == next;
            });
        if (!single[0]) {
          offer(at, next, UnigramModel.this.unknown, unknownScore + score);
        }
        at = next;
      }
    }

    private void offer(int start, int end, int id, double score) {
      int at = end - from;
      if (startOf[at] < 0 || score > best[at]) {
        best[at] = score;
        startOf[at] = start;
        idOf[at] = id;
      }
    }

    void addTo(TokenBuffer out) {
      // Back along the best way; unknown neighbours become one stretch.
      int[] bounds = new int[to - from + 1];
      int count = 0;
      int end = to;
      while (end > from) {
        int start = startOf[end - from];
        boolean isUnknown = idOf[end - from] == unknown;
        while (isUnknown && start > from && idOf[start - from] == unknown) {
          start = startOf[start - from];
        }
        bounds[count++] = end;
        end = start;
      }
      int start = from;
      while (count > 0) {
        int stop = bounds[--count];
        add(start, stop, out);
        start = stop;
      }
    }

    private void add(int start, int end, TokenBuffer out) {
      int id = startOf[end - from] == start ? idOf[end - from] : UNKNOWN;
      if (id == UNKNOWN || id == unknown) {
        id = ids.getOrDefault(text.substring(start, end), UNKNOWN);
      }
      if (id != UNKNOWN) {
        out.add(id, start, end);
      } else if (fallback != Fallback.BYTES || !addBytes(start, end, out)) {
        if (unknown == UNKNOWN) {
          throw new IllegalArgumentException(
              "Cannot encode %s: it is unknown and the vocabulary has no unknown token"
                  .formatted(text.substring(start, end)));
        }
        out.add(unknown, start, end);
      }
    }

    private boolean addBytes(int start, int end, TokenBuffer out) {
      byte[] bytes = new byte[3 * (end - start)];
      int length = Utf8.encode(text, start, end, bytes);
      for (int i = 0; i < length; i++) {
        if (byteIds[bytes[i] & 0xFF] == UNKNOWN) {
          return false;
        }
      }
      for (int i = 0; i < length; i++) {
        out.add(byteIds[bytes[i] & 0xFF], start, end);
      }
      return true;
    }
  }

  @Override
  public int unknownId() {
    return unknown;
  }

  @Override
  public int size() {
    return pieces.size();
  }

  @Override
  public int id(String token) {
    return ids.getOrDefault(token, UNKNOWN);
  }

  @Override
  public @Nullable String token(int id) {
    return id >= 0 && id < pieces.size() ? pieces.get(id).token() : null;
  }
}
