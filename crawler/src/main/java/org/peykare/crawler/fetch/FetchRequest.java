package org.peykare.crawler.fetch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.url.UrlNormalForm;

/// One GET.
///
/// @param url what to fetch
/// @param etag validator of the last fetch, for `If-None-Match`
/// @param lastModified validator of the last fetch, for `If-Modified-Since`
/// @param languages languages wanted, best first
public record FetchRequest(
    UrlNormalForm url,
    @Nullable String etag,
    @Nullable String lastModified,
    List<String> languages) {

  /// A request without conditions.
  public static FetchRequest of(UrlNormalForm url) {
    return new FetchRequest(url, null, null, List.of());
  }
}
