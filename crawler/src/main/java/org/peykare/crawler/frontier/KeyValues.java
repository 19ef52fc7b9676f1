package org.peykare.crawler.frontier;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// An ordered store of bytes (unsigned order), all that the frontier's logic needs of one.
interface KeyValues {
  byte @Nullable [] get(byte[] key);

  void put(byte[] key, byte[] value);

  void delete(byte[] key);

  /// Visits entries from `from` to `to`, both included, in order, as long as `visitor` says so.
  void scan(byte[] from, byte[] to, BiPredicate<byte[], byte[]> visitor);
}
