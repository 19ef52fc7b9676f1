package org.peykare.corpus.extract;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.identify.LanguageGuess;
import org.peykare.corpus.identify.LanguageIdentifier;
import org.peykare.formats.JsonCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Extracts many pages: JSON lines in, JSON lines out, in the same order.
public final class ExtractBatch {
  private static final Logger LOG = LoggerFactory.getLogger(ExtractBatch.class);

  /// A line of the input: a page in a file or in the line.
  ///
  /// @param id names the page in the output
  /// @param path file of the page, relative to the input's folder; `.gz` files are unpacked
  /// @param html the page itself, in place of a file
  /// @param url its address, if known
  public record Request(
      String id, @Nullable String path, @Nullable String html, @Nullable String url) {
    /// JSON.
    public static final JsonCodec<Request> CODEC = JsonCodec.of(Request.class);
  }

  /// A line of the output.
  ///
  /// @param id the request's id
  /// @param text main text, empty where none was found
  /// @param title title of the page
  /// @param lang language of the text
  /// @param declaredLang language that the page declares
  /// @param date date of publication as the page gives it
  /// @param author who wrote it, as the page says
  /// @param site name of the site
  /// @param canonical address that the page calls its own
  /// @param licence licence URL the page declares
  /// @param comments readers' comments
  public record Result(
      String id,
      String text,
      @Nullable String title,
      @Nullable String lang,
      @Nullable String declaredLang,
      @Nullable String date,
      @Nullable String author,
      @Nullable String site,
      @Nullable String canonical,
      @Nullable String licence,
      @Nullable String comments) {
    /// JSON.
    public static final JsonCodec<Result> CODEC = JsonCodec.of(Result.class);

    /// A page that could not be read.
    static Result nothing(String id) {
      return new Result(id, "", null, null, null, null, null, null, null, null, null);
    }
  }

  /// What a batch came to.
  ///
  /// @param pages pages read
  /// @param empty pages without main text among them, those that could not be read included
  public record Summary(long pages, long empty) {}

  private final TextExtractor extractor;
  private final LanguageIdentifier identifier = new LanguageIdentifier();
  private final PageLimits limits;

  /// A batch with these limits for each page.
  public ExtractBatch(PageLimits limits) {
    this.limits = limits;
    extractor = TextExtractor.of(limits);
  }

  /// Extracts the pages that `in` names into `out`.
  ///
  /// @throws IllegalArgumentException when a line of `in` is not a request or its file cannot be
  ///   read, the message names the line; when `out` is `in`
  public Summary run(Path in, Path out) throws IOException {
    if (Files.exists(in) && Files.exists(out) && Files.isSameFile(in, out)) {
      throw new IllegalArgumentException(
          "Cannot extract the pages of %s into %s: it is the same file; name another for the output"
              .formatted(in, out));
    }
    long pages = 0;
    long empty = 0;
    long number = 0;
    Path folder = in.toAbsolutePath().getParent();
    try (BufferedReader reader = Files.newBufferedReader(in);
        BufferedWriter writer = Files.newBufferedWriter(out)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        Result result = extract(request(in, number, line), folder, in, number);
        writer.write(Result.CODEC.toJson(result));
        writer.write('\n');
        pages++;
        empty += result.text().isEmpty() ? 1 : 0;
      }
    }
    return new Summary(pages, empty);
  }

  /// One page, from its bytes.
  ///
  /// @param charset label from an HTTP header, if there was one
  public Result extract(String id, byte[] html, @Nullable String charset, @Nullable String url) {
    return extract(id, () -> CharsetDetector.decode(html, charset).text(), url);
  }

  /// A page that breaks the extraction is an empty one: the batch goes on.
  private Result extract(String id, Supplier<String> html, @Nullable String url) {
    try {
      ExtractedPage page = extractor.extract(html.get(), url);
      LanguageGuess guess = identifier.identify(page.text());
      Metadata said = page.metadata();
      return new Result(
          id,
          page.text(),
          said.title(),
          guess.lang(),
          said.lang(),
          said.date(),
          said.author(),
          said.site(),
          said.canonical(),
          said.licence(),
          page.comments().isEmpty() ? null : page.comments());
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("The page {} could not be read: {}", id, e.toString());
      return Result.nothing(id);
    }
  }

  private Result extract(Request request, @Nullable Path folder, Path in, long number) {
    String html = request.html();
    if (html != null) {
      return extract(request.id(), () -> html, request.url());
    }
    String path = request.path();
    if (path == null || folder == null) {
      throw new IllegalArgumentException(
          "Invalid request at %s line %d: neither path nor html (give one of them)"
              .formatted(in, number));
    }
    try {
      return extract(request.id(), bytes(folder.resolve(path)), null, request.url());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot read the page at %s line %d: %s (paths are relative to %s)"
              .formatted(in, number, e.getMessage(), folder),
          e);
    }
  }

  private byte[] bytes(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return in.readNBytes(limits.maxBytes());
    }
  }

  private static Request request(Path in, long number, String line) {
    try {
      Request request = Request.CODEC.fromJson(line);
      if (request.id() == null) {
        throw new IllegalArgumentException("no id");
      }
      return request;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Invalid request at %s line %d: %s (must be {\"id\", \"path\" or \"html\", \"url\"?})"
              .formatted(in, number, e.getMessage()),
          e);
    }
  }
}
