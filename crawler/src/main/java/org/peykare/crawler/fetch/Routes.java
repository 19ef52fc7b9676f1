package org.peykare.crawler.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import okhttp3.Dns;

/// Where connections go: resolve rules first, then the system's resolver, and never to a private
/// address unless that is allowed, nor to a public one without a contact. The guard sits at the
/// socket, behind every way to name a host.
final class Routes extends SocketFactory implements Dns {
  private final FetchConfig config;

  Routes(FetchConfig config) {
    this.config = config;
  }

  /// The host resolves to an address that may not be fetched from; the message says why.
  static final class GuardedAddressException extends IOException {
    private static final long serialVersionUID = 1L;

    GuardedAddressException(String reason) {
      super(reason);
    }
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    Optional<ResolveRule> rule = rule(host);
    if (rule.isPresent()) {
      byte[] ip = rule.get().target().getAddress().getAddress();
      return List.of(InetAddress.getByAddress(host, ip));
    }
    return Dns.SYSTEM.lookup(host);
  }

  @Override
  public Socket createSocket() {
    return new GuardedSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = createSocket();
    socket.connect(address);
    return socket;
  }

  private Optional<ResolveRule> rule(String host) {
    return config.resolve().stream().filter(rule -> rule.matches(host)).findFirst();
  }

  private SocketAddress route(InetSocketAddress wanted) throws IOException {
    Optional<ResolveRule> rule = rule(wanted.getHostString());
    if (rule.isPresent()) {
      return rule.get().target();
    }
    if (!config.allowPrivate() && !AddressGuard.isPublic(wanted.getAddress())) {
      throw new GuardedAddressException("private address " + wanted.getAddress().getHostAddress());
    }
    if (config.contact() == null && AddressGuard.isPublic(wanted.getAddress())) {
      throw new GuardedAddressException("no contact given for the public web");
    }
    return wanted;
  }

  private final class GuardedSocket extends Socket {
    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      super.connect(route((InetSocketAddress) endpoint), timeout);
    }
  }
}
