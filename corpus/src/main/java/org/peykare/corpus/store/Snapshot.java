package org.peykare.corpus.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A state of the documents table that can be read again.
///
/// @param id the Iceberg snapshot id
/// @param committed when it was committed
/// @param tags the tags that name it, in alphabetical order; an untagged snapshot expires
/// @param documents documents in it
/// @param words words in them
/// @param byLanguage documents by language
/// @param wordsByLanguage words by language
/// @param verdicts page versions judged until then, over the whole life of the corpus; none where
///   another program wrote the snapshot
public record Snapshot(
    long id,
    Instant committed,
    List<String> tags,
    long documents,
    long words,
    Map<String, Long> byLanguage,
    Map<String, Long> wordsByLanguage,
    VerdictCounts verdicts) {
  public Snapshot {
    tags = tags.stream().sorted().toList();
    byLanguage = new TreeMap<>(byLanguage);
    wordsByLanguage = new TreeMap<>(wordsByLanguage);
  }
}
