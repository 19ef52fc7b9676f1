package org.peykare.crawler.loop;

import crawlercommons.filters.basic.BasicURLNormalizer;
import edu.uci.ics.crawler4j.crawler.CrawlConfig;
import edu.uci.ics.crawler4j.crawler.Page;
import edu.uci.ics.crawler4j.parser.HtmlParseData;
import edu.uci.ics.crawler4j.parser.HtmlParser;
import edu.uci.ics.crawler4j.parser.ParseData;
import edu.uci.ics.crawler4j.parser.Parser;
import edu.uci.ics.crawler4j.url.TLDList;
import edu.uci.ics.crawler4j.url.WebURL;
import java.io.IOException;
import java.util.Set;
import org.peykare.crawler.discover.Discovery;
import org.peykare.crawler.discover.Found;
import org.peykare.crawler.fetch.Fetch;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.url.Scope;

/// crawler4j's `Parser` over [Discovery]: what is found is kept with the URL and goes into its
/// outcome; crawler4j itself is left nothing to schedule.
final class LinkParser extends Parser {
  private final Discovery discovery = new Discovery();
  private final Scopes scopes;

  /// The scope of the moment.
  @FunctionalInterface
  interface Scopes {
    Scope now();
  }

  LinkParser(CrawlConfig config, TLDList tldList, Scopes scopes) throws IOException {
    super(config, new BasicURLNormalizer(), new NothingToParse(), tldList, null);
    this.scopes = scopes;
  }

  @Override
  public void parse(Page page) {
    LeasedUrl url = (LeasedUrl) page.getWebURL();
    page.setParseData(new LeftToUs());
    if (url.fetch() instanceof Fetch.Fetched fetched) {
      String seedId = url.lease().url().seed();
      Seed seed = scopes.now().seed(seedId).orElseGet(() -> Seed.of(seedId, url.getURL()));
      url.found(read(fetched, url, seed));
    }
  }

  /// A page can break its parser, for example nested so deep that the stack runs out: then it has
  /// no links.
  private Found read(Fetch.Fetched fetched, LeasedUrl url, Seed seed) {
    try {
      return discovery.read(fetched, url.lease().url().kind(), seed);
    } catch (StackOverflowError | RuntimeException e) {
      return new Found(Found.Content.PAGE, java.util.List.of(), java.util.List.of());
    }
  }

  private static final class LeftToUs implements ParseData {
    @Override
    public Set<WebURL> getOutgoingUrls() {
      return Set.of();
    }

    @Override
    public void setOutgoingUrls(Set<WebURL> outgoingUrls) {
      throw new UnsupportedOperationException("Links go into outcomes");
    }
  }

  /// The base class wants an HTML parser, which is never asked.
  private static final class NothingToParse implements HtmlParser {
    @Override
    public HtmlParseData parse(Page page) {
      throw new UnsupportedOperationException("Pages are read by Discovery");
    }
  }
}
