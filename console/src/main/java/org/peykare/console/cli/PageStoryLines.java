package org.peykare.console.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.peykare.corpus.imports.ArchivedPages;
import org.peykare.corpus.page.PageConfig;
import org.peykare.corpus.page.PageOutcome;
import org.peykare.corpus.trial.PageStory;

/// The story of a page in an archive: every stage, and the text before and after it.
final class PageStoryLines {
  private PageStoryLines() {}

  /// Prints the stories of the versions of `url` in `archive`.
  ///
  /// @throws IllegalArgumentException where there is none
  static void print(PageConfig config, Path archive, String url) {
    List<PageStory> stories = new ArrayList<>();
    ArchivedPages.forEach(
        archive,
        (target, record) -> {
          if (target.equals(url)) {
            stories.add(PageStory.of(config, target, record));
          }
        });
    if (stories.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot find the page %s in %s: give its address as the archive has it"
              .formatted(url, archive));
    }
    stories.forEach(PageStoryLines::print);
  }

  private static void print(PageStory story) {
    System.out.println(story.url());
    for (PageStory.Step step : story.steps()) {
      System.out.printf("== %s: %s%n", step.stage().name().toLowerCase(Locale.ROOT), step.note());
      if (!step.text().isEmpty()) {
        System.out.println(step.text());
      }
    }
    switch (story.outcome()) {
      case PageOutcome.Candidate kept ->
          System.out.printf(
              "== kept, duplicates aside: %s, %,d words%n",
              kept.document().lang(), kept.document().words());
      case PageOutcome.Dropped dropped ->
          System.out.printf("== %s%n", VerdictLines.sentence(dropped.drop()));
    }
  }
}
