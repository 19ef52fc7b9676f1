package org.peykare.console.server;

import io.javalin.config.RoutesConfig;

/// Routes that belong together, such as REST or the web pages.
@FunctionalInterface
public interface RouteGroup {
  /// Adds the routes. Those with the role [Admission#OPEN] let everyone in; all others only whom
  /// `access` lets in.
  ///
  /// @param access for routes that log in and out, or write forms
  void addTo(RoutesConfig routes, Access access);

  /// The server is about to stop: answers that would go on for ever end now.
  default void stopping() {}
}
