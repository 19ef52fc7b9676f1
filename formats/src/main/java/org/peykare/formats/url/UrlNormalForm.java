package org.peykare.formats.url;

import java.util.Optional;

/// An `http` or `https` URL in normal form: two spellings of one address have one normal form, and
/// the normal form of a normal form is itself.
///
/// @param scheme `http` or `https`
/// @param host lower case, internationalised names in Punycode, IPv6 in brackets
/// @param port the port, or -1 where it is the scheme's own
/// @param pathAndQuery path without dot segments, at least `/`, and the query with its `?` if any
public record UrlNormalForm(String scheme, String host, int port, String pathAndQuery) {
  /// Longest normal form, in characters.
  public static final int MAX_LENGTH = 2_048;

  /// The normal form of the absolute URL `url`; empty where it is not an `http` or `https` URL, has
  /// user information or a bad host, or is longer than [#MAX_LENGTH].
  public static Optional<UrlNormalForm> parse(String url) {
    return UrlParser.parse(url);
  }

  /// The normal form of `url`.
  ///
  /// @throws IllegalArgumentException where [#parse] would be empty
  public static UrlNormalForm of(String url) {
    return parse(url)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Invalid URL: %s (must be an absolute http or https URL of at most %d characters, without user information)"
                    .formatted(url, MAX_LENGTH)));
  }

  /// The normal form of the reference `href` found on this page (RFC 3986 §5.2).
  public Optional<UrlNormalForm> resolve(String href) {
    return UrlParser.resolve(this, href);
  }

  /// Host, and the port where it is not the scheme's own: `example.org`, `localhost:8080`.
  public String authority() {
    return port < 0 ? host : host + ":" + port;
  }

  /// Scheme and authority: `https://example.org`.
  public String origin() {
    return scheme + "://" + authority();
  }

  /// The path without the query.
  public String path() {
    int query = pathAndQuery.indexOf('?');
    return query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
  }

  /// The port to connect to.
  public int effectivePort() {
    return port >= 0 ? port : scheme.equals("https") ? 443 : 80;
  }

  @Override
  public String toString() {
    return origin() + pathAndQuery;
  }
}
