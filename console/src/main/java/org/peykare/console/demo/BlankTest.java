package org.peykare.console.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peykare.console.fill.Filler;

/// Words blanked out in held-out documents, each to be told from rivals of like frequency.
///
/// Words and their frequencies come from the training documents. A word qualifies when it is one
/// token and occurs at least [#LEAST_FREQUENCY] times; its rivals are the [#RIVALS] words of the
/// same script nearest to it in frequency. A guess has one chance in five, and knowing frequencies
/// helps little.
final class BlankTest {
  static final int RIVALS = 4;
  static final int LEAST_FREQUENCY = 4;
  static final int MOST_BLANKS = 400;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\u200c]+");
  private static final int CONTEXT_CHARACTERS = 300;

  private final Filler filler;
  private final List<Entry> words;
  private final Map<String, Integer> places = new HashMap<>();

  /// A word of the training documents.
  private record Entry(String word, int token, long frequency, boolean arabicScript) {}

  /// One question: a text with one blank, the right word and its rivals.
  record Blank(String text, String right, List<String> rivals) {}

  /// Outcome: blanks asked and answered right, and what guessing would reach.
  record Score(int blanks, int right, double chance) {
    double accuracy() {
      return blanks == 0 ? 0 : (double) right / blanks;
    }
  }

  BlankTest(Filler filler, List<String> trainingTexts) {
    this.filler = filler;
    Map<String, Long> counts = new TreeMap<>();
    for (String text : trainingTexts) {
      Matcher matcher = WORD.matcher(text);
      while (matcher.find()) {
        counts.merge(matcher.group(), 1L, Long::sum);
      }
    }
    List<Entry> entries = new ArrayList<>();
    counts.forEach((word, count) -> {
      int[] ids = filler.tokenizer().encodeIds(" " + word);
      if (count >= LEAST_FREQUENCY && ids.length == 1 && word.length() > 1) {
        entries.add(new Entry(word, ids[0], count, isArabicScript(word)));
      }
    });
    entries.sort((a, b) ->
        a.frequency() != b.frequency()
            ? Long.compare(b.frequency(), a.frequency())
            : a.word().compareTo(b.word()));
    this.words = List.copyOf(entries);
    for (int i = 0; i < words.size(); i++) {
      places.put(words.get(i).word(), i);
    }
  }

  /// The blanks of `heldOutTexts`, the same for the same seed, at most [#MOST_BLANKS].
  List<Blank> blanks(List<String> heldOutTexts, long seed) {
    List<Blank> all = new ArrayList<>();
    for (String text : heldOutTexts) {
      for (String block : text.split("\\n+")) {
        Matcher matcher = WORD.matcher(block);
        while (matcher.find()) {
          Integer place = places.get(matcher.group());
          boolean standsAlone = matcher.start() > 0 && block.charAt(matcher.start() - 1) == ' ';
          if (place != null && standsAlone) {
            List<String> rivals = rivals(place);
            if (rivals.size() == RIVALS) {
              all.add(
                  new Blank(
                      context(block, matcher.start(), matcher.end()), matcher.group(), rivals));
            }
          }
        }
      }
    }
    Random random = new Random(seed);
    Collections.shuffle(all, random);
    return List.copyOf(all.subList(0, Math.min(MOST_BLANKS, all.size())));
  }

  /// Asks the model.
  Score ask(List<Blank> blanks) {
    List<String> texts = blanks.stream().map(Blank::text).toList();
    List<int[]> tokens = blanks.stream().map(this::tokens).toList();
    int right = 0;
    for (float[] scores : filler.tokenScores(texts, tokens)) {
      boolean best = true;
      for (int i = 1; i < scores.length; i++) {
        best &= scores[0] > scores[i];
      }
      right += best ? 1 : 0;
    }
    return new Score(blanks.size(), right, 1.0 / (RIVALS + 1));
  }

  /// Token of the right word first, then those of its rivals.
  private int[] tokens(Blank blank) {
    int[] tokens = new int[RIVALS + 1];
    tokens[0] = token(blank.right());
    for (int i = 0; i < RIVALS; i++) {
      tokens[i + 1] = token(blank.rivals().get(i));
    }
    return tokens;
  }

  private int token(String word) {
    return words.get(places.getOrDefault(word, 0)).token();
  }

  private List<String> rivals(int place) {
    Entry right = words.get(place);
    List<String> rivals = new ArrayList<>();
    int above = place - 1;
    int below = place + 1;
    while (rivals.size() < RIVALS && (above >= 0 || below < words.size())) {
      long distanceAbove =
          above < 0 ? Long.MAX_VALUE : words.get(above).frequency() - right.frequency();
      long distanceBelow =
          below >= words.size() ? Long.MAX_VALUE : right.frequency() - words.get(below).frequency();
      Entry next = distanceAbove < distanceBelow ? words.get(above--) : words.get(below++);
      if (next.arabicScript() == right.arabicScript()) {
        rivals.add(next.word());
      }
    }
    return rivals;
  }

  private static String context(String block, int start, int end) {
    int from = Math.max(0, start - CONTEXT_CHARACTERS);
    int to = Math.min(block.length(), end + CONTEXT_CHARACTERS);
    from = from == 0 ? 0 : block.indexOf(' ', from) + 1;
    to = to == block.length() ? to : block.lastIndexOf(' ', to);
    return block.substring(from, start) + Filler.MASK + block.substring(end, Math.max(end, to));
  }

  private static boolean isArabicScript(String word) {
    return Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.ARABIC;
  }
}
