package org.peykare.corpus.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.peykare.corpus.imports.ArchivedPages;
import org.peykare.corpus.learned.Learned;
import org.peykare.corpus.page.PageConfig;
import org.peykare.corpus.page.PageOutcome;
import org.peykare.corpus.page.PagePipeline;

/// Judges the pages of archives under the settings as they are and under others. Duplicates are not
/// looked for.
public final class FilterTrial {
  /// A page that the other settings judge differently.
  ///
  /// @param url the page
  /// @param before its end under the settings as they are: `keep`, or `STAGE/reason`
  /// @param after its end under the others
  public record Change(String url, String before, String after) {}

  /// What a trial came to.
  ///
  /// @param pages pages judged
  /// @param before pages by their end under the settings as they are
  /// @param after pages by their end under the others
  /// @param changes the pages whose end differs, in the order of the archives
  public record Report(
      long pages, Map<String, Long> before, Map<String, Long> after, List<Change> changes) {
    public Report {
      before = new TreeMap<>(before);
      after = new TreeMap<>(after);
      changes = List.copyOf(changes);
    }
  }

  private final PagePipeline now;
  private final PagePipeline other;
  private final int every;

  private FilterTrial(PagePipeline now, PagePipeline other, int every) {
    this.now = now;
    this.other = other;
    this.every = every;
  }

  /// A trial of `other` against `now`, on every `every`-th page, with nothing learned.
  public static FilterTrial of(PageConfig now, PageConfig other, int every) {
    return of(now, other, every, Learned.nothing());
  }

  /// The same with what was learned from snapshots.
  public static FilterTrial of(PageConfig now, PageConfig other, int every, Learned learned) {
    if (every < 1) {
      throw new IllegalArgumentException(
          "Invalid sample: every %d-th page (must be 1 or more)".formatted(every));
    }
    return new FilterTrial(PagePipeline.of(now, learned), PagePipeline.of(other, learned), every);
  }

  /// Judges the pages of `archives`, WARC files.
  public Report run(List<Path> archives) {
    return run(judge -> archives.forEach(archive -> ArchivedPages.forEach(archive, judge)));
  }

  /// Judges the pages that `pages` gives: URL and uncompressed WARC record.
  public Report run(Consumer<BiConsumer<String, byte[]>> pages) {
    Map<String, Long> before = new TreeMap<>();
    Map<String, Long> after = new TreeMap<>();
    List<Change> changes = new ArrayList<>();
    long[] seen = new long[1];
    pages.accept((url, record) -> {
      if (seen[0]++ % every != 0) {
        return;
      }
      String was = end(now.process(url, record));
      String is = end(other.process(url, record));
      before.merge(was, 1L, Long::sum);
      after.merge(is, 1L, Long::sum);
      if (!was.equals(is)) {
        changes.add(new Change(url, was, is));
      }
    });
    long judged = before.values().stream().mapToLong(Long::longValue).sum();
    return new Report(judged, before, after, changes);
  }

  private static String end(PageOutcome outcome) {
    return switch (outcome) {
      case PageOutcome.Candidate _ -> "keep";
      case PageOutcome.Dropped dropped -> dropped.drop().stage() + "/" + dropped.drop().reason();
    };
  }
}
