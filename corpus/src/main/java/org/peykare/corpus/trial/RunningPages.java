package org.peykare.corpus.trial;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.filter.FilterConfig;
import org.peykare.corpus.learned.LearnedTopic;
import org.peykare.corpus.page.PageConfig;
import org.peykare.corpus.store.FetchLog;
import org.peykare.corpus.store.PageLog;
import org.peykare.corpus.store.VerdictLog;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.url.UrlNormalForm;

/// Stories and trials over the pages of a running corpus, read from its topics.
public final class RunningPages {
  private final PageConfig config;
  private final String bootstrapServers;

  /// The pages on the cluster at `bootstrapServers`, under these settings.
  public RunningPages(PageConfig config, String bootstrapServers) {
    this.config = config;
    this.bootstrapServers = bootstrapServers;
  }

  /// The attempts to fetch the page at `url`, in any spelling, oldest first.
  public List<FetchEvent> attempts(String url) {
    return new FetchLog(bootstrapServers).attempts(url);
  }

  /// What each stage makes of the newest version of a page; empty where it is no longer on topic
  /// `pages`.
  public Optional<PageStory> story(String url) {
    Instant fetched =
        new VerdictLog(bootstrapServers).find(url).map(Verdict::fetched).orElse(Instant.EPOCH);
    return new PageLog(bootstrapServers)
        .find(url, fetched)
        .map(record ->
            PageStory.of(
                config,
                LearnedTopic.read(bootstrapServers),
                UrlNormalForm.of(url).toString(),
                record));
  }

  /// What other filter settings would do to about `pages` pages spread over topic `pages`.
  ///
  /// @param changes values by their names below `corpus.filter`
  /// @throws IllegalArgumentException where there is no such name, or a value is none
  public FilterTrial.Report tryFilters(Map<String, String> changes, int pages) {
    FilterConfig filter = config.filter();
    for (Map.Entry<String, String> change : changes.entrySet()) {
      filter = filter.with(change.getKey(), change.getValue());
    }
    return FilterTrial.of(config, config.withFilter(filter), 1, LearnedTopic.read(bootstrapServers))
        .run(judge -> new PageLog(bootstrapServers).sample(pages, judge));
  }
}
