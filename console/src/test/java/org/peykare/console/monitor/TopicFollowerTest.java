package org.peykare.console.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.TopicSetup;
import org.peykare.corpus.document.Verdict;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.status.RoleStatus;
import org.peykare.formats.topic.Topic;

class TopicFollowerTest {
  @TempDir Path dir;

  @Test
  void whatIsThereAndWhatComesIsTakenIn() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0)) {
      TopicSetup.ensure(broker.bootstrapServers(), 2);
      CrawlWatch watch = new CrawlWatch(InstantSource.system());
      try (KafkaProducer<byte[], byte[]> producer = producer(broker.bootstrapServers())) {
        send(producer, Topic.FETCHES, "a.example", FetchEvent.CODEC.toBytes(event("1")));
        send(producer, Topic.FETCHES, "a.example", "no event".getBytes(StandardCharsets.UTF_8));
        producer.flush();
        try (TopicFollower follower = TopicFollower.start(broker.bootstrapServers(), watch)) {
          until(() -> watch.view().newPages() == 1);
          until(() -> follower.trouble() == null);
          send(producer, Topic.FETCHES, "b.example", FetchEvent.CODEC.toBytes(event("2")));
          RoleStatus status =
              new RoleStatus(
                  "crawler", "c", "n", 1, Instant.now(), "running", null, Map.of(), List.of());
          send(producer, Topic.STATUS, "crawler/c", RoleStatus.CODEC.toBytes(status));
          Verdict verdict = new Verdict.Keep(event("2").url(), Instant.now(), "fa", 3, null, null);
          send(producer, Topic.VERDICTS, verdict.url(), Verdict.CODEC.toBytes(verdict));
          producer.flush();
          until(() ->
              watch.view().newPages() == 2
                  && watch.view().alive("crawler").size() == 1
                  && watch.view().newest().stream().anyMatch(page -> page.verdict() != null));
        }
      }
    }
  }

  @Test
  void aClusterThatIsAwayIsTold() {
    CrawlWatch watch = new CrawlWatch(InstantSource.system());
    try (TopicFollower follower = TopicFollower.start("127.0.0.1:1", watch)) {
      assertThat(follower.trouble()).contains("Kafka");
    }
  }

  private static FetchEvent event(String name) {
    return new FetchEvent(
        "https://a.example/" + name,
        "a.example",
        Instant.now(),
        5,
        FetchEvent.Outcome.FETCHED,
        200,
        100,
        null,
        null,
        "a");
  }

  private static KafkaProducer<byte[], byte[]> producer(String servers) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, Topic topic, String key, byte[] value) {
    producer.send(
        new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), value));
  }

  private static void until(BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waited too long").isBefore(deadline);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
