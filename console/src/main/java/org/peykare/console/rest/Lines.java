package org.peykare.console.rest;

import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.peykare.formats.JsonCodec;

/// A long list as it is read: one JSON value a line, sent as it comes. Where the reading fails on
/// the way the answer is cut, so that nobody takes it for whole.
final class Lines {
  private static final int BUFFER = 64 * 1024;

  private Lines() {}

  @FunctionalInterface
  interface Source<T> {
    void readInto(Consumer<T> consumer);
  }

  static <T> void write(Context context, Class<T> type, Source<T> source) throws IOException {
    JsonCodec<T> codec = JsonCodec.of(type);
    context.status(200).contentType("application/x-ndjson");
    OutputStream out = new BufferedOutputStream(context.outputStream(), BUFFER);
    source.readInto(value -> {
      try {
        out.write(codec.toBytes(value));
        out.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException("The reader of " + context.path() + " has gone", e);
      }
    });
    out.flush();
  }
}
