package org.peykare.tokenizer.bpe;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.peykare.tokenizer.pipeline.Model;
import org.peykare.tokenizer.pipeline.TokenBuffer;
import org.peykare.tokenizer.pipeline.Utf8;

/// Byte-level BPE: splits a word into tokens by the ranks of the merges.
public final class BpeModel implements Model {
  private final BpeVocabulary vocabulary;
  private final boolean wholeWordsFirst;
  private final Map<String, Integer> ids;
  private final int[] byteLengths;
  private final int[] idOfByte = new int[256];
  private final WordMerger merger;

  private BpeModel(BpeVocabulary vocabulary, boolean wholeWordsFirst) {
    this.vocabulary = vocabulary;
    this.wholeWordsFirst = wholeWordsFirst;
    ids = BpeVocabulary.ids(vocabulary.tokens());
    byteLengths = vocabulary.tokens().stream().mapToInt(String::length).toArray();
    vocabulary
        .missingByte()
        .ifPresent(b -> {
          throw new IllegalArgumentException(
              "Invalid byte-level BPE vocabulary: byte 0x%02X (%s) is missing (all 256 must be there)"
                  .formatted(b, ByteAlphabet.charOf(b)));
        });
    for (int b = 0; b < 256; b++) {
      idOfByte[b] = ids.getOrDefault(Character.toString(ByteAlphabet.charOf(b)), UNKNOWN);
    }
    merger = new WordMerger(new Merges(vocabulary.merges()));
  }

  /// The model of `vocabulary`.
  public static BpeModel of(BpeVocabulary vocabulary) {
    return new BpeModel(vocabulary, false);
  }

  /// The model of `vocabulary` that takes a word which is a token as that token, whatever the
  /// merges say (`ignore_merges`).
  public static BpeModel wholeWordsFirst(BpeVocabulary vocabulary) {
    return new BpeModel(vocabulary, true);
  }

  /// The tokens and merges.
  public BpeVocabulary vocabulary() {
    return vocabulary;
  }

  /// Whether a word that is a token is taken whole.
  public boolean takesWholeWordsFirst() {
    return wholeWordsFirst;
  }

  @Override
  public void tokenize(String text, int from, int to, TokenBuffer out) {
    int[] tokens = new int[3 * (to - from)];
    locate(text, from, to, tokens, compute(text, from, to, tokens), out);
  }

  /// Puts the tokens of a word into `tokens`, which has room for one per byte; returns how many.
  private int compute(String text, int from, int to, int[] tokens) {
    if (wholeWordsFirst && ids.get(ByteAlphabet.write(text, from, to)) instanceof Integer id) {
      tokens[0] = id;
      return 1;
    }
    byte[] bytes = new byte[3 * (to - from)];
    int length = Utf8.encode(text, from, to, bytes);
    for (int i = 0; i < length; i++) {
      tokens[i] = idOfByte[bytes[i] & 0xFF];
    }
    return merger.merge(tokens, length);
  }

  /// Adds the tokens, each with the range of characters that its bytes touch.
  private void locate(String text, int from, int to, int[] tokens, int count, TokenBuffer out) {
    int at = from;
    int used = 0;
    for (int i = 0; i < count; i++) {
      int start = at;
      int left = used + byteLengths[tokens[i]];
      while (at < to && left >= Utf8.width(text, at, to)) {
        int width = Utf8.width(text, at, to);
        left -= width;
        at += width == 4 ? 2 : 1;
      }
      used = left;
      out.add(tokens[i], start, used == 0 ? at : at + (Utf8.isPair(text, at, to) ? 2 : 1));
    }
  }

  @Override
  public int size() {
    return vocabulary.tokens().size();
  }

  @Override
  public int id(String token) {
    return ids.getOrDefault(token, UNKNOWN);
  }

  @Override
  public @Nullable String token(int id) {
    return id >= 0 && id < size() ? vocabulary.tokens().get(id) : null;
  }
}
