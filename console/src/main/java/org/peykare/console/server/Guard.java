package org.peykare.console.server;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses what a foreign web page may have a browser send. On a loopback address: a Host that is
/// not this machine (DNS rebinding). For methods that change something: another Origin, and, but
/// for REST, a form without our token.
final class Guard {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final ServerConfig config;
  private final Access access;
  private final long maxBodyBytes;

  Guard(ServerConfig config, Access access, long maxBodyBytes) {
    this.config = config;
    this.access = access;
    this.maxBodyBytes = maxBodyBytes;
  }

  /// @throws HttpResponseException when the request is refused
  void check(Context context) {
    String host = context.header("Host");
    if (config.loopback() && !thisMachine(host)) {
      throw new HttpResponseException(
          421,
          "This console answers only to localhost, not to Host: %s (use http://localhost:%d/)"
              .formatted(host, context.req().getLocalPort()));
    }
    if (context.req().getContentLengthLong() > maxBodyBytes) {
      throw new HttpResponseException(
          413, "The request is larger than %,d bytes".formatted(maxBodyBytes));
    }
    if (SAFE.contains(context.method().name()) || access.bearer(context)) {
      return;
    }
    checkOrigin(context, host);
    if (!Faults.forPrograms(context)) {
      checkForm(context);
    }
  }

  private static void checkOrigin(Context context, @Nullable String host) {
    String site = context.header("Sec-Fetch-Site");
    String origin = context.header("Origin");
    if ((site != null && !site.equals("same-origin") && !site.equals("none"))
        || (origin != null && !sameHost(origin, host))) {
      throw new HttpResponseException(
          403,
          "Another web page sent this request; only the console's own pages may change things");
    }
  }

  private void checkForm(Context context) {
    String shown = context.header("X-CSRF-Token");
    if (shown == null) {
      shown = context.formParam("csrf");
    }
    if (shown == null || !Secret.same(shown, access.formToken(context))) {
      throw new HttpResponseException(
          403, "This page is from before the console started again; load it once more and repeat");
    }
  }

  private static boolean sameHost(String origin, @Nullable String host) {
    try {
      return URI.create(origin).getAuthority() != null
          && URI.create(origin).getAuthority().equalsIgnoreCase(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean thisMachine(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equals("[::1]")
        || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
