package org.peykare.console.server;

import io.javalin.http.Context;

/// Shows an error to a person.
@FunctionalInterface
public interface ErrorPage {
  /// The page as HTML.
  ///
  /// @param status the HTTP status of the answer, 400..599
  /// @param message what was wrong, not escaped
  String html(Context context, int status, String message);
}
