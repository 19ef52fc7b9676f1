package org.peykare.corpus.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.peykare.corpus.document.Stage;
import org.peykare.corpus.extract.ExtractedPage;
import org.peykare.corpus.extract.PageRead;
import org.peykare.corpus.extract.PageReader;
import org.peykare.corpus.extract.TextExtractor;
import org.peykare.corpus.filter.PersonalData;
import org.peykare.corpus.identify.LanguageGuess;
import org.peykare.corpus.identify.LanguageIdentifier;
import org.peykare.corpus.normalize.MarkRuns;
import org.peykare.corpus.normalize.TextNormalizer;
import org.peykare.corpus.page.PageConfig;
import org.peykare.corpus.page.PageOutcome;
import org.peykare.corpus.page.PagePipeline;

/// One page's way through the stages: what each found, and the text as it left it.
///
/// @param url the page
/// @param steps what was done, in order
/// @param outcome how it ended, duplicates not looked for
public record PageStory(String url, List<Step> steps, PageOutcome outcome) {
  /// One step.
  ///
  /// @param stage where
  /// @param note what was found
  /// @param text the text as the step left it; empty where there is none
  public record Step(Stage stage, String note, String text) {}

  public PageStory {
    steps = List.copyOf(steps);
  }

  /// The story of the page in an uncompressed WARC record.
  public static PageStory of(PageConfig config, String url, byte[] warcRecord) {
    List<Step> steps = new ArrayList<>();
    PageOutcome outcome = PagePipeline.of(config).process(url, warcRecord);
    if (PageReader.of(config.limits()).read(url, warcRecord) instanceof PageRead.Page page) {
      steps.add(new Step(Stage.READ, "charset " + page.charset(), ""));
      steps.add(new Step(Stage.CONSENT, evidence(page), ""));
      tell(config, TextExtractor.of(config.limits()).extract(page.dom()), steps);
    }
    return new PageStory(url, steps, outcome);
  }

  private static String evidence(PageRead.Page page) {
    return page.evidence().isEmpty() ? "no evidence" : String.join("; ", page.evidence());
  }

  private static void tell(PageConfig config, ExtractedPage extracted, List<Step> steps) {
    String text = extracted.text();
    steps.add(
        new Step(
            Stage.EXTRACT,
            "title %s; %d entries that lead elsewhere, longest text without one %.0f %%"
                .formatted(
                    extracted.title(),
                    extracted.shape().entries(),
                    100 * extracted.shape().stretchShare()),
            text));
    List<LanguageGuess> languages = new LanguageIdentifier().languages(text);
    steps.add(
        new Step(
            Stage.LANGUAGE,
            languages.stream()
                .map(guess -> "%s %.2f".formatted(guess.lang(), guess.confidence()))
                .collect(Collectors.joining(", ")),
            ""));
    String lang = languages.getFirst().lang();
    String normal = TextNormalizer.normalize(MarkRuns.cut(text), lang);
    String masked = new PersonalData(config.filter().masked()).mask(normal);
    steps.add(
        new Step(
            Stage.LENGTH,
            masked.equals(normal) ? "normalised" : "normalised, personal data masked",
            masked));
  }
}
