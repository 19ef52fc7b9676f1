package org.peykare.corpus.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.peykare.formats.topic.Topic;
import org.peykare.formats.url.UrlNormalForm;

/// Reads single pages from topic `pages`.
public final class PageLog {
  /// A page is on the topic after it was fetched; clocks may differ by so much.
  private static final Duration CLOCKS = Duration.ofHours(1);

  /// Pages of a sample that lie side by side.
  private static final int RUN = 5;

  private final String bootstrapServers;

  /// The pages on the cluster at `bootstrapServers`.
  public PageLog(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /// The newest WARC record of the page at `url`, in any spelling; empty where it is no longer on
  /// the topic, or never was.
  ///
  /// @param fetched when that version was fetched; what lies before on the topic is not read
  public Optional<byte[]> find(String url, Instant fetched) {
    String key = UrlNormalForm.of(url).toString();
    try (CommittedLog log = new CommittedLog(bootstrapServers, Topic.PAGES)) {
      int partition = log.partitionOf(key);
      long end = log.ends().getOrDefault(partition, 0L);
      AtomicReference<byte[]> found = new AtomicReference<>();
      log.read(
          partition,
          log.firstSince(partition, fetched.minus(CLOCKS)).orElse(end),
          end,
          record -> {
            if (key.equals(record.key()) && record.value() != null && isPage(record.value())) {
              found.set(record.value());
            }
          });
      return Optional.ofNullable(found.get());
    }
  }

  /// Gives about `pages` pages to `consumer`, spread evenly over what is on the topic.
  public void sample(int pages, BiConsumer<String, byte[]> consumer) {
    try (CommittedLog log = new CommittedLog(bootstrapServers, Topic.PAGES)) {
      SortedMap<Integer, Long> beginnings = log.beginnings();
      SortedMap<Integer, Long> ends = log.ends();
      long all = 0;
      for (Map.Entry<Integer, Long> end : ends.entrySet()) {
        all += end.getValue() - beginnings.getOrDefault(end.getKey(), 0L);
      }
      long step = Math.max(RUN, all * RUN / pages);
      ends.forEach((partition, end) -> {
        for (long at = beginnings.getOrDefault(partition, 0L); at < end; at += step) {
          log.read(
              partition,
              at,
              Math.min(end, at + Math.min(step, RUN)),
              record -> {
                if (record.key() != null && record.value() != null && isPage(record.value())) {
                  consumer.accept(record.key(), record.value());
                }
              });
        }
      });
    }
  }

  /// A revisit has no page in it.
  private static boolean isPage(byte[] record) {
    int head = Math.min(record.length, 2_048);
    return !new String(record, 0, head, java.nio.charset.StandardCharsets.ISO_8859_1)
        .contains("WARC-Type: revisit");
  }
}
