package org.peykare.corpus.identify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Words and the languages they are frequent in.
final class WordLists {
  private final Map<String, List<String>> languages;

  private WordLists(Map<String, List<String>> languages) {
    this.languages = languages;
  }

  /// The languages that list `word`.
  List<String> languages(String word) {
    return languages.getOrDefault(word, List.of());
  }

  static WordLists read(String resource) {
    Map<String, List<String>> lists = new HashMap<>();
    String language = "";
    try (InputStream in = WordLists.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "Missing resource " + resource + " beside " + WordLists.class);
      }
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (line.startsWith("[")) {
          language = line.substring(1, line.indexOf(']'));
        } else if (!line.isBlank() && !line.startsWith("#")) {
          for (String word : line.strip().split(" +", -1)) {
            lists.computeIfAbsent(word, _ -> new ArrayList<>()).add(language);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read resource " + resource, e);
    }
    return new WordLists(Map.copyOf(lists));
  }
}
