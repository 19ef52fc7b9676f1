package org.peykare.tokenizer.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/// Sorts documents by id: runs that fit into memory are sorted there and laid down in temporary
/// files, which are merged at the end.
final class DocumentSorter implements AutoCloseable {
  private static final Comparator<SnapshotDocument> BY_ID =
      Comparator.comparing(SnapshotDocument::id);

  private final long runCharacters;
  private final List<SnapshotDocument> run = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private long characters;

  DocumentSorter() {
    this(64 << 20);
  }

  DocumentSorter(long runCharacters) {
    this.runCharacters = runCharacters;
  }

  void add(SnapshotDocument document) {
    run.add(document);
    characters += document.text().length() + 256;
    if (characters >= runCharacters) {
      try {
        spill();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write a temporary file while sorting", e);
      }
    }
  }

  private void spill() throws IOException {
    run.sort(BY_ID);
    Path file = Files.createTempFile("peykare-sort-", ".run");
    files.add(file);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      for (SnapshotDocument document : run) {
        write(out, document.id());
        write(out, document.text());
        write(out, document.lang());
        write(out, document.cluster());
      }
    }
    run.clear();
    characters = 0;
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /// Passes all documents on in order.
  void forEach(Consumer<SnapshotDocument> consumer) throws IOException {
    run.sort(BY_ID);
    if (files.isEmpty()) {
      run.forEach(consumer);
      return;
    }
    if (!run.isEmpty()) {
      spill();
    }
    List<Run> runs = new ArrayList<>();
    try {
      for (Path file : files) {
        runs.add(new Run(file));
      }
      merge(runs, consumer);
    } finally {
      for (Run open : runs) {
        open.in.close();
      }
    }
  }

  private static void merge(List<Run> runs, Consumer<SnapshotDocument> consumer)
      throws IOException {
    PriorityQueue<Run> heads = new PriorityQueue<>(Comparator.comparing((Run r) -> r.head, BY_ID));
    heads.addAll(runs);
    while (heads.poll() instanceof Run least) {
      consumer.accept(least.head);
      if (least.next()) {
        heads.add(least);
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /// A sorted run in a file, and its first unread document.
  private static final class Run {
    private final DataInputStream in;
    private SnapshotDocument head;

    Run(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
      head = read();
    }

    boolean next() throws IOException {
      if (in.available() == 0) {
        return false;
      }
      head = read();
      return true;
    }

    private SnapshotDocument read() throws IOException {
      return new SnapshotDocument(text(), text(), text(), text());
    }

    private String text() throws IOException {
      return new String(in.readNBytes(in.readInt()), UTF_8);
    }
  }
}
