package org.peykare.corpus.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The two measures of the field's extraction benchmarks: 4-word shingles of the body, averaged
/// over pages (Scrapinghub), and pieces that must and must not be there, summed (Trafilatura).
final class ExtractionScore {
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final int SHINGLE = 4;

  private double precision;
  private double recall;
  private int withText;
  private int withTruth;
  private long found;
  private long wrong;
  private long missing;

  void addText(String truth, String text) {
    Map<List<String>, Integer> expected = shingles(truth);
    Map<List<String>, Integer> actual = shingles(text);
    double same = 0;
    for (Map.Entry<List<String>, Integer> entry : expected.entrySet()) {
      same += Math.min(entry.getValue(), actual.getOrDefault(entry.getKey(), 0));
    }
    double all = sum(actual);
    double wanted = sum(expected);
    if (all > 0) {
      precision += same / all;
      withText++;
    }
    if (wanted > 0) {
      recall += same / wanted;
      withTruth++;
    }
  }

  void addPieces(List<String> with, List<String> without, String text) {
    String squeezed = squeeze(text);
    for (String piece : with) {
      if (squeezed.contains(squeeze(piece))) {
        found++;
      } else {
        missing++;
      }
    }
    wrong += without.stream().filter(piece -> squeezed.contains(squeeze(piece))).count();
  }

  double f1OfTexts() {
    double p = precision / Math.max(1, withText);
    double r = recall / Math.max(1, withTruth);
    return 2 * p * r / (p + r);
  }

  double f1OfPieces() {
    return 2.0 * found / (2 * found + wrong + missing);
  }

  private static double sum(Map<List<String>, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<List<String>, Integer> shingles(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(fold(text));
    while (matcher.find()) {
      words.add(matcher.group());
    }
    Map<List<String>, Integer> shingles = new HashMap<>();
    int size = Math.min(SHINGLE, words.size());
    for (int i = 0; size > 0 && i + size <= words.size(); i++) {
      shingles.merge(List.copyOf(words.subList(i, i + size)), 1, Integer::sum);
    }
    return shingles;
  }

  /// Non-joiners and letter variants are not what is measured.
  private static String fold(String text) {
    return text.replaceAll("[\\u00AD\\u200C-\\u200F\\uFEFF]", "")
        .replace('ي', 'ی')
        .replace('ى', 'ی')
        .replace('ك', 'ک');
  }

  private static String squeeze(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
