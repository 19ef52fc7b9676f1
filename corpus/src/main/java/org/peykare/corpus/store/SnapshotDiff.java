package org.peykare.corpus.store;

import java.util.Map;
import java.util.TreeMap;

/// What changed from one snapshot to another.
///
/// @param from the earlier snapshot
/// @param to the later snapshot
/// @param total all changes
/// @param byLanguage changes by the document's language, in the later snapshot where it is there
/// @param byHost changes by its host
public record SnapshotDiff(
    Snapshot from,
    Snapshot to,
    Changes total,
    Map<String, Changes> byLanguage,
    Map<String, Changes> byHost) {
  public SnapshotDiff {
    byLanguage = new TreeMap<>(byLanguage);
    byHost = new TreeMap<>(byHost);
  }

  /// Numbers of documents.
  ///
  /// @param added only in the later snapshot
  /// @param removed only in the earlier one
  /// @param changed in both, but not the same version
  public record Changes(long added, long removed, long changed) {
    /// No change.
    public static final Changes NONE = new Changes(0, 0, 0);

    Changes plus(Changes more) {
      return new Changes(added + more.added, removed + more.removed, changed + more.changed);
    }

    Changes plus(Kind kind) {
      return switch (kind) {
        case ADDED -> new Changes(added + 1, removed, changed);
        case REMOVED -> new Changes(added, removed + 1, changed);
        case CHANGED -> new Changes(added, removed, changed + 1);
      };
    }
  }

  /// What became of a document.
  public enum Kind {
    /// Only in the later snapshot.
    ADDED,
    /// Only in the earlier snapshot.
    REMOVED,
    /// In both, but not the same version.
    CHANGED
  }

  /// One changed document.
  public record Change(Kind kind, String id, String url, String host, String lang) {}
}
