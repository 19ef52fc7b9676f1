package org.peykare.benchmarks.pages;

import com.carrotsearch.labs.langid.LangIdV3;
import com.optimaize.langdetect.LanguageDetector;
import com.optimaize.langdetect.LanguageDetectorBuilder;
import com.optimaize.langdetect.ngram.NgramExtractors;
import com.optimaize.langdetect.profiles.LanguageProfileReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.peykare.corpus.extract.ExtractedPage;
import org.peykare.corpus.extract.PageLimits;
import org.peykare.corpus.extract.PageRead;
import org.peykare.corpus.extract.PageReader;
import org.peykare.corpus.extract.TextExtractor;
import org.peykare.corpus.identify.LanguageIdentifier;
import org.peykare.corpus.imports.ArchivedPages;

/// Language of sentences and pages by our identifier, by langid alone and by optimaize:
/// `benchmarks/java org.peykare.benchmarks.pages.LanguageComparison FOLDER FILE.warc.gz…`. FOLDER
/// holds `sib200_<language>_<part>.tsv` files (packed with xz or not; the sentence is the third
/// column); pages of the archives count as what their html element or the first label of their host
/// says.
public final class LanguageComparison {
  private static final Map<String, String> CODES =
      Map.of(
          "pes_Arab",
          "fa",
          "arb_Arab",
          "ar",
          "ckb_Arab",
          "ckb",
          "deu_Latn",
          "de",
          "eng_Latn",
          "en");

  private static final int ROUNDS = 3;
  private static final int LEAST_CHARACTERS = 200;

  private record Labelled(String lang, String text) {}

  private LanguageComparison() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("Give a folder of sib200_*.tsv files, and archives");
    }
    LanguageIdentifier ours = new LanguageIdentifier();
    LangIdV3 langid = new LangIdV3();
    LanguageDetector optimaize =
        LanguageDetectorBuilder.create(NgramExtractors.standard())
            .withProfiles(new LanguageProfileReader().readAllBuiltIn())
            .build();
    Map<String, UnaryOperator<String>> identifiers =
        Map.of(
            "1 peykare",
            text -> ours.identify(text).lang(),
            "2 langid",
            text -> langid.classify(text, true).getLangCode(),
            "3 optimaize",
            text -> {
              var found = optimaize.detect(text);
              return found.isPresent() ? found.get().getLanguage() : "?";
            });
    List<Labelled> sentences = sentences(Path.of(arguments[0]));
    report("sentences", sentences, identifiers);
    List<Labelled> pages = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      pages.addAll(pages(Path.of(arguments[i])));
    }
    if (!pages.isEmpty()) {
      report("pages", pages, identifiers);
    }
  }

  private static void report(
      String what, List<Labelled> texts, Map<String, UnaryOperator<String>> identifiers) {
    new TreeMap<>(identifiers)
        .forEach((name, identifier) -> {
          Map<String, Map<String, Integer>> table = new TreeMap<>();
          double best = Double.MAX_VALUE;
          for (int round = 0; round < ROUNDS; round++) {
            table.clear();
            best =
                Math.min(
                    best,
                    CpuTime.seconds(() ->
                        texts.forEach(each ->
                            table
                                .computeIfAbsent(each.lang(), _ -> new TreeMap<>())
                                .merge(identifier.apply(each.text()), 1, Integer::sum))));
          }
          long right =
              table.entrySet().stream()
                  .mapToLong(row -> row.getValue().getOrDefault(row.getKey(), 0))
                  .sum();
          System.out.printf(
              "%s, %s: %,d of %,d right, %,.0f per CPU-s%n",
              name.substring(2), what, right, texts.size(), texts.size() / best);
          table.forEach((lang, found) -> System.out.printf("  %-4s %s%n", lang, found));
        });
  }

  private static List<Labelled> sentences(Path folder) throws IOException, InterruptedException {
    List<Labelled> sentences = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String[] name = String.valueOf(file.getFileName()).split("_", -1);
        String lang = name.length < 3 ? null : CODES.get(name[1] + "_" + name[2]);
        if (lang != null && name[0].equals("sib200")) {
          for (String line : lines(file)) {
            String[] columns = line.split("\t", -1);
            if (columns.length > 2 && !columns[0].equals("index_id")) {
              sentences.add(new Labelled(lang, columns[2]));
            }
          }
        }
      }
    }
    return sentences;
  }

  private static List<String> lines(Path file) throws IOException, InterruptedException {
    if (!file.toString().endsWith(".xz")) {
      return Files.readAllLines(file);
    }
    Process unpack = new ProcessBuilder("xz", "-dc", file.toString()).start();
    String text = new String(unpack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (unpack.waitFor() != 0) {
      throw new IOException("xz -dc " + file + " failed");
    }
    return text.lines().toList();
  }

  private static String language(String url, PageRead.Page page) {
    String declared =
        Objects.requireNonNull(page.dom().selectFirst("html"))
            .attr("lang")
            .toLowerCase(Locale.ROOT)
            .split("[-_]", -1)[0];
    String label = String.valueOf(URI.create(url).getHost()).split("\\.", -1)[0];
    return declared.isEmpty() && CODES.containsValue(label) ? label : declared;
  }

  private static List<Labelled> pages(Path archive) {
    PageReader reader = PageReader.of(PageLimits.defaults());
    TextExtractor extractor = TextExtractor.withDefaults();
    List<Labelled> pages = new ArrayList<>();
    ArchivedPages.forEach(
        archive,
        (url, bytes) -> {
          if (reader.read(url, bytes) instanceof PageRead.Page page) {
            String lang = language(url, page);
            ExtractedPage extracted = extractor.extract(page.dom());
            if (!lang.isEmpty() && extracted.text().length() >= LEAST_CHARACTERS) {
              pages.add(new Labelled(lang, extracted.text()));
            }
          }
        });
    return pages;
  }
}
