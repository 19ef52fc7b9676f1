package org.peykare.crawler.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/// Reads a body, undoing its content codings, up to a limit: a small body that decodes to gigabytes
/// costs no more than the limit.
final class BodyReader {
  /// The codings asked for.
  static final String ACCEPT_ENCODING = "gzip, br, deflate";

  private static final int FIRST_BUFFER = 32 * 1024;

  record Body(byte[] bytes, Fetch.Truncation truncated) {}

  /// A coding that was not asked for and cannot be undone.
  static final class UnknownCodingException extends IOException {
    private static final long serialVersionUID = 1L;

    UnknownCodingException(String coding) {
      super("unknown content coding " + coding);
    }
  }

  private BodyReader() {}

  static Body read(InputStream raw, List<String> contentEncodings, long length, int limit)
      throws IOException {
    if (length == 0) {
      return new Body(new byte[0], Fetch.Truncation.WHOLE);
    }
    InputStream in = raw;
    List<String> codings = codings(contentEncodings);
    for (String coding : codings) {
      in = decode(in, coding);
    }
    int first =
        codings.isEmpty() && length > 0 ? (int) Math.min(length + 1, limit + 1L) : FIRST_BUFFER;
    return readUpTo(in, first, limit);
  }

  /// Codings in the order in which they are undone: the last applied first.
  private static List<String> codings(List<String> contentEncodings) {
    List<String> codings = new ArrayList<>();
    for (String value : contentEncodings) {
      for (String coding : value.split(",")) {
        String name = coding.strip().toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && !name.equals("identity")) {
          codings.add(name);
        }
      }
    }
    Collections.reverse(codings);
    if (codings.size() > 3) {
      throw new IllegalArgumentException("more than three content codings");
    }
    return codings;
  }

  private static InputStream decode(InputStream in, String coding) throws IOException {
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(in, 8 * 1024);
      case "br" -> new BrotliInputStream(in);
      case "deflate" -> inflate(in);
      default -> throw new UnknownCodingException(coding);
    };
  }

  /// `deflate` means zlib (RFC 9110 §8.4.1.2), yet some servers send bare deflate.
  private static InputStream inflate(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(2);
    int first = buffered.read();
    int second = buffered.read();
    buffered.reset();
    boolean zlib = (first & 0x0F) == 8 && ((first << 8) | second) % 31 == 0;
    return zlib
        ? new InflaterInputStream(buffered)
        : new InflaterInputStream(buffered, new Inflater(true));
  }

  private static Body readUpTo(InputStream in, int firstBuffer, int limit) throws IOException {
    byte[] buffer = new byte[Math.min(firstBuffer, limit + 1)];
    int size = 0;
    while (true) {
      if (size == buffer.length) {
        buffer = Arrays.copyOf(buffer, (int) Math.min(limit + 1L, buffer.length * 2L));
      }
      int read = in.read(buffer, size, buffer.length - size);
      if (read < 0) {
        return new Body(Arrays.copyOf(buffer, size), Fetch.Truncation.WHOLE);
      }
      size += read;
      if (size > limit) {
        return new Body(Arrays.copyOf(buffer, limit), Fetch.Truncation.LENGTH);
      }
    }
  }
}
