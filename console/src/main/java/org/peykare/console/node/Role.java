package org.peykare.console.node;

import java.util.Optional;

/// Something that a process does for the platform, and that can be started again.
interface Role {
  /// As on topic `status`.
  String name();

  /// Tells processes of this role apart.
  String instance();

  /// Starts it; what it needs must be there.
  Running start() throws Exception;

  /// A role at work.
  interface Running extends AutoCloseable {
    /// Why it works no more; empty while it does.
    Optional<String> failure();

    @Override
    void close();
  }
}
