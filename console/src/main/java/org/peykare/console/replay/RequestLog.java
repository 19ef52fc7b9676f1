package org.peykare.console.replay;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// The requests a [WebServer] answered, as JSON lines in a file or as a list in memory.
public final class RequestLog implements AutoCloseable {
  private static final JsonCodec<Request> CODEC = JsonCodec.of(Request.class);

  private final List<Request> requests = new ArrayList<>();
  private final @Nullable BufferedWriter writer;

  private RequestLog(@Nullable BufferedWriter writer) {
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

  /// A log in memory.
  public static RequestLog inMemory() {
    return new RequestLog(null);
  }

  /// A log written to `file`, one JSON object a line: `ms`, `host`, `path`, `status`, `end_ms`.
  ///
  /// @throws IllegalArgumentException when the file cannot be written
  public static RequestLog toFile(Path file) {
    try {
      return new RequestLog(Files.newBufferedWriter(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot write the request log %s: is its folder there, and may it be written?"
              .formatted(file),
          e);
    }
  }

  /// The requests in a log file, in order of arrival.
  public static List<Request> read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return sorted(lines.map(CODEC::fromJson));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the request log " + file, e);
    }
  }

  /// The shortest time in milliseconds from the end of an answer to the next request to the same
  /// host; empty where no host was asked twice.
  ///
  /// @param requests in order of arrival
  public static Optional<Double> shortestGapMillis(List<Request> requests) {
    Map<String, Double> lastEnd = new HashMap<>();
    double shortest = Double.POSITIVE_INFINITY;
    for (Request request : requests) {
      Double end = lastEnd.put(request.host(), request.endMs());
      if (end != null) {
        shortest = Math.min(shortest, request.ms() - end);
      }
    }
    return Double.isInfinite(shortest) ? Optional.empty() : Optional.of(shortest);
  }

  synchronized void add(Request request) {
    if (writer == null) {
      requests.add(request);
      return;
    }
    try {
      writer.write(CODEC.toJson(request) + "\n");
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the request log", e);
    }
  }

  /// The requests of a log in memory, in order of arrival.
  public synchronized List<Request> requests() {
    return sorted(requests.stream());
  }

  private static List<Request> sorted(Stream<Request> requests) {
    return requests.sorted(Comparator.comparingDouble(Request::ms)).toList();
  }

  @Override
  public synchronized void close() {
    if (writer == null) {
      return;
    }
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the request log", e);
    }
  }
}
