package org.peykare.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.formats.topic.Topic;

class EmbeddedBrokerTest {
  @TempDir Path dir;

  @Test
  void keepsTopicsAndDataOverARestart() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
      TopicSetup.ensure(broker.bootstrapServers(), 2);
      Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (var producer =
          new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
        producer.send(new ProducerRecord<>("verdicts", 1, "http://a/", "kept")).get();
      }
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
      TopicSetup.ensure(broker.bootstrapServers(), 2);
      Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (Admin admin = Admin.create(settings)) {
        Set<String> names = admin.listTopics().names().get();
        for (Topic topic : Topic.values()) {
          assertThat(names).contains(topic.topicName());
        }
      }
      try (var consumer =
          new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
        TopicPartition partition = new TopicPartition("verdicts", 1);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        assertThat(consumer.poll(Duration.ofSeconds(10)))
            .singleElement()
            .satisfies(record -> assertThat(record.value()).isEqualTo("kept"));
      }
      assertThatThrownBy(() -> TopicSetup.ensure(broker.bootstrapServers(), 3))
          .hasMessageContaining("set kafka.partitions to that number");
      assertThatThrownBy(() -> EmbeddedBroker.start(dir))
          .hasMessageContaining("in use by another process");
    }
  }

  @Test
  void saysThatAPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedBroker.start(dir, taken.getLocalPort()))
          .hasMessageContaining("Cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("choose another port");
    }
  }
}
