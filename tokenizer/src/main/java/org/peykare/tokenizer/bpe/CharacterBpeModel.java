package org.peykare.tokenizer.bpe;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.peykare.tokenizer.pipeline.Model;
import org.peykare.tokenizer.pipeline.TokenBuffer;
import org.peykare.tokenizer.pipeline.Utf8;
import org.peykare.tokenizer.pipeline.Vocabulary;

/// BPE over characters, as in files converted from SentencePiece: a character without a token
/// becomes its bytes, the unknown token, or nothing.
public final class CharacterBpeModel implements Model {
  private final Vocabulary vocabulary;
  private final CharacterBpeSettings settings;
  private final WordMerger merger;
  private final int[] byteIds;
  private final int unknown;

  /// A model.
  ///
  /// @param merges pairs of tokens in the order of their ranks
  /// @throws IllegalArgumentException when a merge names a token that is not in the vocabulary
  public CharacterBpeModel(
      Vocabulary vocabulary, List<String[]> merges, CharacterBpeSettings settings) {
    this.vocabulary = vocabulary;
    this.settings = settings;
    int inside = settings.prefix().length();
    merger =
        new WordMerger(
            new Merges(
                merges.stream()
                    .map(pair ->
                        new BpeVocabulary.Merge(
                            required(pair[0], pair),
                            required(pair[1], pair),
                            required(pair[0] + pair[1].substring(inside), pair)))
                    .toList()));
    byteIds = vocabulary.byteIds();
    String token = settings.unknownToken();
    unknown = token == null ? UNKNOWN : vocabulary.id(token);
    if (token != null && unknown == UNKNOWN) {
      throw new IllegalArgumentException(
          "Invalid BPE vocabulary: the unknown token %s is missing".formatted(token));
    }
  }

  private int required(String token, String[] pair) {
    int id = vocabulary.id(token);
    if (id == UNKNOWN) {
      throw new IllegalArgumentException(
          "Invalid merge %s: %s is not in the vocabulary".formatted(Arrays.toString(pair), token));
    }
    return id;
  }

  @Override
  public void tokenize(String text, int from, int to, TokenBuffer out) {
    if (settings.wholeWordsFirst()) {
      int id = vocabulary.id(text.substring(from, to));
      if (id != UNKNOWN) {
        out.add(id, from, to);
        return;
      }
    }
    Symbols symbols = new Symbols(3 * (to - from) + 1);
    symbols.read(text, from, to);
    int count = merger.merge(symbols.ids, symbols.bytes, symbols.count);
    locate(text, from, to, symbols, count, out);
  }

  /// Adds the tokens with the characters that their bytes touch. Bytes of characters that vanished
  /// are not counted, so that later tokens seem to lie before their place, as in Hugging Face.
  private static void locate(
      String text, int from, int to, Symbols symbols, int count, TokenBuffer out) {
    int at = from;
    int begin = 0;
    int done = 0;
    for (int i = 0; i < count; i++) {
      int end = done + symbols.bytes[i];
      while (at < to && begin + Utf8.width(text, at, to) <= done) {
        begin += Utf8.width(text, at, to);
        at += Utf8.isPair(text, at, to) ? 2 : 1;
      }
      int last = at;
      int lastBegin = begin;
      while (last < to && lastBegin < end) {
        lastBegin += Utf8.width(text, last, to);
        last += Utf8.isPair(text, last, to) ? 2 : 1;
      }
      out.add(symbols.ids[i], at, last);
      done = end;
    }
  }

  /// The symbols of a word before merging.
  private final class Symbols {
    private final int[] ids;
    private final int[] bytes;
    private int count;
    private int unknownBytes;

    Symbols(int most) {
      ids = new int[most];
      bytes = new int[most];
    }

    void read(String text, int from, int to) {
      for (int at = from; at < to; ) {
        int next = at + (Utf8.isPair(text, at, to) ? 2 : 1);
        String symbol = text.substring(at, next);
        if (at > from) {
          symbol = settings.prefix() + symbol;
        }
        if (next == to) {
          symbol += settings.suffix();
        }
        int width = Utf8.width(text, at, to);
        int id = vocabulary.id(symbol);
        if (id != UNKNOWN) {
          flushUnknown();
          add(id, width);
        } else if (!settings.hasByteFallback() || !addBytes(symbol)) {
          addUnknown(width);
        }
        at = next;
      }
      flushUnknown();
    }

    private void add(int id, int width) {
      ids[count] = id;
      bytes[count++] = width;
    }

    private boolean addBytes(String symbol) {
      byte[] encoded = new byte[3 * symbol.length()];
      int length = Utf8.encode(symbol, 0, symbol.length(), encoded);
      for (int i = 0; i < length; i++) {
        if (byteIds[encoded[i] & 0xFF] == UNKNOWN) {
          return false;
        }
      }
      for (int i = 0; i < length; i++) {
        add(byteIds[encoded[i] & 0xFF], 1);
      }
      return true;
    }

    private void addUnknown(int width) {
      if (unknown == UNKNOWN) {
        return;
      }
      if (!settings.fusesUnknown()) {
        flushUnknown();
      }
      unknownBytes += width;
    }

    private void flushUnknown() {
      if (unknownBytes > 0) {
        add(unknown, unknownBytes);
        unknownBytes = 0;
      }
    }
  }

  @Override
  public int unknownId() {
    return unknown;
  }

  @Override
  public int size() {
    return vocabulary.size();
  }

  @Override
  public int id(String token) {
    return vocabulary.id(token);
  }

  @Override
  public @Nullable String token(int id) {
    return vocabulary.token(id);
  }
}
