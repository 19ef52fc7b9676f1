package org.peykare.corpus.extract;

import java.time.Duration;

/// How long the work on one page may take once it is parsed. Work looks at it from time to time.
public final class Deadline {
  /// Looks at the clock are this many calls apart.
  private static final int EVERY = 256;

  private final long end;
  private int calls;

  private Deadline(long end) {
    this.end = end;
  }

  /// A deadline `time` from now.
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /// @throws PageTooSlowException when it has passed
  public void check() {
    if (System.nanoTime() - end > 0) {
      throw new PageTooSlowException();
    }
  }

  /// As [#check], cheap enough for inner loops.
  void tick() {
    if (calls++ % EVERY == 0) {
      check();
    }
  }

  /// The page takes longer than the limits allow.
  public static final class PageTooSlowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PageTooSlowException() {
      super("The page takes longer than corpus.limits.max-time allows", null, false, false);
    }
  }
}
