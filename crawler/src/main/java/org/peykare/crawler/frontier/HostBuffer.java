package org.peykare.crawler.frontier;

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

  /// URLs taken out of turn because their seed is gone or has its pages: still queued in the store.
  final Set<Long> parked = new HashSet<>();

  /// Number of leases, for the stream thread to look at without the lock.
  volatile int size;

  boolean busy;
  boolean waitsForTurn;
  boolean released;
  boolean closed;
  long readyAt;

  HostBuffer(String host, long hostHash, int partition) {
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
