package org.peykare.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.peykare.corpus.extract.PageLimits;
import org.peykare.corpus.extract.PageRead;
import org.peykare.corpus.extract.PageReader;
import org.peykare.corpus.extract.TextExtractor;
import org.peykare.corpus.imports.ArchivedPages;

/// Writes the text on which tokenizers are trained and measured, from the folders `text` and `web`
/// of the test data: `train.txt`, and the held-out documents of each kind. The same for the same
/// data. Needs `xz`, `tar`, `unzip` and `bzip2`.
///
/// ```
/// benchmarks/java org.peykare.benchmarks.TrainingText DATA OUT
/// ```
///
/// Every 20th document of a kind is held out, of the classical texts every 100th. The pages of
/// `web` are rendered from the same articles: a line of 30 characters or more that is held out is
/// left out of the training text wherever it comes.
public final class TrainingText {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern WIKITEXT =
      Pattern.compile("<text [^>]*>(.*?)</text>", Pattern.DOTALL);
  private static final int SHORT = 30;
  private static final int PART = 200;

  private final Path data;
  private final List<String> train = new ArrayList<>();
  private final TreeMap<String, List<String>> heldOut = new TreeMap<>();
  private int documents;

  private TrainingText(Path data) {
    this.data = data;
  }

  /// Writes the text.
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("Usage: TrainingText DATA OUT");
      System.exit(2);
    }
    TrainingText text = new TrainingText(Path.of(args[0]));
    text.read();
    text.write(Files.createDirectories(Path.of(args[1])));
  }

  private void read() throws IOException {
    jsonLines("fawiki_pquad_paragraphs.jsonl.xz", "fa-wikipedia", 20);
    jsonLines("fars.jsonl.xz", "fa-news", 20);
    jsonLines("varzesh3.jsonl.xz", "fa-news", 20);
    jsonLines("ganjoor_prose.jsonl.xz", "fa-classical", 100);
    jsonLines("ganjoor_verse_selected.jsonl.xz", "fa-classical", 100);
    documents("tar xJOf gutenberg_4_books.tar.xz", "en");
    documents("unzip -p nltk_movie_reviews.zip movie_reviews/*", "en");
    documents("unzip -p nltk_state_union.zip state_union/*", "en");
    documents("xz -dc wikitext-2_valid.txt.xz", "en");
    WIKITEXT
        .matcher(output("bzip2 -dc enwiki-shortened.xml.bz2"))
        .results()
        .forEach(page ->
            train.add(
                page.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")));
    for (String archive : List.of("news-fa", "wiki", "handbook")) {
      pages(data.resolve("web").resolve(archive + ".warc.gz"));
    }
  }

  private void jsonLines(String file, String kind, int every) throws IOException {
    lines(
        "xz -dc " + file,
        line -> {
          JsonNode document = parse(line);
          StringBuilder text = new StringBuilder();
          for (String field : List.of("title", "abstract", "text")) {
            if (document.hasNonNull(field)) {
              text.append(document.get(field).asText()).append('\n');
            }
          }
          document.path("paragraphs").forEach(p -> text.append(p.asText()).append('\n'));
          add(text.toString(), kind, every);
        });
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Text without borders: every 200 lines are a document.
  private void documents(String command, String kind) throws IOException {
    List<String> lines = output(command).lines().toList();
    for (int from = 0; from < lines.size(); from += PART) {
      List<String> part = lines.subList(from, Math.min(from + PART, lines.size()));
      add(String.join("\n", part), kind, 20);
    }
  }

  private void pages(Path archive) {
    PageReader reader = PageReader.of(PageLimits.defaults());
    TextExtractor extractor = TextExtractor.withDefaults();
    ArchivedPages.forEach(
        archive,
        (url, record) -> {
          if (reader.read(url, record) instanceof PageRead.Page page) {
            train.add(extractor.extract(page.dom()).text());
          }
        });
  }

  private void add(String document, String kind, int every) {
    boolean held = documents++ % every == 0;
    (held ? heldOut.computeIfAbsent(kind, _ -> new ArrayList<>()) : train).add(document);
  }

  private void write(Path out) throws IOException {
    Set<String> held = new HashSet<>();
    for (String kind : heldOut.keySet()) {
      Path file = out.resolve("held-out." + kind + ".txt");
      try (BufferedWriter writer = Files.newBufferedWriter(file)) {
        for (String document : heldOut.getOrDefault(kind, List.of())) {
          document.lines().map(String::strip).filter(l -> l.length() >= SHORT).forEach(held::add);
          writer.write(document.strip() + "\n");
        }
      }
      System.out.printf("%s: %,d bytes%n", file, Files.size(file));
    }
    Path file = out.resolve("train.txt");
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (String document : train) {
        for (String line : document.strip().split("\n")) {
          if (!held.contains(line.strip())) {
            writer.write(line + "\n");
          }
        }
      }
    }
    System.out.printf("%s: %,d bytes%n", file, Files.size(file));
  }

  private String output(String command) throws IOException {
    Process process = start(command);
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private void lines(String command, Consumer<String> consumer) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(start(command).getInputStream(), UTF_8))) {
      reader.lines().forEach(consumer);
    }
  }

  private Process start(String command) throws IOException {
    return new ProcessBuilder(command.split(" "))
        .directory(data.resolve("text").toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
