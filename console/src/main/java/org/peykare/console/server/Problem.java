package org.peykare.console.server;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.peykare.formats.JsonCodec;

/// An error as programs read it: `application/problem+json` of RFC 9457.
///
/// @param type always `about:blank`: the status says which kind it is
/// @param title the status in words
/// @param status the HTTP status
/// @param detail what was wrong with this request, and the remedy
/// @param instance path of the request
public record Problem(String type, String title, int status, String detail, String instance) {
  private static final JsonCodec<Problem> CODEC = JsonCodec.of(Problem.class);

  /// A problem with the request of `context`.
  public static Problem of(Context context, int status, String detail) {
    return new Problem(
        "about:blank", HttpStatus.forStatus(status).getMessage(), status, detail, context.path());
  }

  /// Makes this the answer.
  public void answer(Context context) {
    context.status(status).result(CODEC.toBytes(this)).contentType("application/problem+json");
  }
}
