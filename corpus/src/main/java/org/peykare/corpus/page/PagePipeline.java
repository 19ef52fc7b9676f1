package org.peykare.corpus.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.dedup.MinHash;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Stage;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.extract.Deadline;
import org.peykare.corpus.extract.ExtractedPage;
import org.peykare.corpus.extract.Garbled;
import org.peykare.corpus.extract.PageRead;
import org.peykare.corpus.extract.PageReader;
import org.peykare.corpus.extract.TextExtractor;
import org.peykare.corpus.filter.LengthFilter;
import org.peykare.corpus.filter.ListingFilter;
import org.peykare.corpus.filter.PersonalData;
import org.peykare.corpus.filter.QualityFilter;
import org.peykare.corpus.filter.Rejection;
import org.peykare.corpus.filter.RepetitionFilter;
import org.peykare.corpus.filter.UnwantedFilter;
import org.peykare.corpus.filter.Words;
import org.peykare.corpus.identify.LanguageGuess;
import org.peykare.corpus.identify.LanguageIdentifier;
import org.peykare.corpus.learned.Learned;
import org.peykare.corpus.normalize.MarkRuns;
import org.peykare.corpus.normalize.TextNormalizer;
import org.peykare.corpus.quality.Quality;
import org.peykare.formats.url.DocumentId;
import org.peykare.formats.url.UrlNormalForm;
import org.peykare.formats.warc.WarcFields;

/// WARC record → page → consent → text → language → normal form → filters → quality → signature.
public final class PagePipeline implements PageProcessor {
  /// Replacement characters per character with which a text's charset counts as lost.
  private static final double BROKEN_CHARACTERS = .005;

  /// Share of a second language from which on a page is mixed.
  private static final double MIXED = .2;

  private final PageConfig config;
  private final Learned learned;
  private final PageReader reader;
  private final TextExtractor extractor;
  private final LanguageIdentifier identifier = new LanguageIdentifier();
  private final ListingFilter listing;
  private final LengthFilter length;
  private final RepetitionFilter repetition;
  private final QualityFilter quality;
  private final UnwantedFilter unwanted;
  private final PersonalData personalData;
  private final MinHash minHash;

  private PagePipeline(PageConfig config, Learned learned) {
    this.config = config;
    this.learned = learned;
    reader = PageReader.of(config.limits());
    extractor = TextExtractor.of(config.limits());
    listing = new ListingFilter(config.filter());
    length = new LengthFilter(config.filter());
    repetition = new RepetitionFilter(config.filter());
    quality = new QualityFilter(config.filter());
    unwanted = new UnwantedFilter(config.filter());
    personalData = new PersonalData(config.filter().masked());
    minHash = MinHash.of(config.minHash());
  }

  /// The pipeline that this configuration describes, with nothing learned.
  public static PagePipeline of(PageConfig config) {
    return new PagePipeline(config, Learned.nothing());
  }

  /// The pipeline that applies also what was, and what will be, learned.
  public static PagePipeline of(PageConfig config, Learned learned) {
    return new PagePipeline(config, learned);
  }

  @Override
  public PageOutcome process(String url, byte[] warcRecord) {
    Optional<UrlNormalForm> normalForm = UrlNormalForm.parse(url);
    if (normalForm.isEmpty()) {
      return new Stop(url, Instant.EPOCH, null).at(Stage.READ, "bad-url", Map.of());
    }
    UrlNormalForm address = normalForm.get();
    return switch (reader.read(address.toString(), warcRecord)) {
      case PageRead.Unreadable unreadable ->
          new Stop(address.toString(), unreadable.fetched(), null)
              .at(Stage.READ, unreadable.reason(), unreadable.figures());
      case PageRead.Page page -> guarded(address, page);
    };
  }

  /// A page that breaks the extraction is a bad page, not a broken pipeline.
  private PageOutcome guarded(UrlNormalForm url, PageRead.Page page) {
    Stop stop = new Stop(url.toString(), page.fetched(), null);
    try {
      return process(url, page, stop);
    } catch (StackOverflowError e) {
      return stop.at(Stage.EXTRACT, "too-deep", Map.of());
    } catch (Deadline.PageTooSlowException e) {
      return stop.at(
          Stage.EXTRACT, "too-slow", Map.of("most", (double) config.limits().maxTime().toMillis()));
    } catch (RuntimeException e) {
      return stop.at(Stage.EXTRACT, "unreadable-page", Map.of());
    }
  }

  private PageOutcome process(UrlNormalForm url, PageRead.Page page, Stop stop) {
    Consent consent = Consent.of(page.evidence());
    boolean granted = WarcFields.KEEP.equals(page.optOutPolicy());
    if (!granted && consent.isRefused(config.honoured())) {
      return stop.at(Stage.CONSENT, "opt-out", Map.of());
    }
    Deadline deadline = Deadline.in(config.limits().maxTime());
    ExtractedPage extracted = extractor.extract(page.dom(), deadline);
    Optional<Rejection> listed = listing.check(extracted.shape());
    if (listed.isPresent()) {
      return stop.at(Stage.EXTRACT, listed.get());
    }
    if (extracted.text().isEmpty()) {
      return stop.at(Stage.EXTRACT, "no-text", Map.of());
    }
    double broken = brokenShare(extracted.text());
    if (broken > BROKEN_CHARACTERS) {
      return stop.at(
          Stage.READ, "broken-charset", Map.of("share", broken, "most", BROKEN_CHARACTERS));
    }
    double garbled = Garbled.share(extracted.text());
    if (garbled > Garbled.MOST) {
      return stop.at(Stage.READ, "garbled-charset", Map.of("share", garbled, "most", Garbled.MOST));
    }
    int marks = MarkRuns.longest(extracted.text());
    if (marks > MarkRuns.MOST) {
      return stop.at(
          Stage.EXTRACT,
          "too-many-marks",
          Map.of("marks", (double) marks, "most", (double) MarkRuns.MOST));
    }
    deadline.check();
    List<LanguageGuess> languages = identifier.languages(extracted.text());
    LanguageGuess guess = languages.getFirst();
    Stop known = new Stop(stop.url(), stop.fetched(), guess.lang());
    PageOutcome refused = checkLanguage(languages, known);
    return refused != null
        ? refused
        : filter(url, page, consent, extracted, guess, known, deadline);
  }

  private @Nullable PageOutcome checkLanguage(List<LanguageGuess> languages, Stop stop) {
    LanguageGuess guess = languages.getFirst();
    if (!config.languages().isEmpty() && !config.languages().contains(guess.lang())) {
      return stop.at(Stage.LANGUAGE, "other-language", Map.of("confidence", guess.confidence()));
    }
    double least = config.filter().thresholds(guess.lang()).languageScore();
    if (guess.confidence() >= least) {
      return null;
    }
    double second = languages.size() > 1 ? languages.get(1).confidence() : 0;
    return second >= MIXED
        ? stop.at(
            Stage.LANGUAGE,
            "mixed-languages",
            Map.of("confidence", guess.confidence(), "second", second, "least", least))
        : stop.at(
            Stage.LANGUAGE,
            "unsure-language",
            Map.of("confidence", guess.confidence(), "least", least));
  }

  private PageOutcome filter(
      UrlNormalForm url,
      PageRead.Page page,
      Consent consent,
      ExtractedPage extracted,
      LanguageGuess guess,
      Stop stop,
      Deadline deadline) {
    deadline.check();
    String text =
        learned
            .boilerplate()
            .cleanse(
                url.authority(),
                personalData.mask(TextNormalizer.normalize(extracted.text(), guess.lang())));
    String title =
        extracted.title() == null
            ? null
            : personalData.mask(TextNormalizer.normalizeLine(extracted.title(), guess.lang()));
    long words = Words.count(text);
    Optional<Rejection> rejection = length.check(words);
    if (rejection.isPresent()) {
      return stop.at(Stage.LENGTH, rejection.get());
    }
    deadline.check();
    rejection = repetition.check(text, title, guess.lang());
    if (rejection.isPresent()) {
      return stop.at(Stage.REPETITION, rejection.get());
    }
    rejection = quality.check(text, guess.lang());
    if (rejection.isPresent()) {
      return stop.at(Stage.QUALITY, rejection.get());
    }
    deadline.check();
    rejection = unwanted.check(text);
    if (rejection.isPresent()) {
      return stop.at(Stage.QUALITY, rejection.get());
    }
    @Nullable Quality standing = learned.quality(guess.lang(), text).orElse(null);
    if (standing != null && !standing.band().isAtLeast(config.filter().qualityLeast())) {
      return stop.at(
          Stage.QUALITY,
          "low-quality",
          Map.of(
              "perplexity",
              standing.perplexity(),
              "most",
              standing.most(config.filter().qualityLeast())));
    }
    String id = DocumentId.of(url).toString();
    Document document =
        new Document(
            id,
            url.toString(),
            url.authority(),
            page.fetched(),
            title,
            text,
            guess.lang(),
            guess.confidence(),
            words,
            extracted.licence(),
            page.robots(),
            consent.evidence(),
            page.seed(),
            page.digest(),
            page.recordId(),
            id,
            standing == null ? null : standing.band(),
            standing == null ? null : standing.perplexity());
    return new PageOutcome.Candidate(document, minHash.signature(text));
  }

  private static double brokenShare(String text) {
    int broken = 0;
    for (int i = 0; i < text.length(); i++) {
      broken += text.charAt(i) == '\uFFFD' ? 1 : 0;
    }
    return (double) broken / text.length();
  }

  /// What every drop of a page says.
  private record Stop(String url, Instant fetched, @Nullable String lang) {
    PageOutcome at(Stage stage, String reason, Map<String, Double> figures) {
      return new PageOutcome.Dropped(
          new Verdict.Drop(url, fetched, lang, stage, reason, figures, null));
    }

    PageOutcome at(Stage stage, Rejection rejection) {
      return at(stage, rejection.reason(), rejection.figures());
    }
  }
}
