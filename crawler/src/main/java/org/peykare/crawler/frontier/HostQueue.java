package org.peykare.crawler.frontier;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the stream thread knows of one host with queued URLs.
final class HostQueue {
  final String host;
  final long hash;
  final HostBuffer buffer;

  /// URLs given to the buffer and not settled: a scan passes over them.
  final Set<Long> handed = new HashSet<>();

  /// Queued URLs.
  long size;

  /// Those of them never fetched.
  final SeedCounts fresh = new SeedCounts();

  /// URLs passed over because their seed does not admit them any more, or is paused, gone, or has
  /// all it may have; and those of them never fetched.
  long skipped;

  final SeedCounts freshSkipped = new SeedCounts();

  /// URLs that wait for a time of their own, and the earliest such time where it is known, in
  /// microseconds; 0 where it is not.
  long waiting;

  long nextDue;

  /// The latest due time given: the next one is later, so that it lies behind the cursor.
  long lastDue;

  /// The queue key up to which everything was handed out; null to look from the start.
  byte @Nullable [] cursor;

  /// Whether the entry at the cursor itself was looked at.
  boolean cursorSeen;

  HostQueue(String host, long hash, HostBuffer buffer) {
    this.host = host;
    this.hash = hash;
    this.buffer = buffer;
  }

  boolean isEmpty() {
    return size == 0 && waiting == 0;
  }

  boolean hasMore() {
    return size > handed.size() + skipped;
  }
}
