package org.peykare.crawler.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.TopicSetup;
import org.peykare.crawler.TopicReader;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.topic.Topic;
import org.peykare.formats.url.UrlNormalForm;

class UrlsTopicTest {
  @TempDir Path dir;

  @Test
  void fiftyThousandLongUrlsOfOnePageAreStoredBeforeItsOutcomeAndCloseWaitsForIt() {
    List<CrawlUrl> found =
        IntStream.range(0, 50_000)
            .mapToObj(i -> url("http://a.test/" + "long/".repeat(120) + i))
            .toList();
    ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"))) {
      TopicSetup.ensure(broker.bootstrapServers(), 2);
      try (KafkaProducer<byte[], byte[]> producer = producer(broker);
          UrlsTopic topic = new UrlsTopic(producer, failures::add)) {
        topic.send(outcome(found), List.of(url("http://b.test/")));
      }

      List<UrlsRecord> records =
          TopicReader.read(broker.bootstrapServers(), Topic.URLS).stream()
              .filter(entry -> entry.key().equals("a.test"))
              .map(entry -> UrlsRecord.fromBytes(entry.value()))
              .toList();
      List<CrawlUrl> stored = new ArrayList<>();
      records.forEach(record -> stored.addAll(record.found()));
      assertThat(failures).isEmpty();
      assertThat(stored).containsExactlyInAnyOrderElementsOf(found);
      assertThat(records).allMatch(record -> record.found().size() <= 1_000);
      assertThat(records.getLast()).isInstanceOf(UrlsRecord.Outcome.class);
      assertThat(records).filteredOn(UrlsRecord.Outcome.class::isInstance).hasSize(1);
    }
  }

  private static CrawlUrl url(String url) {
    return new CrawlUrl(UrlNormalForm.of(url), CrawlUrl.Kind.PAGE, 1, 0, "s");
  }

  private static UrlsRecord.Outcome outcome(List<CrawlUrl> found) {
    return new UrlsRecord.Outcome(
        UrlNormalForm.of("http://a.test/sitemap.xml"),
        "s",
        UrlsRecord.Place.QUEUED,
        FetchEvent.Outcome.NOT_STORED,
        200,
        Instant.EPOCH,
        UrlsRecord.Next.DONE,
        Duration.ZERO,
        0,
        null,
        null,
        null,
        0,
        null,
        null,
        found);
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "buffer.memory", 2L << 20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
