package org.peykare.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.peykare.console.monitor.CrawlWatch;
import org.peykare.console.platform.Operations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One stream of server-sent events that names the subjects which have changed; the page then asks
/// for its own parts. A single thread looks for changes, once for all readers, and only while
/// someone reads.
final class LiveStream implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
  private static final int READERS = 500;
  private static final long LOOK_MILLIS = 1_000;
  private static final long SILENCE_MILLIS = 15_000;

  private final Map<String, Supplier<Object>> subjects = new LinkedHashMap<>();

  // Guarded by this.
  private final Map<String, Integer> hashes = new TreeMap<>();
  private final Map<String, Long> versions = new TreeMap<>();
  private long version;
  private int readers;
  private boolean looking;
  private boolean closed;

  LiveStream(Operations operations, CrawlWatch watch) {
    subjects.put("crawl", watch::version);
    subjects.put("runs", operations::runs);
    subjects.put("seeds", operations::seeds);
    subjects.put("corpus", operations::corpus);
  }

  void addTo(RoutesConfig routes) {
    routes.get("/live", this::serve);
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void serve(Context context) throws IOException, InterruptedException {
    long seen = enter();
    try {
      context.res().setContentType("text/event-stream; charset=utf-8");
      context.res().setHeader("X-Accel-Buffering", "no");
      OutputStream out = context.res().getOutputStream();
      send(out, "retry: 3000\n\n");
      for (Change change = next(seen); !change.end(); change = next(change.version())) {
        send(
            out,
            change.subjects().isEmpty()
                ? ": nothing new\n\n"
                : "event: changed\ndata: " + change.subjects() + "\n\n");
      }
    } catch (IOException e) {
      log.debug("A reader of live changes has gone: {}", e.getMessage());
    } finally {
      leave();
    }
  }

  /// What changed after a version; nothing where the wait was long.
  private record Change(long version, String subjects, boolean end) {}

  private synchronized long enter() {
    if (readers >= READERS) {
      throw new HttpResponseException(
          503, "%d pages are open already; close some of them".formatted(READERS));
    }
    readers++;
    if (!looking) {
      looking = true;
      Thread.ofVirtual().name("live-changes").start(this::look);
    }
    return version;
  }

  private synchronized void leave() {
    readers--;
    notifyAll();
  }

  private synchronized Change next(long seen) throws InterruptedException {
    long deadline = System.nanoTime() + SILENCE_MILLIS * 1_000_000;
    while (version == seen && !closed) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    StringBuilder changed = new StringBuilder();
    versions.forEach((subject, at) -> {
      if (at > seen) {
        changed.append(changed.isEmpty() ? "" : " ").append(subject);
      }
    });
    return new Change(version, changed.toString(), closed);
  }

  /// Looks for changes until nobody reads.
  private void look() {
    while (watched()) {
      Map<String, Integer> now = new TreeMap<>();
      subjects.forEach((subject, state) -> {
        try {
          now.put(subject, state.get().hashCode());
        } catch (RuntimeException e) {
          log.debug("Cannot look at {}: {}", subject, e.getMessage());
        }
      });
      compare(now);
    }
  }

  private synchronized boolean watched() {
    try {
      wait(LOOK_MILLIS);
    } catch (InterruptedException e) {
      closed = true;
    }
    looking = readers > 0 && !closed;
    return looking;
  }

  private synchronized void compare(Map<String, Integer> now) {
    long next = version + 1;
    now.forEach((subject, hash) -> {
      Integer known = hashes.put(subject, hash);
      if (known == null || !known.equals(hash)) {
        versions.put(subject, next);
        version = next;
      }
    });
    if (version == next) {
      notifyAll();
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
