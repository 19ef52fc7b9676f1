package org.peykare.console.node;

import java.nio.file.Path;
import java.util.Optional;

/// Something that a process does for the platform, and that can be started again.
interface Role {
  /// As on topic `status`.
  String name();

  /// Tells processes of this role apart.
  String instance();

  /// Where its state lies, which can be made anew from the broker; empty where it has none.
  Optional<Path> state();

  /// Starts it; what it needs must be there.
  Running start() throws Exception;

  /// A role at work.
  interface Running extends AutoCloseable {
    /// Why it works no more; empty while it does.
    Optional<Throwable> failure();

    @Override
    void close();
  }
}
