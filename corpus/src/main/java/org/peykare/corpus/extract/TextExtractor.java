package org.peykare.corpus.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
  ///
  /// @throws Deadline.PageTooSlowException when it takes longer than the limits allow
  public ExtractedPage extract(Document dom) {
    return extract(dom, Deadline.in(limits.maxTime()));
  }

  /// The same within what is left of a deadline.
  public ExtractedPage extract(Document dom, Deadline deadline) {
    Metadata metadata = Metadata.of(dom);
    if (dom.body() == null) {
      return new ExtractedPage("", "", PageShape.EMPTY, metadata);
    }
    MainText found = MainText.of(dom.body(), metadata.description(), deadline);
    List<PlainText.Block> blocks = new ArrayList<>();
    for (Region region : found.text()) {
      blocks.addAll(PlainText.blocks(region));
      deadline.check();
    }
    return new ExtractedPage(
        joined(Trimmer.trim(blocks, metadata.title())),
        joined(found.comments().stream().flatMap(r -> PlainText.blocks(r).stream()).toList()),
        PageShape.of(found.text()),
        metadata);
  }

  private static String joined(List<PlainText.Block> blocks) {
    return blocks.stream().map(PlainText.Block::text).collect(Collectors.joining("\n\n"));
  }
}
