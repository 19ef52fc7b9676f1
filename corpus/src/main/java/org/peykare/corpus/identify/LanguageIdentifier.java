package org.peykare.corpus.identify;

import com.carrotsearch.labs.langid.DetectedLanguage;
import com.carrotsearch.labs.langid.LangIdV3;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Identifies the language of a text: langid's naive Bayes over byte n-grams, and rules by letters
/// and short words for the languages in Arabic script. Thread-safe.
///
/// The text is judged in windows from its beginning to its end, so that the confidence of a page in
/// two languages is the share of the greater one.
public final class LanguageIdentifier {
  private static final int WINDOW = 400;
  private static final int MOST_WINDOWS = 12;

  /// With fewer letters than this the confidence is lowered in proportion.
  private static final int SURE_LETTERS = 20;

  /// A classifier keeps state while it works, so each caller takes one.
  private final Queue<LangIdV3> classifiers = new ConcurrentLinkedQueue<>();

  /// The language of `text`, best given as it was written: normalisation takes letters away that
  /// tell languages apart.
  public LanguageGuess identify(String text) {
    return languages(text).getFirst();
  }

  /// The languages of `text`, the greatest first; the confidence of each is its share of the text
  /// weighed by how sure it is. [LanguageGuess#none] alone for a text without letters.
  public List<LanguageGuess> languages(String text) {
    LangIdV3 classifier = classifiers.poll();
    if (classifier == null) {
      classifier = new LangIdV3();
    }
    try {
      return languages(text, classifier);
    } finally {
      classifiers.add(classifier);
    }
  }

  /// The language of each paragraph of `text`, which are parted by empty lines.
  public List<LanguageGuess> paragraphs(String text) {
    return Arrays.stream(text.split("\n\n", -1)).map(this::identify).toList();
  }

  private static List<LanguageGuess> languages(String text, LangIdV3 classifier) {
    Map<String, Double> shares = new HashMap<>();
    double letters = 0;
    int step = Math.max(WINDOW, text.length() / MOST_WINDOWS);
    for (int start = 0; start < text.length(); start += step) {
      int end = wordEnd(text, Math.min(text.length(), start + WINDOW));
      int from = start == 0 ? 0 : wordEnd(text, start);
      if (from < end) {
        letters += addWindow(text.substring(from, end), classifier, shares);
      }
    }
    if (letters == 0) {
      return List.of(LanguageGuess.none());
    }
    double scale = Math.min(1, letters / SURE_LETTERS) / letters;
    return shares.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue()
                .thenComparing(Map.Entry::getKey)
                .reversed())
        .map(share -> new LanguageGuess(share.getKey(), Math.min(1, share.getValue() * scale)))
        .toList();
  }

  /// Adds a window's letters to its language; returns how many there are.
  private static double addWindow(String window, LangIdV3 classifier, Map<String, Double> shares) {
    int letters = (int) window.codePoints().filter(Character::isLetter).count();
    if (letters == 0) {
      return 0;
    }
    LanguageGuess byLetters = ArabicScript.identify(window);
    if (byLetters != null
        && (byLetters.confidence() >= ArabicScript.DECIDED
            || !ArabicScript.LANGUAGES.contains(byLetters.lang()))) {
      shares.merge(byLetters.lang(), letters * byLetters.confidence(), Double::sum);
      return letters;
    }
    DetectedLanguage detected = classifier.classify(withoutAddresses(window), true);
    if (byLetters != null && !ArabicScript.LANGUAGES.contains(detected.getLangCode())) {
      shares.merge(byLetters.lang(), letters * byLetters.confidence(), Double::sum);
      return letters;
    }
    shares.merge(detected.getLangCode(), letters * (double) detected.confidence, Double::sum);
    return letters;
  }

  private static String withoutAddresses(String window) {
    return window.contains("://") ? window.replaceAll("https?://\\S+", " ") : window;
  }

  private static int wordEnd(String text, int index) {
    int end = index;
    while (end < text.length() && end < index + 40 && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
