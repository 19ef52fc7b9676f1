package org.peykare.corpus.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;

/// Reads the pages of a WARC file as topic `pages` would hold them.
public final class ArchivedPages {
  /// Bytes of a body that are kept, as on the topic.
  private static final int MAX_BODY_BYTES = 8 << 20;

  private ArchivedPages() {}

  /// Gives each response record of `file` to `consumer`: its URL as written and the uncompressed
  /// record.
  ///
  /// @throws IllegalArgumentException when the file cannot be read as WARC; the message says where
  public static void forEach(Path file, BiConsumer<String, byte[]> consumer) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          "Cannot read %s: there is no such file, or it may not be read".formatted(file));
    }
    try (WarcReader reader = new WarcReader(file)) {
      reader.setLenient(true);
      for (WarcRecord record : reader) {
        if (record instanceof WarcResponse response) {
          byte[] body = record.body().stream().readNBytes(MAX_BODY_BYTES + 1);
          consumer.accept(response.target(), RecordBytes.of(record, body, MAX_BODY_BYTES));
        }
      }
    } catch (IOException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "Cannot read %s as WARC: %s (must be a .warc or .warc.gz file)"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
