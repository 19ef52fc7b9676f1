package org.peykare.console.replay;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What a [WebServer] serves.
public interface WebContent {
  /// The answer to `GET target` at `host`.
  ///
  /// @param host the Host header without its port, lower case
  /// @param target path and query as requested
  Page page(String host, String target);

  /// One answer.
  ///
  /// @param status the HTTP status
  /// @param headers header fields, without Content-Length
  /// @param body the body as sent
  record Page(int status, Map<String, String> headers, byte[] body) {
    public Page {
      headers = Map.copyOf(headers);
    }

    /// The answer where there is no such page.
    public static Page notFound() {
      return new Page(
          404,
          Map.of("Content-Type", "text/plain; charset=utf-8"),
          "Not found\n".getBytes(StandardCharsets.UTF_8));
    }
  }
}
