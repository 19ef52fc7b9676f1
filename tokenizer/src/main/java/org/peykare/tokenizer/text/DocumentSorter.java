package org.peykare.tokenizer.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Sorts documents by id: runs that fit into memory are sorted there and laid down in temporary
/// files, which are merged on reading, a limited number at once.
///
/// After [#seal] the folder holds everything and the order can be read again and again, also by
/// another process, from [#sealed].
public final class DocumentSorter {
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

  /// A sorter that keeps its files in `folder`, which is made when needed.
  public DocumentSorter(Path folder) {
    this(folder, 64 << 20);
  }

  DocumentSorter(Path folder, long runCharacters) {
    this.folder = folder;
    this.runCharacters = runCharacters;
  }

  /// What was sealed in `folder` before.
  public static DocumentSorter sealed(Path folder) {
    DocumentSorter sorter = new DocumentSorter(folder);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> left = Files.list(folder)) {
        left.sorted().forEach(sorter.files::addLast);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot list " + folder, e);
      }
    }
    return sorter;
  }

  /// Adds a document.
  public void add(SnapshotDocument document) {
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

  /// Lays down what is still in memory and brings all to the disk.
  public void seal() {
    try {
      if (!run.isEmpty()) {
        spill();
      }
      while (files.size() > MOST_RUNS) {
        mergeOldest();
      }
      for (Path file : files) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.force(false);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a temporary file while sorting", e);
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
    Path file = folder.resolve("run-%09d".formatted(made++));
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

  /// Passes all documents on in order; the sorter must be sealed.
  public void forEach(Consumer<SnapshotDocument> consumer) {
    try {
      merge(files, consumer::accept);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read a temporary file of sorting in " + folder, e);
    }
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
