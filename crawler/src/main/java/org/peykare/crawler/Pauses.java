package org.peykare.crawler;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.run.CrawlOrder;

/// Why a crawler hands out no URLs: it is not ready, the operator wants it so, here or by an order
/// to all crawlers, or the process needs it so. It goes on when no reason is left.
final class Pauses {
  private boolean seeded;
  private boolean here;
  private CrawlOrder.@Nullable Wanted ordered;
  private @Nullable Hold hold;

  /// What keeps it from handing out.
  ///
  /// @param state in one lower-case word, for topic `status`
  /// @param message for people
  record Hold(String state, String message) {}

  synchronized void seeded() {
    seeded = true;
  }

  synchronized void here() {
    here = true;
  }

  synchronized void goOnHere() {
    here = false;
  }

  synchronized void ordered(CrawlOrder.Wanted wanted) {
    ordered = wanted;
  }

  synchronized void hold(@Nullable Hold why) {
    hold = why;
  }

  /// Whether seeds and orders are read.
  synchronized boolean isReady() {
    return seeded && ordered != null;
  }

  synchronized boolean mayHandOut() {
    return isReady() && reason().isEmpty();
  }

  /// Why it is paused; empty where it is not.
  synchronized Optional<Hold> reason() {
    if (hold != null) {
      return Optional.of(hold);
    }
    return here || ordered == CrawlOrder.Wanted.PAUSE
        ? Optional.of(new Hold("paused", "paused by the operator"))
        : Optional.empty();
  }
}
