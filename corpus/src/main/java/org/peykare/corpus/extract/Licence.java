package org.peykare.corpus.extract;

import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// The licence URL a page declares.
final class Licence {
  private Licence() {}

  /// A rel=license link, else the licence in JSON-LD, else a link to a Creative Commons licence.
  static @Nullable String of(Document dom, JsonLd ld) {
    String creativeCommons = null;
    for (String tag : List.of("link", "a")) {
      for (Element link : dom.getElementsByTag(tag)) {
        String href = link.attr("href");
        String rel = link.attr("rel").toLowerCase(Locale.ROOT);
        if (!href.isEmpty() && (rel.contains("license") || rel.contains("licence"))) {
          return address(link);
        }
        if (creativeCommons == null && href.contains("creativecommons.org/") && isLicence(href)) {
          creativeCommons = address(link);
        }
      }
    }
    String described = ld.text("license");
    return described != null && described.startsWith("http")
        ? Metadata.clean(described)
        : creativeCommons;
  }

  private static boolean isLicence(String href) {
    return href.contains("/licenses/") || href.contains("/publicdomain/");
  }

  private static @Nullable String address(Element link) {
    String absolute = link.absUrl("href");
    return Metadata.clean(absolute.isEmpty() ? link.attr("href") : absolute);
  }
}
