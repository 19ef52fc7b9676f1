package org.peykare.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.peykare.trainer.loop.Progress;

/// Holds a checkpoint back while it would not fit on the disk, so that a full disk costs time and
/// not the training.
final class DiskGuard {
  /// Weights and two moments of the optimizer, 32 bits each.
  private static final long BYTES_PER_PARAMETER = 12;

  /// Tokenizer, card, settings and checksums.
  private static final long OTHER_BYTES = 16L << 20;

  private static final Duration POLL = Duration.ofSeconds(1);

  private final Path output;
  private final long keepFreeBytes;
  private final FreeSpace freeSpace;

  /// Free bytes where a folder lies.
  @FunctionalInterface
  interface FreeSpace {
    long bytes(Path folder) throws IOException;
  }

  /// @param keepFreeBytes stay free beside the checkpoint
  DiskGuard(Path output, long keepFreeBytes) {
    this(output, keepFreeBytes, folder -> Files.getFileStore(folder).getUsableSpace());
  }

  DiskGuard(Path output, long keepFreeBytes, FreeSpace freeSpace) {
    if (keepFreeBytes < 0) {
      throw new IllegalArgumentException(
          "Invalid bytes to keep free: %d (must be 0 or more)".formatted(keepFreeBytes));
    }
    this.output = output;
    this.keepFreeBytes = keepFreeBytes;
    this.freeSpace = freeSpace;
  }

  /// Waits until the checkpoint of a model fits, and tells `listener` meanwhile.
  ///
  /// @throws IllegalStateException when `stopped` says so while it does not fit
  void await(
      int step, long parameters, Consumer<? super Progress> listener, BooleanSupplier stopped) {
    long wanted = keepFreeBytes + BYTES_PER_PARAMETER * parameters + OTHER_BYTES;
    long free = free();
    while (free < wanted) {
      listener.accept(new Progress.WaitingForSpace(step, wanted, free));
      if (stopped.getAsBoolean()) {
        throw new IllegalStateException(
            "Cannot write the checkpoint of step %d to %s: %d MB are free, %d MB must be; the one before is untouched, free space and resume"
                .formatted(step, output, free >> 20, wanted >> 20));
      }
      pause();
      free = free();
    }
  }

  private long free() {
    try {
      return freeSpace.bytes(output);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the free space of " + output, e);
    }
  }

  /// An interrupt asks the training to stop; it is seen there.
  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
