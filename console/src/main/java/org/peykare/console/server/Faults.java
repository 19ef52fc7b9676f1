package org.peykare.console.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers errors: bad input with its message, what is missing with 404, and a fault of our own
/// with a number that is also in the log, and nothing more.
final class Faults {
  private static final Logger log = LoggerFactory.getLogger(Faults.class);

  private final ErrorPage page;

  Faults(ErrorPage page) {
    this.page = page;
  }

  void addTo(RoutesConfig routes) {
    routes.exception(
        IllegalArgumentException.class, (e, context) -> answer(context, 400, e.getMessage()));
    routes.exception(
        NoSuchElementException.class, (e, context) -> answer(context, 404, e.getMessage()));
    routes.exception(
        NotFoundResponse.class,
        (_, context) -> answer(context, 404, "There is nothing at " + context.path()));
    routes.exception(
        HttpResponseException.class,
        (e, context) -> answer(context, e.getStatus(), e.getMessage()));
    routes.exception(IllegalStateException.class, this::answerCannot);
    routes.exception(Exception.class, (e, context) -> answer(context, 500, logged(context, e)));
  }

  /// Whether a program asks, not a person with a browser.
  static boolean forPrograms(Context context) {
    String path = context.path();
    return path.equals("/api") || path.startsWith("/api/");
  }

  /// What the platform cannot do now is told to a person with its reason. REST tells programs so
  /// itself, where it is no fault.
  private void answerCannot(IllegalStateException e, Context context) {
    if (forPrograms(context)) {
      answer(context, 500, logged(context, e));
    } else {
      log.warn("Cannot answer {} {}", context.method().name(), context.path(), e);
      answer(context, 503, e.getMessage());
    }
  }

  private void answer(Context context, int status, @Nullable String message) {
    String text = message == null || message.isBlank() ? "HTTP " + status : message;
    if (forPrograms(context)) {
      Problem.of(context, status, text).answer(context);
    } else {
      context.status(status).html(page.html(context, status, text));
    }
  }

  private static String logged(Context context, Exception fault) {
    String number = UUID.randomUUID().toString().substring(0, 8);
    log.error("Fault {} at {} {}", number, context.method().name(), context.path(), fault);
    return "The console made a mistake; its log tells more under number " + number;
  }
}
