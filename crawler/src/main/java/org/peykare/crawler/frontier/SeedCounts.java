package org.peykare.crawler.frontier;

import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A number per seed, small where there are few seeds: a host has one as a rule.
final class SeedCounts {
  private String[] seeds = new String[1];
  private long[] counts = new long[1];
  private int size;

  void add(String seed, long change) {
    int at = indexOf(seed);
    if (at < 0) {
      if (size == seeds.length) {
        seeds = Arrays.copyOf(seeds, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      at = size++;
      seeds[at] = seed;
    }
    counts[at] += change;
  }

  long of(String seed) {
    int at = indexOf(seed);
    return at < 0 ? 0 : counts[at];
  }

  /// The sum over the seeds that `wanted` accepts.
  long sum(Predicate<String> wanted) {
    long sum = 0;
    for (int i = 0; i < size; i++) {
      if (counts[i] != 0 && wanted.test(seeds[i])) {
        sum += counts[i];
      }
    }
    return sum;
  }

  /// The first seed with a number that `wanted` accepts; null where there is none.
  @Nullable String first(Predicate<String> wanted) {
    for (int i = 0; i < size; i++) {
      if (counts[i] != 0 && wanted.test(seeds[i])) {
        return seeds[i];
      }
    }
    return null;
  }

  /// Gives every number to `taker` and makes it nothing.
  void drain(ObjLongConsumer<String> taker) {
    for (int i = 0; i < size; i++) {
      if (counts[i] != 0) {
        taker.accept(seeds[i], counts[i]);
        counts[i] = 0;
      }
    }
  }

  private int indexOf(String seed) {
    for (int i = 0; i < size; i++) {
      if (seeds[i].equals(seed)) {
        return i;
      }
    }
    return -1;
  }
}
