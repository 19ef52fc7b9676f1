package org.peykare.corpus.filter;

import java.util.List;
import java.util.Set;

/// Thresholds for one language; the built-in ones are in `thresholds.json`, each with its source.
///
/// @param source where the figures come from
/// @param languageScore least confidence of the language
/// @param duplicateLines most share of lines that repeat an earlier one
/// @param duplicateNgrams most share of characters in repeated word n-grams, for n = 5 to 10
/// @param topNgrams most share of characters in the most frequent word n-gram, for n = 2, 3, 4
/// @param endedLines least share of the text in lines that end in a mark
/// @param linesPerWord most line breaks per word
/// @param shortLines most share of the text in lines of at most 30 characters
/// @param wordLengthLeast least average word length
/// @param wordLengthMost greatest average word length
/// @param alphabeticWords least share of words with a letter, numbers not counted
/// @param stopWordsLeast fewest stop words
/// @param stopWords stop words, lower case
public record Thresholds(
    String source,
    double languageScore,
    double duplicateLines,
    List<Double> duplicateNgrams,
    List<Double> topNgrams,
    double endedLines,
    double linesPerWord,
    double shortLines,
    double wordLengthLeast,
    double wordLengthMost,
    double alphabeticWords,
    int stopWordsLeast,
    Set<String> stopWords) {

  /// Lengths of the n-grams of `duplicateNgrams` and `topNgrams`.
  static final int SHORTEST_DUPLICATE = 5;

  static final int SHORTEST_TOP = 2;

  /// Names of the single numbers in settings.
  static final List<String> NAMES =
      List.of(
          "language-score",
          "duplicate-lines",
          "ended-lines",
          "lines-per-word",
          "short-lines",
          "word-length-least",
          "word-length-most",
          "alphabetic-words",
          "stop-words-least");

  public Thresholds {
    if (duplicateNgrams.size() != 6 || topNgrams.size() != 3) {
      throw new IllegalArgumentException(
          "Invalid filter thresholds: %d duplicate-ngrams and %d top-ngrams (must be 6, for 5 to 10 words, and 3, for 2 to 4 words)"
              .formatted(duplicateNgrams.size(), topNgrams.size()));
    }
    duplicateNgrams = List.copyOf(duplicateNgrams);
    topNgrams = List.copyOf(topNgrams);
    stopWords = Set.copyOf(stopWords);
  }

  /// The same with one number changed, by its name in settings.
  ///
  /// @throws IllegalArgumentException where there is none of that name
  Thresholds with(String name, double value) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "Invalid threshold %s: there is none of that name (known: %s)"
              .formatted(name, String.join(", ", NAMES)));
    }
    return new Thresholds(
        source,
        name.equals("language-score") ? value : languageScore,
        name.equals("duplicate-lines") ? value : duplicateLines,
        duplicateNgrams,
        topNgrams,
        name.equals("ended-lines") ? value : endedLines,
        name.equals("lines-per-word") ? value : linesPerWord,
        name.equals("short-lines") ? value : shortLines,
        name.equals("word-length-least") ? value : wordLengthLeast,
        name.equals("word-length-most") ? value : wordLengthMost,
        name.equals("alphabetic-words") ? value : alphabeticWords,
        name.equals("stop-words-least") ? (int) value : stopWordsLeast,
        stopWords);
  }

  /// The built-in thresholds for a language; neutral ones for a language without data.
  public static Thresholds of(String language) {
    return BuiltInThresholds.of(language);
  }
}
