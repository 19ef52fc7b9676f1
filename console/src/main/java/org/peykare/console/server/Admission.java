package org.peykare.console.server;

import io.javalin.security.RouteRole;

/// Marks routes that need no token.
public enum Admission implements RouteRole {
  /// Everyone is let in: health, the login page, style and script.
  OPEN
}
