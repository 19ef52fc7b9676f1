package org.peykare.crawler.fetch;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.url.UrlNormalForm;

/// How an attempt to fetch a URL ended.
public sealed interface Fetch {
  /// The URL that was asked for.
  UrlNormalForm url();

  /// When the attempt began.
  Instant at();

  /// How long it took, until the body's last byte; 0 where nothing was sent.
  long millis();

  /// A 2xx answer.
  ///
  /// @param head status and header fields as sent
  /// @param body the body, content-decoded
  /// @param truncated whether the body was cut at the limit
  /// @param address where it came from
  record Fetched(
      UrlNormalForm url,
      Instant at,
      long millis,
      Head head,
      byte[] body,
      Truncation truncated,
      @Nullable InetAddress address)
      implements Fetch {

    /// The media type without parameters, in lower case; empty where none was sent.
    public String mediaType() {
      String type = head.first("Content-Type").orElse("");
      int semicolon = type.indexOf(';');
      return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether a body is whole.
  enum Truncation {
    /// The whole body.
    WHOLE,
    /// Cut at the limit on its length.
    LENGTH
  }

  /// 304: what was fetched before still stands.
  record NotModified(
      UrlNormalForm url, Instant at, long millis, Head head, @Nullable InetAddress address)
      implements Fetch {}

  /// 3xx with a target, which is a URL of its own.
  ///
  /// @param location the target as sent
  record Redirected(UrlNormalForm url, Instant at, long millis, int status, String location)
      implements Fetch {}

  /// Not requested.
  ///
  /// @param reason why
  /// @param retryAfter when asking again may help; missing where it never does
  record Refused(UrlNormalForm url, Instant at, String reason, @Nullable Duration retryAfter)
      implements Fetch {
    @Override
    public long millis() {
      return 0;
    }
  }

  /// A 4xx or 5xx answer, or none.
  ///
  /// @param status the status; 0 where there was no answer
  /// @param reason why, for people and for counting: `http 404`, `timeout`, `dns: …`
  /// @param again whether another try may help
  /// @param retryAfter how long the server asked to be left alone
  record Failed(
      UrlNormalForm url,
      Instant at,
      long millis,
      int status,
      String reason,
      Again again,
      @Nullable Duration retryAfter)
      implements Fetch {}

  /// Whether another try may help.
  enum Again {
    /// It may: the server was busy or the network failed.
    LATER,
    /// It will not.
    NEVER
  }
}
