package org.peykare.console.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// Where the console listens and who is let in.
///
/// @param host address or name to bind
/// @param port 0 is any free port
/// @param token what a visitor must show; may be missing only where `host` is a loopback address
public record ServerConfig(String host, int port, @Nullable String token) {
  /// The shortest token, in characters.
  public static final int MIN_TOKEN = 16;

  public ServerConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "Invalid port of the console: %d (must be 0..65535; 0 is any free one)".formatted(port));
    }
    if (token != null && (token.length() < MIN_TOKEN || !token.matches("[\\x21-\\x7e]+"))) {
      throw new IllegalArgumentException(
          "Invalid token of the console: %d characters (must be %d or more printable ASCII characters without spaces)"
              .formatted(token.length(), MIN_TOKEN));
    }
    if (token == null && !loopback(host)) {
      throw new IllegalArgumentException(
          "Cannot open the console on %s: everyone who reaches that address could use it (must be a loopback address such as 127.0.0.1, or have a token of %d or more characters)"
              .formatted(host, MIN_TOKEN));
    }
  }

  /// Only this machine is let in, without a token.
  public static ServerConfig loopback(int port) {
    return new ServerConfig("127.0.0.1", port, null);
  }

  /// Whether only this machine can reach the console.
  boolean loopback() {
    return loopback(host);
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "Cannot open the console on %s: unknown host (must be an address of this machine, such as 127.0.0.1)"
              .formatted(host),
          e);
    }
  }
}
