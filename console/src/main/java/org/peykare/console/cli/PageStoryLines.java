package org.peykare.console.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.peykare.console.platform.UrlStory;
import org.peykare.console.topics.Discoveries;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.imports.ArchivedPages;
import org.peykare.corpus.learned.Learned;
import org.peykare.corpus.page.PageConfig;
import org.peykare.corpus.trial.PageStory;
import org.peykare.formats.fetch.FetchEvent;

/// The story of a page on a terminal: how it was found and fetched, every stage, and the text:
/// whole where it is extracted, then the lines that a stage took away and put in their place.
final class PageStoryLines {
  private PageStoryLines() {}

  /// Prints all that the platform knows of a URL.
  static void print(UrlStory story) {
    Verdict verdict = story.verdict();
    System.out.println(verdict == null ? "no verdict" : VerdictLines.sentence(verdict));
    for (Discoveries.Found found : story.found()) {
      System.out.printf(
          "== found %s as a %s, depth %d, seed %s%s%n",
          found.at(),
          found.kind(),
          found.depth(),
          found.seed(),
          found.by() == null ? "" : ", on " + found.by());
    }
    for (FetchEvent attempt : story.attempts()) {
      System.out.printf(
          "== fetch %s: %s%s, %,d bytes, %,d ms%s%s%n",
          attempt.at(),
          attempt.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          attempt.status() == 0 ? "" : ", HTTP " + attempt.status(),
          attempt.bytes(),
          attempt.millis(),
          after(", ", attempt.reason()),
          after(" to ", attempt.location()));
    }
    PageStory page = story.page();
    if (page == null) {
      System.out.println("== the page itself is not on topic pages (any more)");
    } else {
      print(page);
    }
  }

  private static String after(String mark, @Nullable String text) {
    return text == null ? "" : mark + text;
  }

  /// Prints the stories of the versions of `url` in `archive`.
  ///
  /// @throws IllegalArgumentException where there is none
  static void print(PageConfig config, Path archive, String url) {
    List<PageStory> stories = new ArrayList<>();
    ArchivedPages.forEach(
        archive,
        (target, record) -> {
          if (target.equals(url)) {
            stories.add(PageStory.of(config, Learned.nothing(), target, record));
          }
        });
    if (stories.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot find the page %s in %s: give its address as the archive has it"
              .formatted(url, archive));
    }
    for (PageStory story : stories) {
      System.out.println(story.url());
      print(story);
    }
  }

  private static void print(PageStory story) {
    String before = "";
    for (PageStory.Step step : story.steps()) {
      System.out.printf("== %s: %s%n", step.name(), step.note());
      if (before.isEmpty() && !step.text().isEmpty()) {
        System.out.println(step.text());
      } else if (!step.text().isEmpty()) {
        changes(before, step.text());
      }
      before = step.text().isEmpty() ? before : step.text();
    }
    System.out.printf("== duplicates aside: %s%n", VerdictLines.sentence(story.verdict()));
  }

  private static void changes(String before, String after) {
    Set<String> old = new HashSet<>(List.of(before.split("\n", -1)));
    Set<String> now = new HashSet<>(List.of(after.split("\n", -1)));
    before.lines().filter(line -> !now.contains(line)).forEach(line -> sign('-', line));
    after.lines().filter(line -> !old.contains(line)).forEach(line -> sign('+', line));
  }

  private static void sign(char sign, String line) {
    System.out.println(sign + " " + line);
  }
}
