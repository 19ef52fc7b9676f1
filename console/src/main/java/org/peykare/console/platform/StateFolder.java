package org.peykare.console.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// State of a stream on the disk. It is a cache of what the broker has: where it is damaged, or of
/// another cluster, it is set aside and made anew from the broker. What was set aside is kept for
/// those who want to know why; it can be deleted.
public final class StateFolder {
  private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);
  private static final String CLUSTER = "cluster-id";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /// Exceptions of Kafka Streams and RocksDB about the state, by name: they are used here, not
  /// known.
  private static final Pattern ABOUT_STATE =
      Pattern.compile("ProcessorStateException|RocksDBException|CorruptedException");

  private static final Pattern DAMAGE =
      Pattern.compile(
          "corrupt|checksum|checkpoint|manifest|CURRENT|no such file|does not exist|not an sstable|bad table magic",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NO_DAMAGE =
      Pattern.compile("no space left|too many open files|lock", Pattern.CASE_INSENSITIVE);

  private StateFolder() {}

  /// Whether `failure` says that the state on the disk is damaged, and not, say, that the disk is
  /// full.
  public static boolean isDamage(Throwable failure) {
    boolean aboutState = false;
    boolean damaged = false;
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String message = String.valueOf(at.getMessage());
      aboutState |= ABOUT_STATE.matcher(at.getClass().getName() + " " + message).find();
      damaged |= DAMAGE.matcher(message).find();
      if (NO_DAMAGE.matcher(message).find()) {
        return false;
      }
    }
    return aboutState && damaged;
  }

  /// Renames `state`, where it is there, so that it is made anew.
  ///
  /// @param reason said in the log and in the new name
  public static void setAside(Path state, String reason) {
    if (!Files.isDirectory(state)) {
      return;
    }
    Path aside =
        state.resolveSibling(
            "%s.%s-%s".formatted(state.getFileName(), reason, NAME.format(Instant.now())));
    try {
      Files.move(state, aside);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot set the state aside as " + aside, e);
    }
    LOG.warn(
        "The state in {} is {}: it was set aside as {} and is made anew from the broker; the old one can be deleted",
        state,
        reason,
        aside);
  }

  /// Sets the state of `layout` aside where it is of another cluster than `clusterId`.
  static void match(Layout layout, String clusterId) {
    Path file = layout.state().resolve(CLUSTER);
    try {
      if (Files.exists(file) && !Files.readString(file).strip().equals(clusterId)) {
        setAside(layout.state(), "of-another-cluster");
      }
      if (!Files.exists(file)) {
        Files.createDirectories(layout.state());
        Files.writeString(file, clusterId + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the cluster's id in " + file, e);
    }
  }
}
