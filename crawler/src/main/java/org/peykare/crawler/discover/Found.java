package org.peykare.crawler.discover;

import java.util.List;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.formats.url.UrlNormalForm;

/// What was found in an answer.
///
/// @param content what the answer is
/// @param links URLs named in it, each once
/// @param optOuts opt-outs from the use of its content, as sent
public record Found(Content content, List<Link> links, List<String> optOuts) {
  /// Nothing.
  public static final Found NOTHING = new Found(Content.OTHER, List.of(), List.of());

  public Found {
    links = List.copyOf(links);
    optOuts = List.copyOf(optOuts);
  }

  /// A named URL.
  ///
  /// @param url where it points
  /// @param kind what it was named as
  public record Link(UrlNormalForm url, CrawlUrl.Kind kind) {}

  /// What an answer is.
  public enum Content {
    /// A page, for the corpus to judge.
    PAGE,
    /// A sitemap or sitemap index.
    SITEMAP,
    /// An RSS or Atom feed.
    FEED,
    /// Anything else.
    OTHER
  }
}
