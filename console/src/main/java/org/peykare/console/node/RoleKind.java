package org.peykare.console.node;

import java.util.Locale;

/// What a process can do for a platform.
public enum RoleKind {
  /// Keeps the topics.
  BROKER,
  /// Fetches pages.
  CRAWLER,
  /// Gives every page its verdict.
  CORPUS,
  /// Pretrains models.
  TRAINER,
  /// Web pages and REST.
  CONSOLE;

  /// As on topic `status` and on the command line.
  public String roleName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
