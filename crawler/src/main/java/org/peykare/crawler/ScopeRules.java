package org.peykare.crawler;

import java.util.function.Supplier;
import org.peykare.crawler.frontier.SeedRules;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.crawler.url.Scope;

/// The rules of the seeds of the moment, for the frontier.
final class ScopeRules implements SeedRules {
  private final Supplier<Scope> scope;

  ScopeRules(Supplier<Scope> scope) {
    this.scope = scope;
  }

  @Override
  public Standing standing(String seed) {
    return scope
        .get()
        .seed(seed)
        .map(found ->
            switch (found.state()) {
              case ACTIVE -> Standing.ACTIVE;
              case PAUSED -> Standing.PAUSED;
            })
        .orElse(Standing.REMOVED);
  }

  @Override
  public boolean admits(CrawlUrl url) {
    return scope.get().refusal(url).isEmpty();
  }

  @Override
  public long maxPages(String seed) {
    return scope.get().seed(seed).map(found -> limit(found.maxPages())).orElse(0L);
  }

  @Override
  public long maxBytes(String seed) {
    return scope.get().seed(seed).map(found -> limit(found.maxBytes())).orElse(0L);
  }

  private static long limit(long named) {
    return named == 0 ? UNLIMITED : named;
  }
}
