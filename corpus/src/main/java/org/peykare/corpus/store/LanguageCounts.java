package org.peykare.corpus.store;

import java.util.Map;
import java.util.TreeMap;
import org.peykare.formats.JsonCodec;

/// Documents and words by language; travels in the snapshot's summary.
final class LanguageCounts {
  private static final JsonCodec<Json> CODEC = JsonCodec.of(Json.class);

  private record Json(Map<String, Long> documents, Map<String, Long> words) {}

  private final Map<String, Long> documents = new TreeMap<>();
  private final Map<String, Long> words = new TreeMap<>();

  void add(String lang, long moreDocuments, long moreWords) {
    documents.merge(lang, moreDocuments, LanguageCounts::sumOrNone);
    words.merge(lang, moreWords, LanguageCounts::sumOrNone);
  }

  @SuppressWarnings("NullAway") // a null result takes the entry out
  private static Long sumOrNone(Long a, Long b) {
    return a + b == 0 ? null : Long.valueOf(a + b);
  }

  Map<String, Long> documents() {
    return documents;
  }

  Map<String, Long> words() {
    return words;
  }

  long totalDocuments() {
    return documents.values().stream().mapToLong(Long::longValue).sum();
  }

  long totalWords() {
    return words.values().stream().mapToLong(Long::longValue).sum();
  }

  String toJson() {
    return CODEC.toJson(new Json(documents, words));
  }

  static LanguageCounts fromJson(String json) {
    LanguageCounts counts = new LanguageCounts();
    Json read = CODEC.fromJson(json);
    counts.documents.putAll(read.documents);
    counts.words.putAll(read.words);
    return counts;
  }
}
