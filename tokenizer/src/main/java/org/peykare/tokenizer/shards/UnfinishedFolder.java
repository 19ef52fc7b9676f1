package org.peykare.tokenizer.shards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder beside its target that takes the target's name when all is in it, or goes.
///
/// While it is written to, a lock is held on a file in it. One that nobody holds was left by a
/// process that was killed; it is removed when the same target is written again.
final class UnfinishedFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedFolder.class);
  private static final String LOCK = ".lock";

  private final Path target;
  private final Path parent;
  private final Path path;
  private final FileChannel lock;

  /// Makes the folder.
  ///
  /// @param target absolute; must not exist
  UnfinishedFolder(Path target) throws IOException {
    this.target = target;
    Path above = target.getParent();
    parent = above == null ? target : above;
    Files.createDirectories(parent);
    String prefix = "." + target.getFileName() + "-unfinished-";
    sweep(prefix);
    // Not by createTempDirectory: the data set would be readable by its owner alone.
    path = Files.createDirectory(parent.resolve(prefix + UUID.randomUUID()));
    try {
      lock = lock(path);
    } catch (IOException e) {
      delete(path);
      throw e;
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel file =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (isLocked(file)) {
      return file;
    }
    file.close();
    throw new IOException("Cannot lock " + folder.resolve(LOCK));
  }

  Path path() {
    return path;
  }

  private void sweep(String prefix) throws IOException {
    List<Path> left;
    try (Stream<Path> entries = Files.list(parent)) {
      left =
          entries
              .filter(e -> e.getFileName().toString().startsWith(prefix))
              .filter(Files::isDirectory)
              .toList();
    }
    for (Path folder : left) {
      try (FileChannel file = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
        if (isLocked(file)) {
          LOG.info("Removing {}, which an earlier run left unfinished", folder);
          delete(folder);
        }
      } catch (NoSuchFileException e) {
        LOG.debug("Leaving {}: it holds no lock file", folder);
      } catch (IOException e) {
        LOG.warn("Cannot remove {}, which an earlier run left unfinished", folder, e);
      }
    }
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /// Brings the folders to the disk and gives the target its name.
  void finish() throws IOException {
    Files.delete(path.resolve(LOCK));
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path folder : paths.filter(Files::isDirectory).toList()) {
        sync(folder);
      }
    }
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    sync(parent);
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Removes what was not finished.
  @Override
  public void close() throws IOException {
    try (lock) {
      if (Files.exists(path)) {
        delete(path);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
