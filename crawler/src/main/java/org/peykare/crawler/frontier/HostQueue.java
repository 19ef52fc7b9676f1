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

  /// Queued URLs, and those of them never fetched.
  long size;

  long fresh;

  /// The latest due time given: the next one is later, so that it lies behind the cursor.
  long lastDue;

  /// The queue key up to which everything was handed out; null to look from the start.
  byte @Nullable [] cursor;

  HostQueue(String host, long hash, HostBuffer buffer) {
    this.host = host;
    this.hash = hash;
    this.buffer = buffer;
  }

  boolean hasMore() {
    return size > handed.size();
  }
}
