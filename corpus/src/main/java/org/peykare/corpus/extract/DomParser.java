package org.peykare.corpus.extract;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/// Parses HTML within limits of depth and time.
final class DomParser {
  private DomParser() {}

  /// The element tree of `html`.
  ///
  /// @throws PageTooLargeException when it takes longer than the limits allow
  static Document parse(String html, String url, PageLimits limits) {
    Parser parser = Parser.htmlParser().setMaxDepth(limits.maxDepth());
    if (html.length() < 200_000) {
      return parser.parseInput(html, url);
    }
    long deadline = System.nanoTime() + limits.maxTime().toNanos();
    return parser.parseInput(new DeadlineReader(new StringReader(html), deadline), url);
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
