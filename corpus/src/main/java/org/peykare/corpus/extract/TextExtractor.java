package org.peykare.corpus.extract;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// Main text and metadata of an HTML page. Thread-safe.
///
/// ```java
/// ExtractedPage page = TextExtractor.withDefaults().extract(html, "https://example.org/a");
/// ```
public final class TextExtractor {
  private final PageLimits limits;

  private TextExtractor(PageLimits limits) {
    this.limits = limits;
  }

  /// An extractor with the default limits.
  public static TextExtractor withDefaults() {
    return new TextExtractor(PageLimits.defaults());
  }

  /// An extractor with these limits.
  public static TextExtractor of(PageLimits limits) {
    return new TextExtractor(limits);
  }

  /// The main text and metadata of `html`.
  ///
  /// @param url where the page comes from, if known
  public ExtractedPage extract(String html, @Nullable String url) {
    return extract(DomParser.parse(html, url == null ? "" : url, limits));
  }

  /// The main text and metadata of a parsed page, which is not changed.
  public ExtractedPage extract(Document dom) {
    Metadata metadata = Metadata.of(dom);
    String text = dom.body() == null ? "" : text(dom, metadata);
    return new ExtractedPage(
        text,
        metadata.title(),
        metadata.date(),
        metadata.author(),
        metadata.canonical(),
        metadata.licence());
  }

  private static String text(Document dom, Metadata metadata) {
    List<PlainText.Block> found = new ArrayList<>();
    for (Region region : MainText.of(dom.body(), metadata.description())) {
      found.addAll(PlainText.blocks(region));
    }
    List<PlainText.Block> blocks = Trimmer.trim(found, metadata.title());
    List<String> texts = new ArrayList<>(blocks.size());
    for (PlainText.Block block : blocks) {
      texts.add(block.text());
    }
    return String.join("\n\n", texts);
  }
}
