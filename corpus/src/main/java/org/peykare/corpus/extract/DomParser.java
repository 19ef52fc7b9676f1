package org.peykare.corpus.extract;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/// Parses HTML within limits of depth and time.
final class DomParser {
  /// Characters from which on a page may come near the limits.
  private static final int LARGE = 200_000;

  private static final int SHORTEST_ELEMENT = 3;

  private DomParser() {}

  /// The element tree of `html`.
  ///
  /// @throws PageTooLargeException when it takes longer than the limits allow
  static Document parse(String html, String url, PageLimits limits) {
    Parser parser = Parser.htmlParser().setMaxDepth(limits.maxDepth());
    if (html.length() < Math.min(LARGE, SHORTEST_ELEMENT * limits.maxElements())) {
      return parser.parseInput(html, url);
    }
    long deadline = System.nanoTime() + limits.maxTime().toNanos();
    Document dom = parser.parseInput(new DeadlineReader(new StringReader(html), deadline), url);
    if (dom.stream().limit(limits.maxElements() + 1L).count() > limits.maxElements()) {
      throw new PageTooLargeException(
          "The page has more elements than corpus.limits.max-elements allows");
    }
    return dom;
  }

  /// The page cannot be read within the limits.
  static final class PageTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PageTooLargeException(String message) {
      super(message);
    }
  }

  private static final class DeadlineReader extends FilterReader {
    private final long deadline;

    DeadlineReader(Reader in, long deadline) {
      super(in);
      this.deadline = deadline;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      if (System.nanoTime() > deadline) {
        throw new PageTooLargeException(
            "The page takes longer to parse than corpus.limits.max-time");
      }
      return super.read(buffer, offset, length);
    }
  }
}
