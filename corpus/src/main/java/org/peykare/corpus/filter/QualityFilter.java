package org.peykare.corpus.filter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Rejects what does not read as written text: few stop words, many symbols, odd word lengths, many
/// bullets, lines that do not end (Gopher and FineWeb, with FineWeb-2's thresholds per language).
public final class QualityFilter {
  private static final int SHORT_LINE = 30;

  /// A longer line that begins with a dash is speech.
  private static final int LONGEST_BULLET = 120;

  private static final double BULLET_LINES = .9;
  private static final double ELLIPSIS_LINES = .3;
  private static final double SYMBOLS_PER_WORD = .1;
  private static final String BULLETS = "•‣▪◦●○■□▶►–-*·";

  private static final String LINE_ENDS = ".!?…؟۔。！？॥।։:؛;";
  private static final String CLOSING = "»\"'”’)]›）」』“*";

  private final FilterConfig config;

  /// A filter with these thresholds.
  public QualityFilter(FilterConfig config) {
    this.config = config;
  }

  /// Why the text is rejected, if it is.
  public Optional<Rejection> check(String text, String lang) {
    Thresholds thresholds = config.thresholds(lang);
    Optional<Rejection> words = checkWords(text, thresholds);
    return words.isPresent() ? words : checkLines(text, thresholds);
  }

  private static Optional<Rejection> checkWords(String text, Thresholds thresholds) {
    WordFigures figures = WordFigures.of(Words.of(text), thresholds);
    if (figures.stopWords < thresholds.stopWordsLeast()) {
      return Optional.of(
          Rejection.below(
              "few-stop-words", "stop_words", figures.stopWords, thresholds.stopWordsLeast()));
    }
    double length = (double) figures.letters / Math.max(1, figures.alphabetic);
    if (length < thresholds.wordLengthLeast()) {
      return Optional.of(
          Rejection.below("short-words", "word_length", length, thresholds.wordLengthLeast()));
    }
    if (length > thresholds.wordLengthMost()) {
      return Optional.of(
          Rejection.above("long-words", "word_length", length, thresholds.wordLengthMost()));
    }
    double alphabetic = (double) figures.alphabetic / Math.max(1, figures.words);
    if (alphabetic < thresholds.alphabeticWords()) {
      return Optional.of(
          Rejection.below(
              "few-alphabetic-words", "share", alphabetic, thresholds.alphabeticWords()));
    }
    double symbols = (double) symbols(text) / Math.max(1, figures.words);
    return symbols > SYMBOLS_PER_WORD
        ? Optional.of(Rejection.above("symbols", "per_word", symbols, SYMBOLS_PER_WORD))
        : Optional.empty();
  }

  /// `#` and ellipses.
  private static int symbols(String text) {
    int symbols = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '#' || c == '…') {
        symbols++;
      } else if (c == '.' && text.startsWith("...", i)) {
        symbols++;
        i += 2;
      }
    }
    return symbols;
  }

  private static Optional<Rejection> checkLines(String text, Thresholds thresholds) {
    LineFigures lines = LineFigures.of(text);
    double bullets = lines.characterShare(lines.bulletCharacters);
    if (bullets > BULLET_LINES) {
      return above("bullet-lines", bullets, BULLET_LINES);
    }
    double ellipses = (double) lines.ellipses / Math.max(1, lines.all);
    if (ellipses > ELLIPSIS_LINES) {
      return above("ellipsis-lines", ellipses, ELLIPSIS_LINES);
    }
    double ended = lines.characterShare(lines.endedCharacters);
    if (ended < thresholds.endedLines()) {
      return Optional.of(Rejection.below("unended-lines", "share", ended, thresholds.endedLines()));
    }
    double inShort = lines.characterShare(lines.shortCharacters);
    if (inShort > thresholds.shortLines()) {
      return above("short-lines", inShort, thresholds.shortLines());
    }
    double perWord = (double) lines.all / Math.max(1, Words.count(text));
    return perWord > thresholds.linesPerWord()
        ? Optional.of(Rejection.above("many-lines", "per_word", perWord, thresholds.linesPerWord()))
        : Optional.empty();
  }

  private static Optional<Rejection> above(String reason, double share, double most) {
    return Optional.of(Rejection.above(reason, "share", share, most));
  }

  /// Counts over words. A word of digits alone is no word here, neither for nor against the text.
  private static final class WordFigures {
    int words;
    int alphabetic;
    int stopWords;
    long letters;

    static WordFigures of(List<String> words, Thresholds thresholds) {
      WordFigures figures = new WordFigures();
      for (String word : words) {
        figures.add(word, thresholds);
      }
      return figures;
    }

    private void add(String word, Thresholds thresholds) {
      int wordLetters = 0;
      int digits = 0;
      for (int i = 0; i < word.length(); i++) {
        char c = word.charAt(i);
        wordLetters += Character.isLetter(c) || Character.isSurrogate(c) ? 1 : 0;
        digits += Character.isDigit(c) ? 1 : 0;
      }
      if (wordLetters == 0 && digits > 0) {
        return;
      }
      words++;
      if (wordLetters > 0) {
        alphabetic++;
        letters += word.length();
      }
      if (thresholds.stopWords().contains(word.toLowerCase(Locale.ROOT))) {
        stopWords++;
      }
    }
  }

  /// Counts over lines that are not empty. All but ellipses are weighed by their characters: an
  /// encyclopedia page with a long table below its text is a text.
  private static final class LineFigures {
    int all;
    int ellipses;
    long characters;
    long bulletCharacters;
    long endedCharacters;
    long shortCharacters;

    static LineFigures of(String text) {
      LineFigures figures = new LineFigures();
      for (String line : text.split("\n", -1)) {
        if (!line.isBlank()) {
          figures.add(line.strip());
        }
      }
      return figures;
    }

    private void add(String line) {
      all++;
      bulletCharacters += isBullet(line) ? line.length() : 0;
      ellipses += line.endsWith("…") || line.endsWith("...") ? 1 : 0;
      characters += line.length();
      shortCharacters += line.length() <= SHORT_LINE ? line.length() : 0;
      endedCharacters += isEnded(line) ? line.length() : 0;
    }

    private static boolean isBullet(String line) {
      return line.length() <= LONGEST_BULLET && BULLETS.indexOf(line.charAt(0)) >= 0;
    }

    /// Ends in a mark, also one inside closing quotes or brackets.
    private static boolean isEnded(String line) {
      char last = line.charAt(line.length() - 1);
      return LINE_ENDS.indexOf(last) >= 0 || CLOSING.indexOf(last) >= 0;
    }

    double characterShare(long part) {
      return characters == 0 ? 0 : (double) part / characters;
    }
  }
}
