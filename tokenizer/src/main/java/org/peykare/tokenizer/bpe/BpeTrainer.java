package org.peykare.tokenizer.bpe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.peykare.tokenizer.pipeline.Utf8;

/// Learns the merges of a BPE vocabulary from counted words.
///
/// Ids: the special tokens in their order, then the alphabet by code point, then one per merge. The
/// most frequent pair is merged first; of equally frequent ones the pair with the smallest left,
/// then right id. Specified in `formats/tokenizer.md`.
public final class BpeTrainer {
  private final int vocabularySize;
  private final long minFrequency;
  private final int maxTokenLength;
  private final List<String> specialTokens;
  private IntConsumer progress = _ -> {};

  /// A trainer.
  ///
  /// @param maxTokenLength tokens of this many characters or more are not counted anew;
  ///   `Integer.MAX_VALUE` for no limit, as in every training here. The limit is there to be
  ///   compared with the reference library, whose stress cases set it
  public BpeTrainer(
      int vocabularySize, long minFrequency, int maxTokenLength, List<String> specialTokens) {
    this.vocabularySize = vocabularySize;
    this.minFrequency = minFrequency;
    this.maxTokenLength = maxTokenLength;
    this.specialTokens = List.copyOf(new LinkedHashSet<>(specialTokens));
  }

  /// This trainer, which tells from time to time how many tokens it has.
  public BpeTrainer withProgress(IntConsumer tokens) {
    progress = tokens;
    return this;
  }

  /// Learns from words written in UTF-8 bytes; all 256 bytes are in the vocabulary.
  public BpeVocabulary trainOnBytes(PieceCounter words) {
    Tokens tokens = new Tokens();
    specialTokens.forEach(tokens::idOf);
    ByteAlphabet.characters().forEach(c -> tokens.idOf(Character.toString(c)));
    int[] idOfByte = new int[256];
    for (int b = 0; b < 256; b++) {
      idOfByte[b] = tokens.idOf(Character.toString(ByteAlphabet.charOf(b)));
    }
    PairTable pairs = new PairTable(maxTokenLength, tokens);
    words.forEach((word, times) -> {
      byte[] bytes = new byte[3 * word.length()];
      int[] symbols = new int[Utf8.encode(word, 0, word.length(), bytes)];
      Arrays.setAll(symbols, i -> idOfByte[bytes[i] & 0xFF]);
      pairs.add(symbols, times);
    });
    return learn(tokens, pairs);
  }

  /// Learns from words written in characters; the alphabet is the characters that occur. The
  /// trainings here learn from bytes: this is there to be compared with the reference library,
  /// whose stress cases are written so.
  public BpeVocabulary trainOnCharacters(PieceCounter words) {
    TreeSet<Integer> alphabet = new TreeSet<>();
    words.forEach((word, _) -> word.codePoints().forEach(alphabet::add));
    Tokens tokens = new Tokens();
    specialTokens.forEach(tokens::idOf);
    alphabet.forEach(c -> tokens.idOf(Character.toString(c)));
    PairTable pairs = new PairTable(maxTokenLength, tokens);
    words.forEach((word, times) -> pairs.add(symbols(word, tokens), times));
    return learn(tokens, pairs);
  }

  private BpeVocabulary learn(Tokens tokens, PairTable pairs) {
    List<BpeVocabulary.Merge> merges = new ArrayList<>();
    pairs.queueAll();
    while (tokens.size() < vocabularySize
        && pairs.poll(minFrequency) instanceof PairTable.Top top) {
      int merged = tokens.idOf(tokens.get(top.left()) + tokens.get(top.right()));
      merges.add(new BpeVocabulary.Merge(top.left(), top.right(), merged));
      pairs.merge(top, merged);
      if (merges.size() % 256 == 0) {
        progress.accept(tokens.size());
      }
    }
    return new BpeVocabulary(tokens.all(), merges);
  }

  private static int[] symbols(String word, Tokens tokens) {
    return word.codePoints().map(c -> tokens.idOf(Character.toString(c))).toArray();
  }

  /// The growing vocabulary.
  static final class Tokens {
    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();

    /// The id of `token`; a new one if it has none.
    int idOf(String token) {
      Integer id = ids.putIfAbsent(token, tokens.size());
      if (id != null) {
        return id;
      }
      tokens.add(token);
      return tokens.size() - 1;
    }

    String get(int id) {
      return tokens.get(id);
    }

    int length(int id) {
      String token = tokens.get(id);
      return token.codePointCount(0, token.length());
    }

    int size() {
      return tokens.size();
    }

    List<String> all() {
      return tokens;
    }
  }
}
