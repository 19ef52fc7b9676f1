package org.peykare.console.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.peykare.console.settings.Sizes;

/// Watches the free space of the disks of a working directory. Below the floor nothing more is
/// gathered: a broker that meets a full disk ends its process. Work goes on when a tenth more than
/// the floor is free, so that it does not stop and go at the edge.
public final class DiskFloor {
  private final Layout layout;
  private final long floorBytes;
  private final Probe probe;
  private boolean low;

  /// Tells the free space of a disk.
  @FunctionalInterface
  public interface Probe {
    /// The bytes that can still be written to the disk of `folder`, which exists.
    long freeBytes(Path folder) throws IOException;
  }

  /// A floor of `floorBytes` free bytes; 0 is none.
  public DiskFloor(Layout layout, long floorBytes) {
    this(layout, floorBytes, folder -> Files.getFileStore(folder).getUsableSpace());
  }

  /// A floor on disks that `probe` tells of.
  public DiskFloor(Layout layout, long floorBytes, Probe probe) {
    this.layout = layout;
    this.floorBytes = floorBytes;
    this.probe = probe;
  }

  /// Why nothing more may be gathered now; empty where there is room.
  public synchronized Optional<String> trouble() {
    long needed = low ? floorBytes + floorBytes / 10 : floorBytes;
    for (Path folder : layout.written()) {
      try {
        long free = Files.isDirectory(folder) ? probe.freeBytes(folder) : Long.MAX_VALUE;
        if (free < needed) {
          low = true;
          return Optional.of(
              "only %s free on the disk of %s, and %s must stay free (platform.disk-floor); free at least %s there"
                  .formatted(
                      Sizes.text(free),
                      folder,
                      Sizes.text(floorBytes),
                      Sizes.text(floorBytes + floorBytes / 10 - free)));
        }
      } catch (IOException e) {
        return Optional.of("the free space of %s cannot be told: %s".formatted(folder, e));
      }
    }
    low = false;
    return Optional.empty();
  }

  /// @throws IllegalArgumentException when there is no room for what `attempt` says
  public void require(String attempt) {
    trouble()
        .ifPresent(trouble -> {
          throw new IllegalArgumentException("Cannot %s: %s".formatted(attempt, trouble));
        });
  }
}
