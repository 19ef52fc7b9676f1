package org.peykare.corpus.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder with the stream's local state. It is a copy of what Kafka has: where it is damaged it
/// is set aside, and the stream restores it.
final class LocalState {
  private static final Logger LOG = LoggerFactory.getLogger(LocalState.class);

  private final Path folder;
  private final Path mark;
  private final Path aside;

  LocalState(StreamSettings settings) {
    this.folder = settings.stateDir().resolve(settings.applicationId());
    this.mark = settings.stateDir().resolve(settings.applicationId() + ".damaged");
    this.aside = settings.stateDir().resolve(settings.applicationId() + ".aside");
  }

  /// Whether the stream failed because its local state cannot be read.
  static boolean isDamage(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof TaskCorruptedException) {
        return false;
      }
      if (e instanceof ProcessorStateException || e instanceof RocksDBException) {
        return true;
      }
    }
    return false;
  }

  /// Notes that the state is damaged, for the next start.
  void condemn() {
    try {
      Files.createDirectories(mark.getParent());
      Files.writeString(mark, "");
    } catch (IOException e) {
      LOG.warn("Cannot note in {} that the state is damaged; delete {} by hand", mark, folder, e);
    }
  }

  /// Sets a damaged state aside, in place of one set aside earlier.
  ///
  /// @return whether it was damaged
  boolean setAside() {
    if (!Files.exists(mark)) {
      return false;
    }
    try {
      delete(aside);
      if (Files.exists(folder)) {
        Files.move(folder, aside);
      }
      Files.delete(mark);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot set the damaged state in %s aside; delete the folder, it is restored from Kafka"
              .formatted(folder),
          e);
    }
    LOG.warn(
        "The local state of the corpus stream was damaged; it is restored from Kafka, the damaged one lies in {}",
        aside);
    return true;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
