package org.peykare.corpus.dedup;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// Finds duplicates among texts in a file: JSON lines in, JSON lines out, in the same order. The
/// first of a cluster survives, by the same signatures as in the stream.
public final class DedupBatch {
  /// A line of the input.
  public record Request(String id, String text) {
    /// JSON.
    public static final JsonCodec<Request> CODEC = JsonCodec.of(Request.class);
  }

  /// A line of the output.
  ///
  /// @param duplicateOf id of the survivor that the text repeats
  public record Result(String id, boolean kept, @Nullable String duplicateOf) {
    /// JSON.
    public static final JsonCodec<Result> CODEC = JsonCodec.of(Result.class);
  }

  /// What a batch came to: `texts` = kept + dropped.
  public record Summary(long texts, long kept) {}

  private final MinHash minHash;
  private final Map<Long, String> survivors = new HashMap<>();

  /// A batch with signatures of this shape.
  public DedupBatch(MinHashConfig config) {
    minHash = MinHash.of(config);
  }

  /// Reads the texts of `in` and writes a result for each to `out`.
  ///
  /// @throws IllegalArgumentException when `in` and `out` are one file, or a line is no request;
  ///   the message names the line
  public Summary run(Path in, Path out) throws IOException {
    if (Files.exists(out) && Files.isSameFile(in, out)) {
      throw new IllegalArgumentException(
          "Cannot write the results to %s: it is the input; name another file".formatted(out));
    }
    long texts = 0;
    long kept = 0;
    try (BufferedReader reader = Files.newBufferedReader(in);
        BufferedWriter writer = Files.newBufferedWriter(out)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        texts++;
        Result result = judge(request(in, texts, line));
        kept += result.kept() ? 1 : 0;
        writer.write(Result.CODEC.toJson(result));
        writer.write('\n');
      }
    }
    return new Summary(texts, kept);
  }

  private Result judge(Request request) {
    Signature signature = minHash.signature(request.text());
    String survivor = survivors.get(signature.exact());
    for (long band : signature.bands()) {
      survivor = survivor == null ? survivors.get(band) : survivor;
    }
    String first = survivor == null ? request.id() : survivor;
    survivors.putIfAbsent(signature.exact(), first);
    for (long band : signature.bands()) {
      survivors.putIfAbsent(band, first);
    }
    return new Result(request.id(), survivor == null, survivor);
  }

  private static Request request(Path in, long number, String line) {
    try {
      Request request = Request.CODEC.fromJson(line);
      if (request.id() != null && request.text() != null) {
        return request;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Invalid text at %s line %d: %s".formatted(in, number, e.getMessage()), e);
    }
    throw new IllegalArgumentException(
        "Invalid text at %s line %d: it must hold id and text".formatted(in, number));
  }
}
