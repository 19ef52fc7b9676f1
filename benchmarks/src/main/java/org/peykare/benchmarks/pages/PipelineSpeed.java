package org.peykare.benchmarks.pages;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.peykare.corpus.dedup.MinHash;
import org.peykare.corpus.dedup.MinHashConfig;
import org.peykare.corpus.extract.ExtractedPage;
import org.peykare.corpus.extract.PageLimits;
import org.peykare.corpus.extract.PageRead;
import org.peykare.corpus.extract.PageReader;
import org.peykare.corpus.extract.TextExtractor;
import org.peykare.corpus.filter.FilterConfig;
import org.peykare.corpus.filter.PersonalData;
import org.peykare.corpus.filter.QualityFilter;
import org.peykare.corpus.filter.RepetitionFilter;
import org.peykare.corpus.filter.UnwantedFilter;
import org.peykare.corpus.identify.LanguageIdentifier;
import org.peykare.corpus.imports.ArchivedPages;
import org.peykare.corpus.normalize.TextNormalizer;
import org.peykare.corpus.page.PageConfig;
import org.peykare.corpus.page.PageOutcome;
import org.peykare.corpus.page.PagePipeline;

/// Page to verdict over archives, as a whole and by stage: `benchmarks/java
/// org.peykare.benchmarks.pages.PipelineSpeed FILE.warc.gz…`. The stages are run one after another
/// over all pages with a text, also those that the pipeline drops earlier, so their sum is more
/// than the whole.
public final class PipelineSpeed {
  private static final int ROUNDS = 4;

  private record Archived(String url, byte[] bytes) {}

  private record Text(String text, String lang) {}

  private PipelineSpeed() {}

  public static void main(String[] arguments) {
    List<Archived> pages = new ArrayList<>();
    Arrays.stream(arguments)
        .forEach(file ->
            ArchivedPages.forEach(
                Path.of(file), (url, bytes) -> pages.add(new Archived(url, bytes))));
    PagePipeline pipeline = PagePipeline.of(PageConfig.defaults());
    for (int round = 1; round <= ROUNDS; round++) {
      long allocated = CpuTime.allocated();
      Map<String, Integer> ends = new TreeMap<>();
      double seconds =
          CpuTime.seconds(() ->
              pages.forEach(page ->
                  ends.merge(end(pipeline.process(page.url(), page.bytes())), 1, Integer::sum)));
      System.out.printf(
          "round %d: %,d pages, %.0f per CPU-s, %.2f MB allocated a page%n",
          round,
          pages.size(),
          pages.size() / seconds,
          (CpuTime.allocated() - allocated) / 1e6 / pages.size());
      if (round == ROUNDS) {
        ends.forEach((end, count) -> System.out.printf("  %-40s %,6d%n", end, count));
      }
    }
    Map<String, Double> stages = new LinkedHashMap<>();
    for (int round = 1; round <= ROUNDS; round++) {
      stages(pages, stages);
    }
    double sum = stages.values().stream().mapToDouble(Double::doubleValue).sum();
    stages.forEach((name, seconds) ->
        System.out.printf(
            "%-34s %6.3f ms a page %5.1f %%%n",
            name, 1e3 * seconds / pages.size(), 100 * seconds / sum));
  }

  private static String end(PageOutcome outcome) {
    return switch (outcome) {
      case PageOutcome.Candidate _ -> "keep";
      case PageOutcome.Dropped dropped -> dropped.drop().stage() + "/" + dropped.drop().reason();
    };
  }

  private static void stages(List<Archived> pages, Map<String, Double> stages) {
    PageReader reader = PageReader.of(PageLimits.defaults());
    TextExtractor extractor = TextExtractor.withDefaults();
    LanguageIdentifier identifier = new LanguageIdentifier();
    FilterConfig config = FilterConfig.defaults();
    PersonalData mask = new PersonalData(EnumSet.allOf(PersonalData.Kind.class));
    RepetitionFilter repetition = new RepetitionFilter(config);
    QualityFilter quality = new QualityFilter(config);
    UnwantedFilter unwanted = new UnwantedFilter(config);
    MinHash minHash = MinHash.of(MinHashConfig.defaults());
    Map<String, Double> now = new LinkedHashMap<>();
    for (Archived page : pages) {
      PageRead read =
          timed(now, "record, charset, HTML", () -> reader.read(page.url(), page.bytes()));
      if (!(read instanceof PageRead.Page found)) {
        continue;
      }
      ExtractedPage extracted = timed(now, "main text", () -> extractor.extract(found.dom()));
      if (extracted.text().isEmpty()) {
        continue;
      }
      String lang =
          timed(now, "language", () -> identifier.languages(extracted.text())).getFirst().lang();
      String normal =
          timed(now, "normal form", () -> TextNormalizer.normalize(extracted.text(), lang));
      Text text = new Text(timed(now, "personal data", () -> mask.mask(normal)), lang);
      timed(now, "repetition", () -> repetition.check(text.text(), extracted.title(), lang));
      timed(now, "quality", () -> quality.check(text.text(), lang));
      timed(now, "adult and spam", () -> unwanted.check(text.text()));
      timed(now, "signature", () -> minHash.signature(text.text()));
    }
    stages.putAll(now);
  }

  private static <T> T timed(Map<String, Double> stages, String name, Supplier<T> work) {
    long before = CpuTime.nanos();
    T result = work.get();
    stages.merge(name, (CpuTime.nanos() - before) / 1e9, Double::sum);
    return result;
  }
}
