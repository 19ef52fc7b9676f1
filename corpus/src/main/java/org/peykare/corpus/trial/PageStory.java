package org.peykare.corpus.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.extract.ExtractedPage;
import org.peykare.corpus.extract.PageRead;
import org.peykare.corpus.extract.PageReader;
import org.peykare.corpus.extract.TextExtractor;
import org.peykare.corpus.filter.PersonalData;
import org.peykare.corpus.identify.LanguageGuess;
import org.peykare.corpus.identify.LanguageIdentifier;
import org.peykare.corpus.learned.Learned;
import org.peykare.corpus.normalize.MarkRuns;
import org.peykare.corpus.normalize.TextNormalizer;
import org.peykare.corpus.page.PageConfig;
import org.peykare.corpus.page.PageOutcome;
import org.peykare.corpus.page.PagePipeline;
import org.peykare.formats.url.UrlNormalForm;

/// One page's way through the stages: what each found, and the text as it left it.
///
/// @param url the page
/// @param steps what was done, in order
/// @param verdict how it ends under these settings, duplicates not looked for
public record PageStory(String url, List<Step> steps, Verdict verdict) {
  /// One step.
  ///
  /// @param name `read`, `consent`, `extract`, `language`, `normalise`, `mask`, `boilerplate`
  /// @param note what was found
  /// @param text the text as the step left it; empty where it has none
  public record Step(String name, String note, String text) {}

  public PageStory {
    steps = List.copyOf(steps);
  }

  /// The story of the page in an uncompressed WARC record.
  public static PageStory of(PageConfig config, Learned learned, String url, byte[] warcRecord) {
    List<Step> steps = new ArrayList<>();
    Verdict verdict =
        switch (PagePipeline.of(config, learned).process(url, warcRecord)) {
          case PageOutcome.Candidate kept -> Verdict.Keep.of(kept.document());
          case PageOutcome.Dropped dropped -> dropped.drop();
        };
    if (PageReader.of(config.limits()).read(url, warcRecord) instanceof PageRead.Page page) {
      steps.add(new Step("read", "charset " + page.charset(), ""));
      steps.add(new Step("consent", evidence(page), ""));
      try {
        tell(config, learned, url, TextExtractor.of(config.limits()).extract(page.dom()), steps);
      } catch (RuntimeException | StackOverflowError e) {
        steps.add(new Step("extract", "broke off: " + e.getMessage(), ""));
      }
    }
    return new PageStory(url, steps, verdict);
  }

  private static String evidence(PageRead.Page page) {
    return page.evidence().isEmpty() ? "no evidence" : String.join("; ", page.evidence());
  }

  private static void tell(
      PageConfig config, Learned learned, String url, ExtractedPage extracted, List<Step> steps) {
    String text = extracted.text();
    steps.add(
        new Step(
            "extract",
            "title %s; %d entries that lead elsewhere, longest text without one %.0f %%"
                .formatted(
                    extracted.title(),
                    extracted.shape().entries(),
                    100 * extracted.shape().stretchShare()),
            text));
    List<LanguageGuess> languages = new LanguageIdentifier().languages(text);
    String guesses =
        languages.stream()
            .map(guess -> "%s %.2f".formatted(guess.lang(), guess.confidence()))
            .collect(Collectors.joining(", "));
    steps.add(new Step("language", guesses, ""));
    String normal = TextNormalizer.normalize(MarkRuns.cut(text), languages.getFirst().lang());
    steps.add(new Step("normalise", changed(text, normal), normal));
    String masked = new PersonalData(config.filter().masked()).mask(normal);
    steps.add(new Step("mask", changed(normal, masked), masked));
    String host = UrlNormalForm.parse(url).map(UrlNormalForm::authority).orElse("");
    String cleansed = learned.boilerplate().cleanse(host, masked);
    steps.add(new Step("boilerplate", changed(masked, cleansed), cleansed));
  }

  private static String changed(String before, String after) {
    return before.equals(after)
        ? "nothing changed"
        : "%,d characters, %,d before".formatted(after.length(), before.length());
  }
}
