package org.peykare.corpus.filter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rejects pornography and spam by their words, listed in `unwanted.txt`: a text in which many
/// different ones stand close together. One such word, or many in a long text about something else,
/// rejects nothing.
public final class UnwantedFilter {
  private static final int LEAST_DIFFERENT = 3;
  private static final Map<String, Set<String>> LISTED = read("unwanted.txt");

  private final FilterConfig config;

  /// A filter with these limits.
  public UnwantedFilter(FilterConfig config) {
    this.config = config;
  }

  /// Why the text is rejected, if it is: `adult` or `spam`.
  public Optional<Rejection> check(String text) {
    List<String> words = Words.of(text);
    for (Map.Entry<String, Set<String>> list : LISTED.entrySet()) {
      int hits = 0;
      Set<String> different = new HashSet<>();
      String before = "";
      for (String word : words) {
        String lower = word.toLowerCase(Locale.ROOT).replace('\u200C', ' ');
        String hit =
            list.getValue().contains(lower)
                ? lower
                : list.getValue().contains(before + " " + lower) ? before + " " + lower : "";
        if (!hit.isEmpty()) {
          hits++;
          different.add(hit);
        }
        before = lower;
      }
      double share = (double) hits / Math.max(1, words.size());
      if (share > config.unwantedWords() && different.size() >= LEAST_DIFFERENT) {
        return Optional.of(Rejection.above(list.getKey(), "share", share, config.unwantedWords()));
      }
    }
    return Optional.empty();
  }

  private static Map<String, Set<String>> read(String resource) {
    Map<String, Set<String>> lists = new HashMap<>();
    Set<String> words = new HashSet<>();
    try (InputStream in = UnwantedFilter.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "Missing resource " + resource + " beside " + UnwantedFilter.class);
      }
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (line.startsWith("[")) {
          words = lists.computeIfAbsent(line.substring(1, line.length() - 1), _ -> new HashSet<>());
        } else if (!line.isBlank() && !line.startsWith("#")) {
          words.add(line.strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read resource " + resource, e);
    }
    return Map.copyOf(lists);
  }
}
