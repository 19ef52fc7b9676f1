package org.peykare.console.rest;

import java.time.Duration;
import java.util.Optional;
import org.peykare.broker.TopicSetup;
import org.peykare.console.platform.DirectoryLock;
import org.peykare.console.platform.DiskFloor;
import org.peykare.console.platform.Holder;
import org.peykare.console.platform.Layout;
import org.peykare.console.platform.LocalOperations;
import org.peykare.console.platform.Operations;
import org.peykare.console.platform.Platform;
import org.peykare.console.settings.Settings;
import org.peykare.corpus.Corpus;

/// Decides how a command reaches the platform of a working directory.
///
/// - A running platform holds it: its REST is asked.
/// - Nobody holds it: this process takes it, with its broker, until the operations are closed.
/// - Kafka is outside: the topics are there for everyone, so nothing is taken.
/// - Another command holds it: the message says which.
public final class PlatformAccess {
  private static final Duration STARTING = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  private PlatformAccess() {}

  /// The operations of the platform of `layout`; the caller closes them.
  ///
  /// @param command what this process does, for others that find the directory held
  /// @throws IllegalArgumentException when a process that cannot be asked holds the directory
  public static Operations open(Layout layout, Settings settings, String command) {
    Optional<Holder> holder = running(layout);
    if (holder.isPresent() && holder.get().url() != null) {
      return RemoteOperations.at(holder.get().url(), holder.get().token());
    }
    Optional<String> outside = settings.bootstrapServers();
    if (outside.isPresent()) {
      TopicSetup.ensure(outside.get(), settings.partitions());
      Corpus corpus = Platform.corpus(outside.get(), layout, settings);
      DiskFloor floor = new DiskFloor(layout, settings.diskFloorBytes());
      return LocalOperations.open(outside.get(), layout, corpus, floor, corpus);
    }
    if (holder.isPresent()) {
      throw DirectoryLock.held(layout.dir(), holder.get());
    }
    Platform platform = Platform.open(layout, settings, command);
    Corpus corpus = platform.corpus();
    return LocalOperations.open(
        platform.bootstrapServers(), layout, corpus, platform.floor(), corpus, platform);
  }

  /// Who holds the working directory; a platform that is just starting is waited for.
  public static Optional<Holder> running(Layout layout) {
    long deadline = System.nanoTime() + STARTING.toNanos();
    Optional<Holder> holder = DirectoryLock.holder(layout.dir());
    while (holder.isPresent()
        && holder.get().url() == null
        && holder.get().command().equals(Holder.PLATFORM)
        && System.nanoTime() - deadline < 0) {
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
      holder = DirectoryLock.holder(layout.dir());
    }
    return holder;
  }
}
