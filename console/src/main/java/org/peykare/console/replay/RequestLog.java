package org.peykare.console.replay;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.peykare.formats.JsonCodec;

/// The requests a [WebServer] answered: kept in memory, and written as JSON lines where a file is
/// given.
public final class RequestLog implements AutoCloseable {
  private static final JsonCodec<Request> CODEC = JsonCodec.of(Request.class);

  private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();
  private final Optional<BufferedWriter> writer;

  private RequestLog(Optional<BufferedWriter> writer) {
    this.writer = writer;
  }

  /// One request.
  ///
  /// @param ms when it arrived, in milliseconds since 1970, with fractions
  /// @param host host asked for
  /// @param path path and query asked for
  /// @param status status answered
  /// @param endMs when the last byte of the answer was about to be sent
  public record Request(double ms, String host, String path, int status, double endMs) {}

  /// A log in memory only.
  public static RequestLog inMemory() {
    return new RequestLog(Optional.empty());
  }

  /// A log that is also written to `file`, one JSON object a line: `ms`, `host`, `path`, `status`,
  /// `end_ms`.
  public static RequestLog toFile(Path file) {
    try {
      return new RequestLog(Optional.of(Files.newBufferedWriter(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the request log " + file, e);
    }
  }

  void add(Request request) {
    requests.add(request);
    if (writer.isEmpty()) {
      return;
    }
    synchronized (this) {
      try {
        writer.get().write(CODEC.toJson(request) + "\n");
        writer.get().flush();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write the request log", e);
      }
    }
  }

  /// The requests so far, in order of arrival.
  public List<Request> requests() {
    return requests.stream().sorted(Comparator.comparingDouble(Request::ms)).toList();
  }

  /// The shortest time in milliseconds from the end of an answer to the next request to the same
  /// host; empty where no host was asked twice.
  public Optional<Double> shortestGapMillis() {
    Map<String, Double> lastEnd = new HashMap<>();
    double shortest = Double.POSITIVE_INFINITY;
    for (Request request : requests()) {
      Double end = lastEnd.put(request.host(), request.endMs());
      if (end != null) {
        shortest = Math.min(shortest, request.ms() - end);
      }
    }
    return Double.isInfinite(shortest) ? Optional.empty() : Optional.of(shortest);
  }

  @Override
  public void close() {
    writer.ifPresent(open -> {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot close the request log", e);
      }
    });
  }
}
