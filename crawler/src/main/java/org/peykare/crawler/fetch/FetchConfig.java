package org.peykare.crawler.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How pages are fetched.
///
/// @param product name and version in `User-Agent`, for example `Peykare/0.1`; the name is also the
///   one looked for in robots.txt
/// @param contact an e-mail address or URL at which site owners reach the operator
/// @param allowPrivate whether private and loopback addresses may be fetched from
/// @param resolve rules that send hosts to given addresses, first match first
/// @param maxBodyBytes bytes of a body that are kept, after decoding
/// @param connectTimeout longest wait for a connection
/// @param readTimeout longest wait for the next bytes
/// @param callTimeout longest time of a whole request
public record FetchConfig(
    String product,
    @Nullable String contact,
    boolean allowPrivate,
    List<ResolveRule> resolve,
    int maxBodyBytes,
    Duration connectTimeout,
    Duration readTimeout,
    Duration callTimeout) {

  /// Largest body that fits a record of topic `pages`.
  public static final int MAX_BODY_BYTES = 8 * 1024 * 1024;

  /// The shortest delay that can be asked for on the public web.
  private static final Duration LEAST_DELAY = Duration.ofMillis(100);

  public FetchConfig {
    resolve = List.copyOf(resolve);
    if (!product.matches("[A-Za-z][A-Za-z_-]*(/[0-9A-Za-z._-]+)?")) {
      throw new IllegalArgumentException(
          "Invalid fetch.product: '%s' (must be NAME or NAME/VERSION, the name of letters, _ and -)"
              .formatted(product));
    }
    if (contact != null && !contact.matches("[\\x21-\\x7e]*[@:.][\\x21-\\x7e]+")) {
      throw new IllegalArgumentException(
          "Invalid contact: '%s' (must be an e-mail address or a URL)".formatted(contact));
    }
    if (contact == null && resolve.isEmpty() && !allowPrivate) {
      throw new IllegalArgumentException(
          "Cannot crawl without a contact: site owners must be able to reach you; give an e-mail address or URL as the setting crawler.contact or with --contact (not needed with --resolve)");
    }
    if (maxBodyBytes < 1024 || maxBodyBytes > MAX_BODY_BYTES) {
      throw new IllegalArgumentException(
          "Invalid fetch.max-body-bytes: %d (must be 1024..%d)"
              .formatted(maxBodyBytes, MAX_BODY_BYTES));
    }
    check("fetch.connect-timeout", connectTimeout);
    check("fetch.read-timeout", readTimeout);
    check("fetch.call-timeout", callTimeout);
  }

  /// The defaults for the public web.
  public static FetchConfig forWeb(String contact) {
    return of(contact, false, List.of());
  }

  /// The defaults for hosts that are sent to given addresses.
  public static FetchConfig forResolved(List<ResolveRule> resolve) {
    return of(null, false, resolve);
  }

  /// The defaults, with what has none.
  public static FetchConfig of(
      @Nullable String contact, boolean allowPrivate, List<ResolveRule> resolve) {
    return new FetchConfig(
        "Peykare/0.1",
        contact,
        allowPrivate,
        resolve,
        MAX_BODY_BYTES,
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(60));
  }

  /// The `User-Agent` header.
  public String userAgent() {
    return contact == null ? product : "%s (+%s)".formatted(product, contact);
  }

  /// The name looked for in robots.txt, in lower case.
  public String robotsToken() {
    int slash = product.indexOf('/');
    return (slash < 0 ? product : product.substring(0, slash)).toLowerCase(Locale.ROOT);
  }

  /// Whether any hosts are the operator's own, so that a delay of 0 can be asked for; it holds for
  /// those hosts alone.
  public boolean isOwnGround() {
    return allowPrivate || !resolve.isEmpty();
  }

  /// Whether `host` is the operator's own: a rule sends it to a given address, or private addresses
  /// are allowed.
  ///
  /// @param host the host name, a port behind it does not matter
  public boolean isOwnGround(String host) {
    int port = host.lastIndexOf(':');
    String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    return allowPrivate || resolve.stream().anyMatch(rule -> rule.matches(name));
  }

  /// The delay that is kept where `asked` is asked for: at least a tenth of a second, but on the
  /// operator's own hosts.
  public Duration delay(String host, Duration asked) {
    return asked.compareTo(LEAST_DELAY) < 0 && !isOwnGround(host) ? LEAST_DELAY : asked;
  }

  private static void check(String name, Duration timeout) {
    if (timeout.compareTo(Duration.ofMillis(10)) < 0
        || timeout.compareTo(Duration.ofMinutes(30)) > 0) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be 10 ms to 30 min)".formatted(name, timeout));
    }
  }
}
