package org.peykare.crawler.fetch;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.topic.Topic;

/// Puts one event per attempt into topic `fetches`.
public final class FetchesTopic {
  private final Producer<byte[], byte[]> producer;

  /// The topic, written through `producer`.
  public FetchesTopic(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /// Sends an event; `sent` is called when it is stored or could not be.
  public void send(FetchEvent event, Callback sent) {
    producer.send(
        new ProducerRecord<>(
            Topic.FETCHES.topicName(),
            event.host().getBytes(StandardCharsets.UTF_8),
            FetchEvent.CODEC.toBytes(event)),
        sent);
  }
}
