package org.peykare.corpus.extract;

import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which charset bytes that are not UTF-8 are in, by how much the decoded words look like words:
/// letters of one script each, and the script's frequent letters among them.
final class CharsetGuess {
  /// A charset and the most frequent letters of the languages written in it.
  private record Candidate(Charset charset, UnicodeScript script, String frequent) {}

  private static final String ARABIC = "ايينرمهوتدبلسكشعفقي";
  private static final String CYRILLIC = "оеаинтсрвлкмдпу";

  /// One candidate for each group of languages, so that a letter of one does not speak for another:
  /// in windows-1250 the š of ISO-8859-2 is the ą of Polish.
  private static final String CZECH = "ěščřžýáíéůďťňľôäúóđć";

  private static final String POLISH = "ąęłńóśźżć";
  private static final String HUNGARIAN = "áéíóöőúüű";

  private static final List<Candidate> SINGLE_BYTE =
      List.of(
          candidate("windows-1256", UnicodeScript.ARABIC, ARABIC),
          candidate("windows-1252", UnicodeScript.LATIN, "éèàüäößñçóáíêôåøæúãâîìòùïë"),
          candidate("windows-1251", UnicodeScript.CYRILLIC, CYRILLIC),
          candidate("KOI8-R", UnicodeScript.CYRILLIC, CYRILLIC),
          candidate("windows-1250", UnicodeScript.LATIN, CZECH),
          candidate("windows-1250", UnicodeScript.LATIN, POLISH),
          candidate("windows-1250", UnicodeScript.LATIN, HUNGARIAN),
          candidate("ISO-8859-2", UnicodeScript.LATIN, CZECH),
          candidate("ISO-8859-2", UnicodeScript.LATIN, POLISH),
          candidate("windows-1254", UnicodeScript.LATIN, "ışğüçöİâî"),
          candidate("windows-1253", UnicodeScript.GREEK, "αοιετνσηρπκςυμ"),
          candidate("windows-1255", UnicodeScript.HEBREW, "יוהלארתבמשנ"),
          candidate("ISO-8859-5", UnicodeScript.CYRILLIC, CYRILLIC),
          candidate("ISO-8859-6", UnicodeScript.ARABIC, ARABIC));

  private static final List<String> MULTI_BYTE =
      List.of("GB18030", "windows-31j", "EUC-JP", "x-windows-949", "Big5");

  private static final String FREQUENT_WIDE =
      "，。、！？：；「」的一是不了在人有我他这個个中大来來上国國到说說们們为為子和你地出道也时時年得就那要下以生会會自着去之过過家学學对對可她里裡后後小么麼心多天而能好都然没沒日于於起还還发發成事只作当當想看文无無開开手十用主行方又如前所本见見经經头頭面公同三已老从從动動两兩长長"
          + "이다는에의을가고하지를로은기사서도나리어자한아시그인정대라만일들해수보원과전스않있게면부";

  private static final double OTHER_WIDE = .25;

  private static final Charset FALLBACK = Charset.forName("windows-1252");

  /// Score with which a declared charset is taken without looking at others.
  private static final double CERTAIN = .6;

  private static final int SAMPLE = 65_536;

  private CharsetGuess() {}

  private static Candidate candidate(String name, UnicodeScript script, String frequent) {
    return new Candidate(Charset.forName(name), script, frequent);
  }

  /// The declared charset if the words look right in it, else the charset in which they look best.
  static Charset of(byte[] bytes, @Nullable Charset declared) {
    byte[] sample = bytes.length > SAMPLE ? Arrays.copyOf(bytes, SAMPLE) : bytes;
    for (Candidate candidate : SINGLE_BYTE) {
      if (candidate.charset().equals(declared)
          && score(new String(sample, candidate.charset()), candidate) > CERTAIN) {
        return candidate.charset();
      }
    }
    Charset best = FALLBACK;
    double bestScore = 0;
    for (Candidate candidate : SINGLE_BYTE) {
      double score = score(new String(sample, candidate.charset()), candidate);
      if (candidate.charset().equals(declared)) {
        score = score * 1.25 + .05;
      }
      if (score > bestScore) {
        bestScore = score;
        best = candidate.charset();
      }
    }
    Charset wide = multiByte(sample, declared, bestScore);
    if (wide != null) {
      return wide;
    }
    boolean known =
        declared != null && SINGLE_BYTE.stream().anyMatch(c -> c.charset().equals(declared));
    boolean utf8 = declared != null && declared.name().equals("UTF-8");
    return declared == null || known || utf8 || bestScore > .6 ? best : declared;
  }

  private static @Nullable Charset multiByte(
      byte[] sample, @Nullable Charset declared, double singleByte) {
    Charset best = null;
    double bestScore = Math.max(singleByte, .3);
    for (String name : MULTI_BYTE) {
      Charset charset = Charset.forName(name);
      double score = wideScore(new String(sample, charset));
      if (charset.equals(declared)) {
        score = score * 1.25 + .1;
      }
      if (score > bestScore) {
        bestScore = score;
        best = charset;
      }
    }
    return best;
  }

  /// Share of the letters beyond ASCII that are frequent and in words of one script.
  private static double score(String text, Candidate candidate) {
    int high = 0;
    int good = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c < 0x80) {
        i++;
        continue;
      }
      if (!Character.isLetter(c)) {
        high += c == '\uFFFD' || Character.isISOControl(c) ? 2 : isInsideWord(text, i) ? 1 : 0;
        i++;
        continue;
      }
      int start = i;
      while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
        start--;
      }
      int end = i;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      int letters = lettersBeyondAscii(text, start, end);
      high += letters;
      good += goodLetters(text, start, end, letters, candidate);
      i = end;
    }
    return high == 0 ? 0 : (double) good / high;
  }

  /// A mark such as ± or ¹ between letters is a letter of another charset.
  private static boolean isInsideWord(String text, int i) {
    char c = text.charAt(i);
    return c < 0x2000
        && c != '\u00AD'
        && c != '\u00B7'
        && i > 0
        && i + 1 < text.length()
        && Character.isLetter(text.charAt(i - 1))
        && Character.isLetter(text.charAt(i + 1));
  }

  private static int lettersBeyondAscii(String text, int start, int end) {
    int letters = 0;
    for (int i = start; i < end; i++) {
      letters += text.charAt(i) >= 0x80 ? 1 : 0;
    }
    return letters;
  }

  private static int goodLetters(
      String text, int start, int end, int letters, Candidate candidate) {
    boolean latin = candidate.script() == UnicodeScript.LATIN;
    if (latin && letters > 1 && letters * 2 > end - start) {
      return 0;
    }
    int good = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (UnicodeScript.of(c) != candidate.script()
          || (i > start && strangeCase(text.charAt(i - 1), c))) {
        return 0;
      }
      if (c >= 0x80 && candidate.frequent().indexOf(Character.toLowerCase(c)) >= 0) {
        good++;
      }
    }
    return good;
  }

  private static boolean strangeCase(char before, char c) {
    return Character.isLowerCase(before) && Character.isUpperCase(c) && c >= 0x80;
  }

  /// Share of the characters beyond ASCII that are kana, frequent hangul or frequent ideographs;
  /// others count less, because any bytes are ideographs in some charset.
  private static double wideScore(String text) {
    int high = 0;
    double good = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      high++;
      if (c == '\uFFFD' || (c >= 0xE000 && c < 0xF900) || Character.isISOControl(c)) {
        high += 4;
      } else if (isKana(c) || FREQUENT_WIDE.indexOf(c) >= 0) {
        good++;
      } else if ((c >= 0x4E00 && c <= 0x9FA5) || (c >= 0xAC00 && c <= 0xD7A3)) {
        good += OTHER_WIDE;
      }
    }
    return high == 0 ? 0 : good / high;
  }

  private static boolean isKana(char c) {
    return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FC);
  }
}
