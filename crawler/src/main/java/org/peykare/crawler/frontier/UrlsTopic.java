package org.peykare.crawler.frontier;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.formats.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes topic `urls`. URLs found for other hosts are collected for a moment and sent packed, one
/// record per host; the outcome of the page that named them follows when they are stored, so that a
/// crash cannot lose them.
public final class UrlsTopic implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(UrlsTopic.class);
  private static final long COLLECT_MILLIS = 100;
  private static final int COLLECT_AT_MOST = 4_000;
  private static final int FILTER_BITS = 20;

  /// A record holds no more, so that it stays far below the largest that Kafka takes.
  private static final int URLS_PER_RECORD = 1_000;

  private static final int CHARS_PER_RECORD = 1 << 20;
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

  private final Producer<byte[], byte[]> producer;
  private final Consumer<Exception> failed;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "urls-sender");
        thread.setDaemon(true);
        return thread;
      });

  /// URLs known to be in the topic.
  private final SeenCache stored = new SeenCache(FILTER_BITS);

  private final AtomicLong pending = new AtomicLong();
  private Batch batch = new Batch();

  private static final class Batch {
    final Map<String, List<CrawlUrl>> byHost = new HashMap<>();
    final List<UrlsRecord.Outcome> outcomes = new ArrayList<>();
    int size;

    boolean isEmpty() {
      return size == 0 && outcomes.isEmpty();
    }
  }

  /// The topic, written through `producer`; `failed` is told when something could not be stored.
  public UrlsTopic(Producer<byte[], byte[]> producer, Consumer<Exception> failed) {
    this.producer = producer;
    this.failed = failed;
    timer.scheduleWithFixedDelay(
        this::flush, COLLECT_MILLIS, COLLECT_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// Whether the URL is not known to be in the topic already.
  public boolean isNews(CrawlUrl url) {
    return !stored.contains(key(url));
  }

  /// Sends an outcome, which carries the URLs of its own host, after `elsewhere`, the URLs it found
  /// on other hosts. More URLs of its own host than one record holds are sent before it, too.
  public void send(UrlsRecord.Outcome outcome, List<CrawlUrl> elsewhere) {
    pending.incrementAndGet();
    if (!fitsOneRecord(outcome.found())) {
      List<CrawlUrl> before = new ArrayList<>(elsewhere);
      before.addAll(outcome.found());
      collect(before, outcome.withoutFound());
    } else if (elsewhere.isEmpty()) {
      sendOutcome(outcome);
    } else {
      collect(elsewhere, outcome);
    }
  }

  /// Sends URLs that nothing was fetched for, such as start URLs; `done` runs when they are stored.
  public void send(List<CrawlUrl> urls, Runnable done) {
    Batch own = new Batch();
    urls.forEach(url -> own.byHost.computeIfAbsent(url.host(), _ -> new ArrayList<>()).add(url));
    own.size = urls.size();
    pending.incrementAndGet();
    sendFound(
        own,
        () -> {
          pending.decrementAndGet();
          done.run();
        });
  }

  /// Records not yet stored.
  public long pending() {
    return pending.get();
  }

  /// Sends what was collected.
  public void flush() {
    Batch full;
    synchronized (this) {
      if (batch.isEmpty()) {
        return;
      }
      full = batch;
      batch = new Batch();
    }
    sendFound(full, () -> full.outcomes.forEach(this::sendOutcome));
  }

  /// Sends what was collected and waits, at most ten seconds, until all of it is stored.
  @Override
  public void close() {
    flush();
    boolean interrupted = Thread.interrupted();
    long deadline = System.nanoTime() + LONGEST_CLOSE.toNanos();
    while (pending.get() > 0 && System.nanoTime() - deadline < 0) {
      try {
        Thread.sleep(COLLECT_MILLIS / 10);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    timer.shutdownNow();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void collect(List<CrawlUrl> urls, UrlsRecord.Outcome outcome) {
    boolean full;
    synchronized (this) {
      urls.forEach(
          url -> batch.byHost.computeIfAbsent(url.host(), _ -> new ArrayList<>()).add(url));
      batch.outcomes.add(outcome);
      batch.size += urls.size();
      full = batch.size >= COLLECT_AT_MOST;
    }
    if (full) {
      flush();
    }
  }

  /// Runs `then` when all are stored; on the sender's thread, for the producer's own must never
  /// wait for room in the producer.
  private void sendFound(Batch found, Runnable then) {
    List<List<CrawlUrl>> records = new ArrayList<>();
    found.byHost.values().forEach(urls -> records.addAll(split(urls.stream().distinct().toList())));
    if (records.isEmpty()) {
      then.run();
      return;
    }
    AtomicInteger open = new AtomicInteger(records.size());
    records.forEach(urls ->
        send(
            urls.getFirst().host(),
            new UrlsRecord.Discovered(urls),
            () -> {
              urls.forEach(url -> stored.add(key(url)));
              if (open.decrementAndGet() == 0) {
                later(then);
              }
            }));
  }

  private void later(Runnable task) {
    try {
      timer.execute(task);
    } catch (RejectedExecutionException e) {
      log.debug("Closed before an outcome could be sent: its URL is fetched again", e);
    }
  }

  private static boolean fitsOneRecord(List<CrawlUrl> urls) {
    return urls.size() <= URLS_PER_RECORD
        && urls.stream().mapToLong(UrlsTopic::size).sum() <= CHARS_PER_RECORD;
  }

  private static List<List<CrawlUrl>> split(List<CrawlUrl> urls) {
    List<List<CrawlUrl>> parts = new ArrayList<>();
    List<CrawlUrl> part = new ArrayList<>();
    long chars = 0;
    for (CrawlUrl url : urls) {
      long size = size(url);
      if (!part.isEmpty() && (part.size() == URLS_PER_RECORD || chars + size > CHARS_PER_RECORD)) {
        parts.add(part);
        part = new ArrayList<>();
        chars = 0;
      }
      part.add(url);
      chars += size;
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  private static long size(CrawlUrl url) {
    return url.url().toString().length();
  }

  private void sendOutcome(UrlsRecord.Outcome outcome) {
    send(
        outcome.url().authority(),
        outcome,
        () -> {
          outcome.found().forEach(url -> stored.add(key(url)));
          pending.decrementAndGet();
        });
  }

  private void send(String host, UrlsRecord record, Runnable stored) {
    Callback callback =
        (_, e) -> {
          if (e == null) {
            stored.run();
          } else {
            failed.accept(e);
          }
        };
    try {
      producer.send(
          new ProducerRecord<>(
              Topic.URLS.topicName(), host.getBytes(StandardCharsets.UTF_8), record.toBytes()),
          callback);
    } catch (RuntimeException e) {
      failed.accept(e);
    }
  }

  private static long key(CrawlUrl url) {
    return UrlHash.of(url.url().toString());
  }
}
