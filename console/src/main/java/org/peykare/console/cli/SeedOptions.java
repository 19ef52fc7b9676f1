package org.peykare.console.cli;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.peykare.console.settings.Sizes;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedBuilder;
import org.peykare.crawler.seed.SeedKind;
import picocli.CommandLine.Option;

/// The settings of a seed as options; those that are not given change nothing.
final class SeedOptions {
  @Option(
      names = "--kind",
      paramLabel = "K",
      description = "What the start URLs are: ${COMPLETION-CANDIDATES}.")
  private @Nullable SeedKind kind;

  @Option(
      names = "--scope",
      paramLabel = "S",
      description = "Which links are followed: ${COMPLETION-CANDIDATES}.")
  private Seed.@Nullable ScopeKind scope;

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      description = "Only URLs that contain a match; '' for all.")
  private @Nullable String include;

  @Option(
      names = "--exclude",
      paramLabel = "REGEX",
      description = "No URLs that contain a match; '' for none.")
  private @Nullable String exclude;

  @Option(names = "--depth", paramLabel = "N", description = "Links from a start URL at most.")
  private @Nullable Integer depth;

  @Option(names = "--max-pages", paramLabel = "N", description = "Page budget; 0: none.")
  private @Nullable Long maxPages;

  @Option(names = "--max-bytes", paramLabel = "SIZE", description = "Such as 2GiB; 0: no limit.")
  private @Nullable String maxBytes;

  @Option(
      names = "--delay",
      paramLabel = "T",
      converter = DurationConverter.class,
      description = "Between requests to one host, instead of the crawl's own.")
  private @Nullable Duration delay;

  @Option(
      names = "--revisit",
      paramLabel = "T",
      converter = DurationConverter.class,
      description = "When to fetch a page again, such as 12h.")
  private @Nullable Duration revisit;

  @Option(
      names = "--languages",
      split = ",",
      paramLabel = "L",
      description = "For Accept-Language, best first.")
  private @Nullable List<String> languages;

  @Option(
      names = "--discover",
      split = ",",
      paramLabel = "D",
      description = "What is read for new URLs, of ${COMPLETION-CANDIDATES}.")
  private @Nullable Set<Seed.Discovery> discover;

  @Option(
      names = "--opt-outs",
      paramLabel = "P",
      description = "Pages that opt out of training: ${COMPLETION-CANDIDATES}.")
  private Seed.@Nullable OptOuts optOuts;

  /// `seed` with what was given.
  Seed applied(Seed seed) {
    SeedBuilder edit = seed.edit();
    if (kind != null) {
      edit.kind(kind);
    }
    if (scope != null) {
      edit.scope(scope);
    }
    if (include != null) {
      edit.include(include.isEmpty() ? null : include);
    }
    if (exclude != null) {
      edit.exclude(exclude.isEmpty() ? null : exclude);
    }
    if (depth != null) {
      edit.maxDepth(depth);
    }
    return limits(edit).build();
  }

  private SeedBuilder limits(SeedBuilder edit) {
    if (maxPages != null) {
      edit.maxPages(maxPages);
    }
    if (maxBytes != null) {
      String given = maxBytes;
      edit.maxBytes(
          Sizes.parse(given)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "Invalid --max-bytes: '%s' (must be a size such as 500MiB or 2GiB)"
                          .formatted(given))));
    }
    if (delay != null) {
      edit.delay(delay);
    }
    if (revisit != null) {
      edit.revisit(revisit);
    }
    if (languages != null) {
      edit.languages(languages);
    }
    if (discover != null) {
      edit.discover(discover);
    }
    if (optOuts != null) {
      edit.optOuts(optOuts);
    }
    return edit;
  }
}
