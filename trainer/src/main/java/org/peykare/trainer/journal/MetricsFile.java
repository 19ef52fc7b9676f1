package org.peykare.trainer.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// `metrics.jsonl`: a line of JSON for each event of a training, only ever added to.
///
/// A line that a kill tore is left as it is; the next one begins on a line of its own. After a line
/// `started` with step s, what earlier lines said of later steps was lost and comes again.
final class MetricsFile implements AutoCloseable {
  static final String NAME = "metrics.jsonl";
  private static final int TAIL = 1 << 16;

  private final RandomAccessFile file;
  private final double earlierSeconds;

  MetricsFile(Path folder) throws IOException {
    Files.createDirectories(folder);
    file = new RandomAccessFile(folder.resolve(NAME).toFile(), "rw");
    String tail = tail();
    earlierSeconds = seconds(tail);
    file.seek(file.length());
    if (!tail.isEmpty() && !tail.endsWith("\n")) {
      file.write('\n');
    }
  }

  private String tail() throws IOException {
    long from = Math.max(0, file.length() - TAIL);
    byte[] bytes = new byte[Math.toIntExact(file.length() - from)];
    file.seek(from);
    file.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static double seconds(String tail) {
    for (String line : tail.lines().toList().reversed()) {
      try {
        return JournalLine.CODEC.fromJson(line).seconds();
      } catch (IllegalArgumentException torn) {
        // the line before it
      }
    }
    return 0;
  }

  /// What the training took in processes that ended.
  double earlierSeconds() {
    return earlierSeconds;
  }

  void add(JournalLine line) throws IOException {
    file.write((JournalLine.CODEC.toJson(line) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
