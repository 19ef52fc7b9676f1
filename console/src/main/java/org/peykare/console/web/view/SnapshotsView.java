package org.peykare.console.web.view;

import java.time.Instant;
import java.util.List;
import org.peykare.corpus.CorpusStatus;
import org.peykare.corpus.index.SearchHit;
import org.peykare.corpus.store.Snapshot;

/// The snapshots page.
///
/// @param now the moment
/// @param rows the snapshots, newest first
/// @param corpus counts of the corpus stream
/// @param dropped pages left out, by reason
/// @param tokenizers names of the tokenizers that are there
/// @param query what was searched for; empty where nothing was
/// @param hits what was found
public record SnapshotsView(
    Instant now,
    List<Row> rows,
    CorpusStatus corpus,
    List<Bar> dropped,
    List<String> tokenizers,
    String query,
    List<Hit> hits) {
  /// The sizes of models that can be asked for, smallest first.
  public static final List<String> PRESETS = List.of("tiny", "17M", "32M", "68M", "150M", "large");

  /// A snapshot, its documents by language, and what was left out by reason.
  public record Row(Snapshot snapshot, List<Bar> languages, List<Bar> dropped) {
    /// What to call it: its first tag, or its id.
    public String name() {
      return snapshot.tags().isEmpty() ? Long.toString(snapshot.id()) : snapshot.tags().getFirst();
    }
  }

  /// A document that was found, and its passages.
  public record Hit(SearchHit hit, List<Passage> passages) {}
}
