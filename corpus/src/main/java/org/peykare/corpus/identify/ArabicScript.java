package org.peykare.corpus.identify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells the languages in Arabic script apart by letters that only some of them have, and Persian
/// from Arabic also by the shortest words.
final class ArabicScript {
  /// Languages that langid is asked about where the letters do not tell; it takes Persian written
  /// with Arabic letters for Urdu.
  static final Set<String> LANGUAGES = Set.of("ar", "fa");

  /// From this confidence on the rule decides alone.
  static final double DECIDED = .9;

  /// Points of evidence that make the odds e to one.
  private static final double STEEPNESS = 3;

  private static final String SORANI = "ۆێڕڵە";
  private static final String UYGHUR = "ۇۈېڭ";
  private static final String URDU = "ٹڈڑںےہھ";
  private static final String PASHTO = "ټډړږښڼځڅۍ";
  private static final String SINDHI = "ٻڀٿٺڄڃڇڍڌڏڙڦڪڱڳڻ";
  private static final String PERSIAN = "پچژگ";
  private static final String PERSIAN_FORMS = "کی";
  private static final String ARABIC = "ةأإ";

  /// Languages whose letters are Persian: told by their words, where these are more than the
  /// Persian ones.
  private static final List<String> BY_WORDS = List.of("azb", "glk", "mzn");

  private static final int LEAST_WORDS = 4;
  private static final double LEAST_SHARE = .06;

  private static final WordLists WORDS = WordLists.read("arabic-script.txt");

  private ArabicScript() {}

  /// The language by its letters; null where the text is not mainly in Arabic script.
  static @Nullable LanguageGuess identify(String text) {
    Letters letters = Letters.of(text);
    if (letters.arabic * 2 < letters.all || letters.arabic == 0) {
      return null;
    }
    double total = letters.arabic;
    double purity = total / letters.all;
    if (letters.sorani / total >= .03 && letters.uyghur / total < .02) {
      return new LanguageGuess("ckb", purity);
    }
    if (letters.uyghur / total >= .03) {
      return new LanguageGuess("ug", purity);
    }
    if (letters.sindhi / total >= .03) {
      return new LanguageGuess("sd", purity);
    }
    if (letters.pashto / total >= .015) {
      return new LanguageGuess("ps", purity);
    }
    if (letters.urdu / total >= .04) {
      return new LanguageGuess("ur", purity);
    }
    return persianOrArabic(letters, text, purity);
  }

  private static LanguageGuess persianOrArabic(Letters letters, String text, double purity) {
    Map<String, Integer> hits = new HashMap<>();
    int words = 0;
    int articles = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && isWordPart(text.charAt(i))) {
        continue;
      }
      String word = text.substring(start, i);
      start = i + 1;
      words += word.isEmpty() ? 0 : 1;
      articles += word.length() > 4 && word.startsWith("ال") ? 1 : 0;
      WORDS.languages(word).forEach(language -> hits.merge(language, 1, Integer::sum));
    }
    int persianWords = hits.getOrDefault("fa", 0);
    int others = Math.max(persianWords, hits.getOrDefault("ar", 0));
    for (String language : BY_WORDS) {
      int own = hits.getOrDefault(language, 0);
      if (own >= LEAST_WORDS && own >= LEAST_SHARE * words && own > 2 * others) {
        return new LanguageGuess(language, purity * sure(own - others));
      }
    }
    double persian =
        3.0 * letters.persian + letters.persianForms + 2.0 * letters.joiners + 3.0 * persianWords;
    double arabic = 3.0 * letters.arabicOnly + 3.0 * hits.getOrDefault("ar", 0) + articles;
    return new LanguageGuess(
        persian >= arabic ? "fa" : "ar", purity * sure(Math.abs(persian - arabic)));
  }

  private static double sure(double evidence) {
    return 1 / (1 + Math.exp(-evidence / STEEPNESS));
  }

  private static boolean isWordPart(char c) {
    return c == '\u200C' || Character.isLetter(c);
  }

  /// Counts of telling letters.
  private static final class Letters {
    int all;
    int arabic;
    int sorani;
    int uyghur;
    int urdu;
    int pashto;
    int sindhi;
    int persian;
    int persianForms;
    int arabicOnly;
    int joiners;

    static Letters of(String text) {
      Letters letters = new Letters();
      for (int i = 0; i < text.length(); i++) {
        letters.add(text.charAt(i));
      }
      return letters;
    }

    private void add(char c) {
      if (c == '\u200C') {
        joiners++;
      }
      if (!Character.isLetter(c)) {
        return;
      }
      all++;
      if (c < 0x0620 || (c > 0x06FF && (c < 0xFB50 || c > 0xFEFC))) {
        return;
      }
      arabic++;
      sorani += in(SORANI, c);
      uyghur += in(UYGHUR, c);
      urdu += in(URDU, c);
      pashto += in(PASHTO, c);
      sindhi += in(SINDHI, c);
      persian += in(PERSIAN, c);
      persianForms += in(PERSIAN_FORMS, c);
      arabicOnly += in(ARABIC, c);
    }

    private static int in(String set, char c) {
      return set.indexOf(c) >= 0 ? 1 : 0;
    }
  }
}
