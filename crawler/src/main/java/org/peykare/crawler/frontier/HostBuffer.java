package org.peykare.crawler.frontier;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/// The next few URLs of one host, in memory. All fields but [#size] are guarded by the lock of
/// [Handover].
final class HostBuffer implements Comparable<HostBuffer> {
  final String host;
  final long hostHash;
  final int partition;
  final ArrayDeque<Lease> leases = new ArrayDeque<>();

  /// URLs taken out of turn because their seed does not want them now: still queued in the store.
  final Set<Long> parked = new HashSet<>();

  /// Number of leases, for the stream thread to look at without the lock.
  volatile int size;

  /// When its partition came to this crawler, on the clock of [System#nanoTime], and the delay that
  /// its robots.txt was known to ask for then: whoever had the host before may have asked it just
  /// then.
  final long since;

  final Duration crawlDelay;

  volatile boolean busy;
  boolean waitsForTurn;
  boolean released;
  boolean closed;
  long readyAt;

  HostBuffer(String host, long hostHash, int partition, long since, Duration crawlDelay) {
    this.since = since;
    this.crawlDelay = crawlDelay;
    this.host = host;
    this.hostHash = hostHash;
    this.partition = partition;
  }

  boolean isLow() {
    return size < Handover.LOW;
  }

  @Override
  public int compareTo(HostBuffer other) {
    return Long.signum(readyAt - other.readyAt);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
