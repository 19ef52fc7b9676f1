package org.peykare.console.fill;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.peykare.tokenizer.Tokenizer;
import org.peykare.trainer.FillMask;

/// A trained model and its tokenizer, answering in words.
public final class Filler implements AutoCloseable {
  /// What stands for a blank in a text.
  public static final String MASK = "[MASK]";

  private static final String PIECE = "##";

  private final FillMask model;
  private final Tokenizer tokenizer;
  private final boolean wordPieces;

  private Filler(FillMask model, Tokenizer tokenizer) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.wordPieces =
        IntStream.range(0, model.vocabularySize())
            .mapToObj(tokenizer::idToToken)
            .anyMatch(token -> token.filter(text -> text.startsWith(PIECE)).isPresent());
  }

  /// One answer for a blank.
  ///
  /// @param text the word, without the space before it
  /// @param logProbability natural logarithm of its probability
  public record Answer(String text, double logProbability) {
    /// The probability, 0 to 1.
    public double probability() {
      return Math.exp(logProbability);
    }
  }

  /// Opens a checkpoint folder, or the newest checkpoint of a training's output folder.
  ///
  /// @throws IllegalArgumentException when there is no sound checkpoint
  public static Filler open(Path checkpoint) {
    FillMask model = FillMask.open(checkpoint);
    try {
      return new Filler(model, Tokenizer.load(model.folder()));
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /// The tokenizer of the model.
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /// The `count` most probable single-token words for each blank of `text`, best first.
  ///
  /// @throws IllegalArgumentException when the text has no `[MASK]`
  public List<List<Answer>> words(String text, int count) {
    int[] ids = encode(text);
    int[] blanks = blanks(ids, text);
    float[][] logProbabilities = model.logProbabilities(ids, blanks);
    List<List<Answer>> answers = new ArrayList<>();
    for (float[] atBlank : logProbabilities) {
      answers.add(
          IntStream.range(0, atBlank.length)
              .filter(this::isWordStart)
              .boxed()
              .sorted(Comparator.comparingDouble(id -> -atBlank[id]))
              .limit(count)
              .map(id -> new Answer(tokenizer.decode(id).strip(), atBlank[id]))
              .toList());
    }
    return answers;
  }

  /// The candidates for the one blank of `text`, best first.
  ///
  /// A candidate of several tokens is given as many blanks and read from left to right, each
  /// token's probability taken with those before it in place and those behind it hidden: the
  /// product is its probability (the within-word left-to-right pseudo-log-likelihood of Kauf and
  /// Ivanova 2023, "A Better Way to Do Masked Language Model Scoring"). Hiding one token at a time
  /// instead would favour words of many tokens, whose pieces give each other away. The sum is not
  /// divided by the number of tokens: that favours them too; `docs/benchmarks.md` has the figures.
  ///
  /// @throws IllegalArgumentException when the text has not exactly one `[MASK]`, or a candidate is
  ///   empty
  public List<Answer> rank(String text, List<String> candidates) {
    int[] ids = encode(text);
    int[] blanks = blanks(ids, text);
    if (blanks.length != 1) {
      throw new IllegalArgumentException(
          "Cannot rank candidates for %d blanks (must be exactly one %s): %s"
              .formatted(blanks.length, MASK, text));
    }
    boolean spaceBefore =
        text.indexOf(MASK) > 0 && Character.isWhitespace(text.charAt(text.indexOf(MASK) - 1));
    return candidates.stream()
        .map(candidate -> score(ids, blanks[0], candidate, spaceBefore))
        .sorted(Comparator.comparingDouble(answer -> -answer.logProbability()))
        .toList();
  }

  private Answer score(int[] ids, int blank, String candidate, boolean spaceBefore) {
    int[] tokens = tokenizer.encodeIds((spaceBefore ? " " : "") + candidate.strip());
    if (candidate.isBlank()) {
      throw new IllegalArgumentException("Cannot rank an empty candidate");
    }
    int[] sequence = new int[ids.length - 1 + tokens.length];
    System.arraycopy(ids, 0, sequence, 0, blank);
    System.arraycopy(ids, blank + 1, sequence, blank + tokens.length, ids.length - blank - 1);
    Arrays.fill(sequence, blank, blank + tokens.length, model.maskToken());
    List<FillMask.Query> queries = new ArrayList<>();
    for (int i = 0; i < tokens.length; i++) {
      queries.add(new FillMask.Query(sequence.clone(), new int[] {blank + i}));
      sequence[blank + i] = tokens[i];
    }
    List<float[][]> answers = model.logProbabilities(queries);
    double sum = 0;
    for (int i = 0; i < tokens.length; i++) {
      sum += answers.get(i)[0][tokens[i]];
    }
    return new Answer(candidate, sum);
  }

  /// For each of many texts with one blank each, the log-probabilities of given single tokens
  /// there.
  public List<float[]> tokenScores(List<String> texts, List<int[]> tokens) {
    List<FillMask.Query> queries = new ArrayList<>();
    for (String text : texts) {
      int[] ids = encode(text);
      queries.add(new FillMask.Query(ids, blanks(ids, text)));
    }
    List<float[][]> answers = model.logProbabilities(queries);
    List<float[]> scores = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      float[] atBlank = answers.get(i)[0];
      float[] chosen = new float[tokens.get(i).length];
      for (int k = 0; k < chosen.length; k++) {
        chosen[k] = atBlank[tokens.get(i)[k]];
      }
      scores.add(chosen);
    }
    return scores;
  }

  private int[] encode(String text) {
    return tokenizer.encodeWithSpecialTokens(text).ids();
  }

  private int[] blanks(int[] ids, String text) {
    int[] blanks =
        IntStream.range(0, ids.length).filter(i -> ids[i] == model.maskToken()).toArray();
    if (blanks.length == 0) {
      throw new IllegalArgumentException(
          "There is no blank to fill (the text must hold %s): %s".formatted(MASK, text));
    }
    return blanks;
  }

  /// Byte-level BPE writes the space before a word as `Ġ`, Unigram as `▁`; WordPiece marks what
  /// goes on a word with `##` and leaves the rest bare.
  private boolean isWordStart(int id) {
    return tokenizer.idToToken(id).filter(this::isWordStart).isPresent();
  }

  private boolean isWordStart(String token) {
    if (tokenizer.specialTokens().containsKey(token)) {
      return false;
    }
    return wordPieces
        ? !token.startsWith(PIECE)
        : token.length() > 1 && (token.startsWith("Ġ") || token.startsWith("▁"));
  }

  @Override
  public void close() {
    model.close();
  }
}
