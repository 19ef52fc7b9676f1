package org.peykare.console.node;

import org.jspecify.annotations.Nullable;

/// Closes parts one after the other; one that cannot be closed keeps none of the others open.
final class Closing {
  private @Nullable IllegalStateException problem;

  void close(@Nullable AutoCloseable part) {
    if (part == null) {
      return;
    }
    try {
      part.close();
    } catch (Exception e) {
      if (problem == null) {
        problem = new IllegalStateException("Not everything closed in order: " + e.getMessage(), e);
      } else {
        problem.addSuppressed(e);
      }
    }
  }

  /// @throws IllegalStateException when something could not be closed
  void end() {
    if (problem != null) {
      throw problem;
    }
  }
}
