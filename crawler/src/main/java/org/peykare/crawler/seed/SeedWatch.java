package org.peykare.crawler.seed;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows topic `seeds` on a thread of its own and tells of changes.
public final class SeedWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SeedWatch.class);
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(200);

  private final SeedReader reader;
  private final Listener listener;
  private final Consumer<Exception> failed;
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean caughtUp;
  private volatile long position;

  /// Is told of changes.
  @FunctionalInterface
  public interface Listener {
    /// The seeds are now `all`; those of `changed` are new, different, or gone. Returns when the
    /// change has taken effect.
    void changed(SortedMap<String, Seed> all, List<String> changed) throws InterruptedException;
  }

  private SeedWatch(SeedReader reader, Listener listener, Consumer<Exception> failed) {
    this.failed = failed;
    this.reader = reader;
    this.listener = listener;
    this.thread = new Thread(this::run, "seed-watch");
    thread.setDaemon(true);
  }

  /// Reads all seeds, tells `listener`, and follows.
  public static SeedWatch start(String bootstrapServers, Listener listener) {
    return start(bootstrapServers, listener, _ -> {});
  }

  /// Reads all seeds, tells `listener`, and follows; `failed` is told when that ends too early.
  public static SeedWatch start(
      String bootstrapServers, Listener listener, Consumer<Exception> failed) {
    SeedWatch watch = new SeedWatch(SeedReader.open(bootstrapServers), listener, failed);
    watch.thread.start();
    return watch;
  }

  /// Whether every seed stored before this call has taken effect.
  public boolean isCaughtUp() {
    return caughtUp;
  }

  /// How much of the topic has taken effect: grows with every change, and is the same for all who
  /// have read as far.
  public long position() {
    return position;
  }

  @Override
  public void close() {
    closed = true;
    reader.wakeup();
    try {
      if (!thread.join(GRACE)) {
        thread.interrupt();
        thread.join(GRACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (reader) {
      reader.readToEnd();
      listener.changed(copy(), List.copyOf(reader.seeds().keySet()));
      position = reader.position();
      while (!closed) {
        caughtUp = reader.isCaughtUp();
        List<String> changed = reader.poll(POLL);
        if (!changed.isEmpty()) {
          caughtUp = false;
          listener.changed(copy(), changed);
        }
        position = reader.position();
      }
    } catch (InterruptedException | RuntimeException e) {
      if (!closed) {
        log.error("Seeds are no longer followed", e);
        failed.accept(e);
      }
    }
  }

  private SortedMap<String, Seed> copy() {
    return new TreeMap<>(reader.seeds());
  }
}
