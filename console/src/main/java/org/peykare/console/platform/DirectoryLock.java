package org.peykare.console.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Holds a working directory for one process. The lock is the operating system's, which releases it
/// when the process ends, however it ends; what the file says of the holder counts only while it is
/// locked. The file can be read by its owner alone, for it holds the token of REST.
public final class DirectoryLock implements AutoCloseable {
  /// Name of the lock file.
  public static final String FILE = "peykare.lock";

  private static final int MAX_BYTES = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration POLL = Duration.ofMillis(20);

  /// Held by this process. A lock file must not be opened and closed a second time by the process
  /// that has locked it: that would let go of the lock.
  private static final Map<Path, DirectoryLock> HELD = new HashMap<>();

  /// A holder that does not say who it is.
  private static final Holder UNKNOWN =
      new Holder(0, Holder.COMMAND, Instant.EPOCH, null, null, null, null);

  private final Path file;
  private final FileChannel channel;
  private Holder holder;

  private DirectoryLock(Path file, FileChannel channel, Holder holder) {
    this.file = file;
    this.channel = channel;
    this.holder = holder;
  }

  /// Takes the working directory `dir`, which is made if it is missing.
  ///
  /// @param command what this process does, for those who find the directory held
  /// @throws IllegalArgumentException when another process holds it; the message names it
  public static DirectoryLock take(Path dir, String command) {
    Path file = file(dir);
    try {
      Files.createDirectories(file.getParent());
      synchronized (HELD) {
        DirectoryLock own = HELD.get(file);
        if (own != null) {
          throw held(dir, own.holder);
        }
        FileChannel channel = open(file);
        // Someone may only be looking who holds it: a short wait tells.
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (tryLock(channel) == null) {
          if (System.nanoTime() - deadline > 0) {
            Holder other = read(channel).orElse(null);
            channel.close();
            throw held(dir, other);
          }
          Thread.sleep(POLL);
        }
        DirectoryLock lock = new DirectoryLock(file, channel, Holder.thisProcess(command));
        lock.write();
        HELD.put(file, lock);
        return lock;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + dir, e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot use the working directory %s: %s; choose a folder that can be written with --dir"
              .formatted(dir, e),
          e);
    }
  }

  /// Who holds the working directory `dir` now; empty where nobody does.
  public static Optional<Holder> holder(Path dir) {
    Path file = file(dir);
    synchronized (HELD) {
      DirectoryLock own = HELD.get(file);
      if (own != null) {
        return Optional.of(own.holder);
      }
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      try (FileChannel channel = open(file)) {
        if (tryLock(channel) != null) {
          return Optional.empty();
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<Holder> found = read(channel);
        // The holder may be writing it at this moment.
        while (found.isEmpty() && System.nanoTime() - deadline < 0) {
          Thread.sleep(POLL);
          found = read(channel);
        }
        return Optional.of(found.orElse(UNKNOWN));
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "Cannot tell who uses the working directory %s: %s".formatted(dir, e), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while looking at " + dir, e);
      }
    }
  }

  /// That `dir` is held, as a message with its remedy.
  public static IllegalArgumentException held(Path dir, @Nullable Holder holder) {
    return new IllegalArgumentException(
        "Cannot use the working directory %s: %s is using it; wait for it to end, stop it, or choose another --dir"
            .formatted(
                dir, holder == null || holder.pid() == 0 ? "another process" : holder.text()));
  }

  /// Says more of this process, for those who find the directory held.
  void announce(UnaryOperator<Holder> change) {
    try {
      holder = change.apply(holder);
      write();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private void write() throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(Holder.CODEC.toBytes(holder)), 0);
  }

  private static Path file(Path dir) {
    return dir.toAbsolutePath().normalize().resolve(FILE);
  }

  private static FileChannel open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return channel;
  }

  /// The content lies outside the locked byte, so that others can read it where locks are strict.
  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
  }

  private static Optional<Holder> read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MAX_BYTES, channel.size()));
    channel.read(bytes, 0);
    byte[] read = new byte[bytes.position()];
    bytes.flip().get(read);
    try {
      return Optional.of(Holder.CODEC.fromBytes(read));
    } catch (IllegalArgumentException unfinished) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    synchronized (HELD) {
      HELD.remove(file);
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot release the working directory", e);
      }
    }
  }
}
