package org.peykare.crawler.frontier;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.peykare.formats.fetch.FetchEvent;

/// Attempts by how they ended, and what they brought. Unchangeable.
public final class FrontierCounts {
  /// None yet.
  public static final FrontierCounts NONE =
      new FrontierCounts(new long[FetchEvent.Outcome.values().length + 1]);

  private static final int BYTES = FetchEvent.Outcome.values().length;

  private final long[] counts;

  private FrontierCounts(long[] counts) {
    this.counts = counts;
  }

  /// How many ended so.
  public long of(FetchEvent.Outcome result) {
    return counts[result.ordinal()];
  }

  /// Bytes of bodies, decoded.
  public long bytes() {
    return counts[BYTES];
  }

  /// Pages stored.
  public long pages() {
    return of(FetchEvent.Outcome.FETCHED);
  }

  /// So many pages with so many bytes.
  public static FrontierCounts ofPages(long pages, long bytes) {
    long[] counts = NONE.counts.clone();
    counts[FetchEvent.Outcome.FETCHED.ordinal()] = pages;
    counts[BYTES] = bytes;
    return new FrontierCounts(counts);
  }

  FrontierCounts plus(FetchEvent.Outcome result, long bytes) {
    long[] sum = counts.clone();
    sum[result.ordinal()]++;
    sum[BYTES] += bytes;
    return new FrontierCounts(sum);
  }

  FrontierCounts plus(FrontierCounts other) {
    long[] sum = counts.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.counts[i];
    }
    return new FrontierCounts(sum);
  }

  byte[] toBytes() {
    ByteBuffer buffer = ByteBuffer.allocate(8 * counts.length);
    buffer.asLongBuffer().put(counts);
    return buffer.array();
  }

  static FrontierCounts fromBytes(byte[] bytes) {
    long[] counts = NONE.counts.clone();
    ByteBuffer.wrap(bytes).asLongBuffer().get(counts, 0, Math.min(counts.length, bytes.length / 8));
    return new FrontierCounts(counts);
  }

  @Override
  public String toString() {
    return Arrays.toString(counts);
  }
}
