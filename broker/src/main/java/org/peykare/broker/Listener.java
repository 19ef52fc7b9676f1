package org.peykare.broker;

/// Where a broker listens, and what it tells its clients to connect to.
///
/// @param host address or name to bind; `0.0.0.0` for all addresses of the machine
/// @param port port to bind; 0 is any free one
/// @param advertisedHost name or address under which clients reach it
public record Listener(String host, int port, String advertisedHost) {
  /// Only this machine.
  public static final String LOOPBACK = "127.0.0.1";

  public Listener {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "Invalid kafka.port: %d (must be 0..65535; 0 is any free one)".formatted(port));
    }
    check("kafka.host", host);
    check("kafka.advertised-host", advertisedHost);
    if (advertisedHost.equals("0.0.0.0") || advertisedHost.equals("::")) {
      throw new IllegalArgumentException(
          "Invalid kafka.advertised-host: %s (must be a name or address that clients can connect to; set it where kafka.host is %s)"
              .formatted(advertisedHost, host));
    }
  }

  /// A listener on 127.0.0.1.
  public static Listener loopback(int port) {
    return new Listener(LOOPBACK, port, LOOPBACK);
  }

  private static void check(String key, String host) {
    if (!host.matches("[A-Za-z0-9.:_-]{1,255}")) {
      throw new IllegalArgumentException(
          "Invalid %s: '%s' (must be a host name or an IP address, without a port)"
              .formatted(key, host));
    }
  }
}
