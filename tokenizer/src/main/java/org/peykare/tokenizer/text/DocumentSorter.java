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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/// Sorts documents by id: runs that fit into memory are sorted there and laid down in temporary
/// files, which are merged at the end, a limited number at once.
final class DocumentSorter implements AutoCloseable {
  private static final Comparator<SnapshotDocument> BY_ID =
      Comparator.comparing(SnapshotDocument::id);

  /// Files open at once; a system allows a process about a thousand.
  private static final int MOST_RUNS = 256;

  private final Path folder;
  private final long runCharacters;
  private final List<SnapshotDocument> run = new ArrayList<>();
  private final Deque<Path> files = new ArrayDeque<>();
  private long characters;
  private int made;

  /// A sorter that keeps its files in `folder`, which is made when needed and removed when closed.
  DocumentSorter(Path folder) {
    this(folder, 64 << 20);
  }

  DocumentSorter(Path folder, long runCharacters) {
    this.folder = folder;
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
    try (DataOutputStream out = newFile()) {
      for (SnapshotDocument document : run) {
        write(out, document);
      }
    }
    run.clear();
    characters = 0;
  }

  private DataOutputStream newFile() throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("run-" + made++);
    files.addLast(file);
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  private static void write(DataOutputStream out, SnapshotDocument document) throws IOException {
    write(out, document.id());
    write(out, document.text());
    write(out, document.lang());
    write(out, document.cluster());
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
    while (files.size() > MOST_RUNS) {
      mergeOldest();
    }
    merge(files, consumer::accept);
  }

  /// Makes one file of the oldest ones, which are the shortest.
  private void mergeOldest() throws IOException {
    List<Path> oldest = files.stream().limit(MOST_RUNS).toList();
    try (DataOutputStream out = newFile()) {
      merge(oldest, document -> write(out, document));
    }
    for (Path file : oldest) {
      Files.delete(file);
      files.remove(file);
    }
  }

  private interface Sink {
    void accept(SnapshotDocument document) throws IOException;
  }

  private static void merge(Collection<Path> files, Sink sink) throws IOException {
    List<Run> runs = new ArrayList<>();
    try {
      for (Path file : files) {
        runs.add(new Run(file));
      }
      PriorityQueue<Run> heads =
          new PriorityQueue<>(Comparator.comparing((Run r) -> r.head, BY_ID));
      heads.addAll(runs);
      while (heads.poll() instanceof Run least) {
        sink.accept(least.head);
        if (least.next()) {
          heads.add(least);
        }
      }
    } finally {
      for (Run open : runs) {
        open.in.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
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
