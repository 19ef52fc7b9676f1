package org.peykare.crawler.warc;

import java.util.List;

/// What a record says beside the exchange itself.
///
/// @param seed id of the seed
/// @param robots why robots.txt let the page be fetched: `allowed` or `no-robots`
/// @param optOuts opt-out evidence, one line each
public record PageFacts(String seed, String robots, List<String> optOuts) {
  public PageFacts {
    optOuts = List.copyOf(optOuts);
  }
}
