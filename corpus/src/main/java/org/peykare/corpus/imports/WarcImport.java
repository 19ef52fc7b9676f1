package org.peykare.corpus.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.ParsingException;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcTargetRecord;
import org.peykare.formats.topic.Topic;
import org.peykare.formats.url.UrlNormalForm;

/// Sends the pages of WARC files to topic `pages`: successful responses, revisits and conversions
/// of http and https URLs. What is left out is counted by reason; a place that cannot be read is
/// reported with its offset, and reading goes on at the next record that can be found.
public final class WarcImport implements AutoCloseable {
  private static final Set<String> PAGE_TYPES = Set.of("response", "revisit", "conversion");

  /// Bodies are cut here, as the crawler cuts them.
  private static final int MAX_BODY_BYTES = 8 * 1024 * 1024 + 64 * 1024;

  private static final int MAX_DAMAGES = 1_000;

  private final Producer<String, byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  WarcImport(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  /// An import into the cluster at `bootstrapServers`.
  public static WarcImport into(String bootstrapServers) {
    if (bootstrapServers.isBlank()) {
      throw new IllegalStateException(
          "Cannot import: no Kafka cluster is given; set kafka.bootstrap-servers or start the platform");
    }
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, 1);
    // A partition just created may refuse the first batch and take the second, which then blocks
    // the
    // first for ever; one request at a time cannot be overtaken.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 50);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
    return new WarcImport(
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
  }

  /// Sends the pages of one file and waits until Kafka has them all.
  ///
  /// @throws IllegalArgumentException when the file cannot be opened or is no WARC file at all
  public ImportReport importFile(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          "Cannot import %s: there is no such file, or it may not be read".formatted(file));
    }
    Tally tally = new Tally();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long offset = 0;
      while (offset >= 0 && offset < channel.size()) {
        offset = readFrom(channel, offset, tally);
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException(
          "Cannot import %s: Kafka did not take a page (%s)".formatted(file, failed.getMessage()),
          failed);
    }
    if (tally.records == 0 && !tally.damage.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot import %s: it holds no WARC record (%s); it must be a .warc or .warc.gz file"
              .formatted(file, tally.damage.getFirst().message()));
    }
    return tally.report(file);
  }

  @Override
  public void close() {
    producer.close();
  }

  /// What one file has come to.
  private static final class Tally {
    private final Map<String, Long> skipped = new TreeMap<>();
    private final List<ImportReport.Damage> damage = new ArrayList<>();
    private long records;
    private long sent;
    private boolean lost;

    void skip(String reason) {
      skipped.merge(reason, 1L, Long::sum);
    }

    /// Notes the place, unless nothing was read since the last one: it is the same damage then.
    void damaged(long offset, Exception e) {
      if (!lost && damage.size() < MAX_DAMAGES) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        damage.add(new ImportReport.Damage(offset, message));
      }
      lost = true;
    }

    ImportReport report(Path file) {
      return new ImportReport(file, records, sent, skipped, damage);
    }
  }

  /// Reads records from `offset` until the end or a place that cannot be read.
  ///
  /// @return where to go on, -1 at the end
  private long readFrom(FileChannel channel, long offset, Tally tally) throws IOException {
    channel.position(offset);
    // The reader is not closed: it would close the channel that the next one needs.
    @SuppressWarnings("resource")
    WarcReader reader = null;
    try {
      reader = new WarcReader(channel);
      reader.setLenient(true);
      for (Optional<WarcRecord> record = reader.next();
          record.isPresent();
          record = reader.next()) {
        take(record.get(), tally);
        tally.lost = false;
      }
      return -1;
    } catch (IOException | IllegalArgumentException e) {
      long at = reader == null ? offset : reader.position();
      tally.damaged(at, e);
      return Resync.nextRecord(channel, at + 1);
    }
  }

  private void take(WarcRecord record, Tally tally) throws IOException {
    if (!PAGE_TYPES.contains(record.type()) || !(record instanceof WarcTargetRecord page)) {
      tally.records++;
      tally.skip("type-" + record.type());
      return;
    }
    Optional<UrlNormalForm> url = url(page);
    if (url.isEmpty()) {
      tally.records++;
      tally.skip("url");
      return;
    }
    byte[] body = body(record);
    tally.records++;
    String reason = reasonToSkip(record, body);
    if (reason != null) {
      tally.skip(reason);
      return;
    }
    byte[] value = RecordBytes.of(record, body, MAX_BODY_BYTES);
    producer.send(
        new ProducerRecord<>(Topic.PAGES.topicName(), url.get().toString(), value),
        (_, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
    tally.sent++;
  }

  private static Optional<UrlNormalForm> url(WarcTargetRecord page) {
    try {
      return UrlNormalForm.parse(page.target());
    } catch (IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
      return Optional.empty();
    }
  }

  /// The whole block, up to a little more than is kept; the rest is read to see that it is sound.
  private static byte[] body(WarcRecord record) throws IOException {
    InputStream stream = record.body().stream();
    byte[] body = stream.readNBytes(MAX_BODY_BYTES + 1);
    record.body().consume();
    long declared = record.body().size();
    if (body.length < Math.min(declared, MAX_BODY_BYTES + 1)) {
      throw new ParsingException(
          "record cut short: %d of %d bytes".formatted(body.length, declared));
    }
    return body;
  }

  /// Only pages that the server gave: `HTTP/1.1 200 OK`.
  private static @Nullable String reasonToSkip(WarcRecord record, byte[] body) {
    if (!record.type().equals("response")) {
      return null;
    }
    String line = new String(body, 0, Math.min(body.length, 64), StandardCharsets.ISO_8859_1);
    if (!line.startsWith("HTTP/")) {
      return "no-http-response";
    }
    int space = line.indexOf(' ');
    String status = space < 0 ? "" : line.substring(space + 1, Math.min(space + 4, line.length()));
    return status.matches("2\\d\\d")
        ? null
        : "status-" + (status.matches("\\d{3}") ? status : "none");
  }
}
