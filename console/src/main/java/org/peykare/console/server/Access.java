package org.peykare.console.server;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Who is let in: everyone on a loopback address without a token; else who shows the token, by
/// `Authorization: Bearer` or by the session cookie that [#login] gives. A session needs no memory
/// here: the cookie holds its end, signed with the token, so it outlives a restart, and another
/// token ends all of them.
public final class Access {
  private static final String COOKIE = "peykare_session";
  private static final Duration SESSION = Duration.ofDays(7);
  private static final Duration WRONG_TOKEN_DELAY = Duration.ofMillis(500);

  private final @Nullable String token;
  private final Secret sessions;
  private final Secret forms = Secret.random();
  private final Semaphore attempts = new Semaphore(4);
  private final Clock clock;

  Access(@Nullable String token, Clock clock) {
    this.token = token;
    this.sessions = token == null ? Secret.random() : Secret.of(token);
    this.clock = clock;
  }

  /// Whether visitors must show a token.
  public boolean asksForToken() {
    return token != null;
  }

  /// Whether this request may use routes that are not open.
  public boolean admits(Context context) {
    return token == null || bearer(context) || session(context);
  }

  /// Whether the request carries the token itself, which no browser adds on its own.
  boolean bearer(Context context) {
    String header = context.header("Authorization");
    return token != null
        && header != null
        && header.startsWith("Bearer ")
        && Secret.same(header.substring("Bearer ".length()).strip(), token);
  }

  /// Begins a session where `shown` is the token. A wrong one costs half a second, and few are
  /// looked at in the same moment.
  ///
  /// @return whether the visitor is let in now
  public boolean login(Context context, String shown) {
    if (token == null) {
      return true;
    }
    attempts.acquireUninterruptibly();
    try {
      if (!Secret.same(shown.strip(), token)) {
        Thread.sleep(WRONG_TOKEN_DELAY);
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      attempts.release();
    }
    String end = Long.toString(clock.instant().plus(SESSION).getEpochSecond());
    put(context, end + "." + sessions.sign(end), (int) SESSION.toSeconds());
    return true;
  }

  /// Ends the session of this browser.
  public void logout(Context context) {
    put(context, "", 0);
  }

  /// What a form of this visitor must carry as `csrf`, or a script as header `X-CSRF-Token`. It
  /// changes with the session and when the server starts again.
  public String formToken(Context context) {
    String session = context.cookie(COOKIE);
    return forms.sign(session == null ? "" : session);
  }

  private boolean session(Context context) {
    String cookie = context.cookie(COOKIE);
    int dot = cookie == null ? -1 : cookie.indexOf('.');
    if (cookie == null || dot < 1) {
      return false;
    }
    String end = cookie.substring(0, dot);
    return Secret.same(cookie.substring(dot + 1), sessions.sign(end))
        && clock.instant().getEpochSecond() < Long.parseLong(end);
  }

  private static void put(Context context, String value, int seconds) {
    boolean secure = "https".equals(context.scheme());
    context.cookie(new Cookie(COOKIE, value, "/", seconds, secure, true, null, SameSite.STRICT));
  }
}
