package org.peykare.corpus.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// At most one process changes a local table at a time; a process that dies lets go.
final class FolderLock implements WriterLock {
  /// Folders locked by this process: closing a second channel on a lock file would let go of the
  /// first one's lock.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path dir;
  private final FileChannel channel;

  private FolderLock(Path dir, FileChannel channel) {
    this.dir = dir;
    this.channel = channel;
  }

  /// @throws IllegalStateException when another writer is at work
  static FolderLock acquire(Path folder) {
    Path dir = folder.toAbsolutePath().normalize();
    if (!HELD.add(dir)) {
      throw busy(dir);
    }
    boolean acquired = false;
    try {
      Files.createDirectories(dir);
      FileChannel channel =
          FileChannel.open(
              dir.resolve("snapshot.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw busy(dir);
      }
      acquired = true;
      return new FolderLock(dir, channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + dir, e);
    } finally {
      if (!acquired) {
        HELD.remove(dir);
      }
    }
  }

  private static IllegalStateException busy(Path dir) {
    return new IllegalStateException(
        "Cannot change the snapshots in %s: another writer is at work there; wait until it is done"
            .formatted(dir));
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void check() {
    if (!channel.isOpen()) {
      throw new IllegalStateException("The lock of the snapshots in " + dir + " was let go");
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release the lock of the snapshots", e);
    } finally {
      HELD.remove(dir);
    }
  }
}
