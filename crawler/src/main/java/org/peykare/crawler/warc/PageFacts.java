package org.peykare.crawler.warc;

import java.util.List;
import org.peykare.crawler.seed.Seed;

/// What a record says beside the exchange itself.
///
/// @param seed id of the seed
/// @param robots why robots.txt let the page be fetched: `allowed` or `no-robots`
/// @param optOuts opt-out evidence, one line each
/// @param policy what the seed says of opt-outs
public record PageFacts(String seed, String robots, List<String> optOuts, Seed.OptOuts policy) {
  public PageFacts {
    optOuts = List.copyOf(optOuts);
  }
}
