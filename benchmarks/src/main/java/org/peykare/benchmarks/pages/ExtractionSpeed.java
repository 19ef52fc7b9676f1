package org.peykare.benchmarks.pages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import net.dankito.readability4j.Readability4J;
import org.peykare.corpus.extract.CharsetDetector;
import org.peykare.corpus.extract.TextExtractor;

/// Main text of pages in a folder, ours and readability4j's, in turns within one run:
/// `benchmarks/java org.peykare.benchmarks.pages.ExtractionSpeed FOLDER PREFIX` reads the files
/// `PREFIX*.html.gz`. Both begin with the page as a string, so that both parse it.
public final class ExtractionSpeed {
  private static final int ROUNDS = 6;

  private ExtractionSpeed() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("Give a folder of .html.gz files and their prefix");
    }
    List<String> pages = pages(Path.of(arguments[0]), arguments[1]);
    TextExtractor extractor = TextExtractor.withDefaults();
    System.out.printf("%,d pages, one thread, CPU time; the first rounds warm up%n", pages.size());
    for (int round = 1; round <= ROUNDS; round++) {
      System.out.printf("round %d:%n", round);
      measure(
          "peykare", pages, page -> extractor.extract(page, "http://example.org/").text().length());
      measure("readability4j", pages, ExtractionSpeed::readability);
    }
  }

  private static int readability(String page) {
    String text = new Readability4J("http://example.org/", page).parse().getTextContent();
    return text == null ? 0 : text.length();
  }

  private static void measure(String name, List<String> pages, ToIntFunction<String> extract) {
    int[] characters = new int[1];
    long allocated = CpuTime.allocated();
    double seconds =
        CpuTime.seconds(() -> pages.forEach(page -> characters[0] += extract.applyAsInt(page)));
    System.out.printf(
        "  %-14s %7.1f pages per CPU-s, %6.2f MB allocated a page, %,d characters%n",
        name,
        pages.size() / seconds,
        (CpuTime.allocated() - allocated) / 1e6 / pages.size(),
        characters[0]);
  }

  private static List<String> pages(Path folder, String prefix) throws IOException {
    List<String> pages = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith(prefix) && name.endsWith(".html.gz")) {
          try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            pages.add(CharsetDetector.decode(in.readAllBytes(), null).text());
          }
        }
      }
    }
    if (pages.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot find pages %s*.html.gz in %s".formatted(prefix, folder));
    }
    return pages;
  }
}
