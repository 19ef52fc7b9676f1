package org.peykare.tokenizer.shards;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder `.NAME-unfinished` beside its target, which takes the target's name when all is in
/// it.
///
/// A lock on a file in it is held while it is written to. What a killed process left is gone on
/// with when the same job is begun again, and removed when another one is.
final class UnfinishedFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedFolder.class);
  private static final String LOCK = ".lock";
  private static final String JOB = ".job";

  private final Path target;
  private final Path parent;
  private final Path path;
  private final FileChannel lock;
  private boolean worthKeeping;

  /// Makes the folder, or opens the one that was left.
  ///
  /// @param target absolute; must not exist
  /// @param job names the job
  /// @throws IllegalArgumentException when another process is writing the same target
  UnfinishedFolder(Path target, String job) throws IOException {
    this.target = target;
    Path above = target.getParent();
    parent = above == null ? target : above;
    path = parent.resolve("." + target.getFileName() + "-unfinished");
    Files.createDirectories(parent);
    try {
      // Not by createTempDirectory: the data set would be readable by its owner alone.
      Files.createDirectory(path);
    } catch (FileAlreadyExistsException e) {
      LOG.debug("{} was left by an earlier run", path);
    }
    lock = lock();
    try {
      adopt(job);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private FileChannel lock() throws IOException {
    FileChannel file =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (isLocked(file)) {
      return file;
    }
    file.close();
    throw new IllegalArgumentException(
        "Cannot write data set %s: another process is writing it (wait for it or name another folder)"
            .formatted(target));
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void adopt(String job) throws IOException {
    Path file = path.resolve(JOB);
    if (Files.exists(file) && Files.readString(file).equals(job)) {
      worthKeeping = true;
      return;
    }
    try (Stream<Path> left = Files.list(path)) {
      for (Path entry : left.toList()) {
        if (!entry.endsWith(LOCK)) {
          LOG.info("Removing {}, which an earlier run left unfinished", entry);
          delete(entry);
        }
      }
    }
    replace(JOB, job);
  }

  Path path() {
    return path;
  }

  /// Whether a file of this name is there.
  boolean has(String name) {
    return Files.exists(path.resolve(name));
  }

  String read(String name) throws IOException {
    return Files.readString(path.resolve(name));
  }

  /// Writes a file so that it is there whole or not at all, also after a loss of power.
  void replace(String name, String text) throws IOException {
    Path temporary = path.resolve(name + ".new");
    write(temporary, text);
    Files.move(temporary, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    sync(path);
  }

  static void write(Path file, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /// From now on what is in the folder is kept for the next run if this one does not finish.
  void keepIfUnfinished() {
    worthKeeping = true;
  }

  /// Brings the folders to the disk and gives the target its name.
  void finish() throws IOException {
    Files.delete(path.resolve(JOB));
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path folder : paths.filter(Files::isDirectory).toList()) {
        sync(folder);
      }
    }
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    // Only now: a folder without a lock file could be taken over.
    Files.delete(target.resolve(LOCK));
    sync(target);
    sync(parent);
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Gives the lock back; removes what was not finished unless it is worth keeping.
  @Override
  public void close() throws IOException {
    try (lock) {
      if (!worthKeeping && Files.exists(path)) {
        delete(path);
      }
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
