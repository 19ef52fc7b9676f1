package org.peykare.crawler.frontier;

import org.peykare.formats.url.UrlNormalForm;

/// Takes apart URLs that were in normal form when they were written, without normalising them anew.
final class TrustedUrl {
  private TrustedUrl() {}

  static UrlNormalForm of(String url) {
    int host = url.indexOf("://") + 3;
    int path = url.indexOf('/', host);
    if (host < 3 || path < 0) {
      throw new IllegalArgumentException("Invalid URL: " + url + " (must be in normal form)");
    }
    int colon = url.lastIndexOf(':', path);
    boolean hasPort = colon > host && colon > url.lastIndexOf(']', path);
    int port = hasPort ? Integer.parseInt(url, colon + 1, path, 10) : -1;
    return new UrlNormalForm(
        url.substring(0, host - 3),
        url.substring(host, hasPort ? colon : path),
        port,
        url.substring(path));
  }
}
