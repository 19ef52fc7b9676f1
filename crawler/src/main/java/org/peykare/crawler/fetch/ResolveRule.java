package org.peykare.crawler.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/// Sends every host whose name ends with `suffix` to one address, for archives replayed as a web;
/// URL and `Host` header stay as they are.
///
/// @param suffix how the host name ends, for example `.test`; a whole host name also matches
///   itself; `*` matches every host
/// @param target where to connect
public record ResolveRule(String suffix, InetSocketAddress target) {
  public ResolveRule {
    suffix = suffix.toLowerCase(Locale.ROOT);
    if (suffix.isBlank() || target.isUnresolved()) {
      throw new IllegalArgumentException("Invalid resolve rule: " + suffix + "=" + target);
    }
  }

  /// The rule written `SUFFIX=IP:PORT`, for example `.test=127.0.0.1:8123`.
  public static ResolveRule parse(String text) {
    int equals = text.indexOf('=');
    int colon = text.lastIndexOf(':');
    if (equals < 1 || colon <= equals + 1) {
      throw invalid(text);
    }
    String ip = text.substring(equals + 1, colon).replace("[", "").replace("]", "");
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (!ip.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*") || port < 1 || port > 65_535) {
        throw invalid(text);
      }
      InetAddress address = InetAddress.getByName(ip);
      return new ResolveRule(
          text.substring(0, equals).strip(), new InetSocketAddress(address, port));
    } catch (NumberFormatException | UnknownHostException e) {
      throw invalid(text);
    }
  }

  /// Whether the rule is for `host`.
  public boolean matches(String host) {
    return suffix.equals("*") || host.toLowerCase(Locale.ROOT).endsWith(suffix);
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "Invalid resolve rule: %s (must be SUFFIX=IP:PORT, for example .test=127.0.0.1:8123)"
            .formatted(text));
  }
}
