package org.peykare.tokenizer.learn;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.peykare.tokenizer.bpe.BpeVocabulary;
import org.peykare.tokenizer.bpe.ByteAlphabet;
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

  /// What was learned.
  ///
  /// @param symbols bytes or characters of all words
  /// @param tokens tokens that they become
  public record Learned(BpeVocabulary vocabulary, long symbols, long tokens) {}

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

  /// Learns from words written in UTF-8 bytes; all 256 bytes are in the vocabulary. Empties
  /// `words`.
  public Learned trainOnBytes(WordTable words) {
    BpeTokens tokens = new BpeTokens();
    specialTokens.forEach(tokens::idOf);
    ByteAlphabet.characters().forEach(c -> tokens.idOf(Character.toString(c)));
    int[] idOfByte = new int[256];
    for (int b = 0; b < 256; b++) {
      idOfByte[b] = tokens.idOf(Character.toString(ByteAlphabet.charOf(b)));
    }
    return learn(tokens, cells(words, new ByteSymbols(idOfByte)));
  }

  /// Learns from words written in characters; the alphabet is the characters that occur. The
  /// trainings here learn from bytes: this is there to be compared with the reference library,
  /// whose stress cases are written so. Empties `words`.
  public Learned trainOnCharacters(WordTable words) {
    TreeSet<Integer> alphabet = new TreeSet<>();
    words.forEach((text, from, to, _) ->
        new String(text, from, to - from).codePoints().forEach(alphabet::add));
    BpeTokens tokens = new BpeTokens();
    specialTokens.forEach(tokens::idOf);
    alphabet.forEach(c -> tokens.idOf(Character.toString(c)));
    return learn(tokens, cells(words, new CharacterSymbols(tokens)));
  }

  /// Turns words into symbols.
  private interface Symbols {
    /// Symbols of the word, at least as many as it has.
    int bound(char[] text, int from, int to);

    /// Writes the symbols of the word; returns how many they are.
    int write(char[] text, int from, int to, int[] symbols);
  }

  private static final class ByteSymbols implements Symbols {
    private final int[] idOfByte;
    private byte[] bytes = new byte[1 << 10];

    ByteSymbols(int[] idOfByte) {
      this.idOfByte = idOfByte;
    }

    @Override
    public int bound(char[] text, int from, int to) {
      if (3 * (to - from) > bytes.length) {
        bytes = new byte[Math.multiplyExact(3, to - from)];
      }
      return Utf8.encode(new String(text, from, to - from), 0, to - from, bytes);
    }

    @Override
    public int write(char[] text, int from, int to, int[] symbols) {
      int length = bound(text, from, to);
      for (int i = 0; i < length; i++) {
        symbols[i] = idOfByte[bytes[i] & 0xFF];
      }
      return length;
    }
  }

  private record CharacterSymbols(BpeTokens tokens) implements Symbols {
    @Override
    public int bound(char[] text, int from, int to) {
      return to - from;
    }

    @Override
    public int write(char[] text, int from, int to, int[] symbols) {
      int[] codePoints = new String(text, from, to - from).codePoints().toArray();
      for (int i = 0; i < codePoints.length; i++) {
        symbols[i] = tokens.idOf(Character.toString(codePoints[i]));
      }
      return codePoints.length;
    }
  }

  private static WordCells cells(WordTable words, Symbols symbols) {
    long[] sizes = new long[2];
    words.forEach((text, from, to, _) -> {
      int bound = symbols.bound(text, from, to);
      sizes[0] += bound;
      sizes[1] = Math.max(sizes[1], bound);
    });
    WordCells cells = new WordCells(words.distinct(), sizes[0]);
    int[] word = new int[(int) sizes[1]];
    words.forEach(
        (text, from, to, times) -> cells.add(times, word, symbols.write(text, from, to, word)));
    words.clear();
    return cells;
  }

  private Learned learn(BpeTokens tokens, WordCells cells) {
    List<BpeVocabulary.Merge> merges = new ArrayList<>();
    int symbols = Math.max(vocabularySize, tokens.size()) + 1;
    long written = cells.symbols();
    PairMerger pairs = new PairMerger(cells, tokens, symbols, maxTokenLength);
    while (tokens.size() < vocabularySize) {
      int entry = pairs.poll(Math.max(1, minFrequency));
      if (entry < 0) {
        break;
      }
      int left = PairCounts.left(pairs.pair(entry));
      int right = PairCounts.right(pairs.pair(entry));
      int merged = tokens.idOf(tokens.get(left) + tokens.get(right));
      merges.add(new BpeVocabulary.Merge(left, right, merged));
      pairs.merge(entry, merged);
      if (merges.size() % 256 == 0) {
        progress.accept(tokens.size());
      }
    }
    return new Learned(new BpeVocabulary(tokens.all(), merges), written, cells.symbols());
  }
}
