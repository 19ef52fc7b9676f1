package org.peykare.tokenizer.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Reads the texts of a [TextSource].
public final class TextReader {
  /// Bytes of a batch of lines, when no line is longer.
  private static final int BATCH_BYTES = 1 << 17;

  private TextReader() {}

  /// The source as it is now: a snapshot named by a tag, or the latest, by its id.
  ///
  /// @throws IllegalArgumentException when there is no such snapshot
  public static TextSource fixed(TextSource source) {
    if (!(source instanceof TextSource.Snapshot named)) {
      return source;
    }
    try (SnapshotReader reader = SnapshotReader.open(named.catalog(), named.snapshot())) {
      return new TextSource.Snapshot(
          named.catalog(), reader.snapshotId(), named.weights(), named.part());
    }
  }

  /// Passes the texts of `source` on, one after the other.
  ///
  /// @throws IllegalArgumentException when the source does not exist or is not UTF-8
  public static void forEach(TextSource source, Consumer<String> consumer) {
    forEachBatch(
        source,
        batch -> batch.forEach((text, from, to) -> consumer.accept(text.substring(from, to))));
  }

  /// Passes the texts of `source` on in batches, which other threads may read. Lines are decoded
  /// when the batch is read.
  ///
  /// @throws IllegalArgumentException when the source does not exist
  public static void forEachBatch(TextSource source, Consumer<TextBatch> consumer) {
    switch (source) {
      case TextSource.Texts(Iterable<String> texts) -> {
        Gathering gathering = new Gathering(consumer);
        texts.forEach(gathering::add);
        gathering.flush();
      }
      case TextSource.Lines(var files) -> files.forEach(file -> lines(file, consumer));
      case TextSource.Stream(InputStream in) -> lines("standard input", in, consumer);
      case TextSource.Snapshot snapshot -> {
        Gathering gathering = new Gathering(consumer);
        forEachDocument(snapshot, document -> gathering.add(document.text()));
        gathering.flush();
      }
    }
  }

  /// Passes the documents of a snapshot on, each as often as its language's weight says.
  ///
  /// @throws IllegalArgumentException when there is no such snapshot, or a language that is weighed
  ///   is not in it
  public static void forEachDocument(
      TextSource.Snapshot source, Consumer<SnapshotDocument> consumer) {
    Set<String> languages = new TreeSet<>();
    try (SnapshotReader reader = SnapshotReader.open(source.catalog(), source.snapshot())) {
      reader.forEach(document -> {
        languages.add(document.lang());
        if (source.part().takes(document.cluster())) {
          int copies = source.weights().copies(document.lang(), document.id());
          for (int i = 0; i < copies; i++) {
            consumer.accept(document);
          }
        }
      });
    }
    source.weights().check(languages);
  }

  /// Puts texts together to batches.
  private static final class Gathering {
    private final Consumer<TextBatch> consumer;
    private List<String> texts = new ArrayList<>();
    private long characters;

    Gathering(Consumer<TextBatch> consumer) {
      this.consumer = consumer;
    }

    void add(String text) {
      texts.add(text);
      characters += text.length() + 16;
      if (2 * characters >= BATCH_BYTES) {
        flush();
      }
    }

    void flush() {
      if (!texts.isEmpty()) {
        consumer.accept(new TextBatch.Texts(texts));
        texts = new ArrayList<>();
        characters = 0;
      }
    }
  }

  private static void lines(Path file, Consumer<TextBatch> consumer) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("Cannot read text: there is no file " + file);
    }
    try {
      lines(file.toString(), Files.newInputStream(file), consumer);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /// A line ends with its line feed; a carriage return alone ends none. A batch ends with a line.
  private static void lines(String name, InputStream in, Consumer<TextBatch> consumer) {
    try (in) {
      byte[] bytes = new byte[BATCH_BYTES];
      int length = 0;
      while (true) {
        int read = in.readNBytes(bytes, length, bytes.length - length);
        int end = lastLineEnd(bytes, length, length + read);
        length += read;
        if (length < bytes.length) {
          break;
        }
        if (end > 0) {
          byte[] rest = Arrays.copyOfRange(bytes, end, Math.max(end + BATCH_BYTES, length));
          consumer.accept(new TextBatch.Lines(name, bytes, end));
          bytes = rest;
          length -= end;
        } else {
          bytes = Arrays.copyOf(bytes, Math.multiplyExact(2, bytes.length));
        }
      }
      if (length > 0) {
        consumer.accept(new TextBatch.Lines(name, bytes, length));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name, e);
    }
  }

  /// Behind the last line feed between `from` and `to`; 0 if there is none.
  private static int lastLineEnd(byte[] bytes, int from, int to) {
    for (int i = to; i > from; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    return 0;
  }
}
