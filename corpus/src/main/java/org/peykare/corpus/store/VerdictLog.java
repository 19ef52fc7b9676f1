package org.peykare.corpus.store;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.peykare.corpus.document.Verdict;
import org.peykare.formats.topic.Topic;
import org.peykare.formats.url.DocumentId;
import org.peykare.formats.url.UrlNormalForm;

/// Reads the latest verdict on each page from topic `verdicts`.
public final class VerdictLog {
  private final String bootstrapServers;

  /// The verdicts on the cluster at `bootstrapServers`.
  public VerdictLog(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /// The latest verdict on every page, partition by partition. Compaction is lazy, so the topic is
  /// read twice: first for the last offset of each page, then for the verdicts there.
  public void forEach(Consumer<Verdict> consumer) {
    try (CommittedLog log = new CommittedLog(bootstrapServers, Topic.VERDICTS)) {
      var beginnings = log.beginnings();
      log.ends()
          .forEach((partition, end) -> {
            long begin = beginnings.getOrDefault(partition, 0L);
            LastOffsets last = new LastOffsets();
            log.read(
                partition,
                begin,
                end,
                record -> last.put(DocumentId.ofNormalForm(record.key()), record.offset()));
            log.read(
                partition,
                begin,
                end,
                record -> {
                  boolean isLast =
                      last.isLast(DocumentId.ofNormalForm(record.key()), record.offset());
                  if (isLast && record.value() != null) {
                    consumer.accept(Verdict.CODEC.fromBytes(record.value()));
                  }
                });
          });
    }
  }

  /// The latest verdict on the page at `url`, in any spelling.
  ///
  /// @throws IllegalArgumentException when it is no http or https URL
  public Optional<Verdict> find(String url) {
    String key = UrlNormalForm.of(url).toString();
    try (CommittedLog log = new CommittedLog(bootstrapServers, Topic.VERDICTS)) {
      int partition = log.partitionOf(key);
      AtomicReference<byte[]> found = new AtomicReference<>();
      log.read(
          partition,
          log.beginnings().getOrDefault(partition, 0L),
          log.ends().getOrDefault(partition, 0L),
          record -> {
            if (record.key().equals(key)) {
              found.set(record.value());
            }
          });
      return Optional.ofNullable(found.get()).map(Verdict.CODEC::fromBytes);
    }
  }
}
