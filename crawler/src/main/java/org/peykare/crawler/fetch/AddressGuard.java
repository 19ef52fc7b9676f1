package org.peykare.crawler.fetch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Tells addresses of the public Internet from all others (IANA special-purpose registries), so
/// that a link cannot make the crawler talk to machines behind the operator's own firewall.
final class AddressGuard {
  private AddressGuard() {}

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
  }

  private static boolean isPublic4(byte[] b) {
    int first = b[0] & 0xFF;
    int second = b[1] & 0xFF;
    return first != 0
        && first < 240
        && !(first == 100 && (second & 0xC0) == 64)
        && !(first == 192 && second == 0 && (b[2] == 0 || b[2] == 2))
        && !(first == 198 && (second == 18 || second == 19))
        && !(first == 198 && second == 51 && b[2] == 100)
        && !(first == 203 && second == 0 && b[2] == 113);
  }

  private static boolean isPublic6(byte[] b) {
    boolean translated = startsWith(b, 0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0);
    if (translated || startsWith(b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) {
      return embedded(b, 12);
    }
    if (startsWith(b, 0x20, 0x02)) {
      return embedded(b, 2);
    }
    // Global unicast is 2000::/3; documentation 2001:db8::/32.
    return (b[0] & 0xE0) == 0x20 && !startsWith(b, 0x20, 0x01, 0x0D, 0xB8);
  }

  private static boolean embedded(byte[] b, int at) {
    try {
      return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(b, at, at + 4)));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean startsWith(byte[] b, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((b[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
