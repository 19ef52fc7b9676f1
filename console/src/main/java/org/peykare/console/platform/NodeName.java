package org.peykare.console.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.peykare.console.settings.Settings;

/// Names of this process: of its machine, and of its roles among those of other processes. Both are
/// the same after a restart.
///
/// @param node the setting `node.name`, or the name of the host, which in a container is its own
/// @param instance the setting `node.name`, or the host with a mark of the working directory, for
///   several processes may share a machine but not a directory
public record NodeName(String node, String instance) {
  /// The names of a process on the working directory `dir`.
  public static NodeName of(Settings settings, Path dir) {
    if (settings.nodeName().isPresent()) {
      return new NodeName(settings.nodeName().get(), settings.nodeName().get());
    }
    String host = hostName();
    String plain = host.replaceAll("[^A-Za-z0-9.-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
    String mark = Integer.toHexString(dir.toAbsolutePath().normalize().toString().hashCode());
    return new NodeName(host, (plain.isEmpty() ? "node" : plain) + "-" + mark);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
